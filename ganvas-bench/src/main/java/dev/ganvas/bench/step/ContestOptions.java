package dev.ganvas.bench.step;

import dev.ganvas.bench.result.BenchFolders;
import java.util.LinkedHashSet;
import java.util.Set;
import picocli.CommandLine.Option;

/** Who takes part, and with how many threads; shared by the subcommands that run programs. */
final class ContestOptions {
    @Option(
            names = "--peers",
            split = ",",
            paramLabel = "PEER",
            description = "Who takes part: ganvas, pytorch, djl, dl4j.")
    private Set<String> peers = new LinkedHashSet<>(Contest.PEERS);

    @Option(
            names = "--python",
            paramLabel = "PATH",
            defaultValue = "python3",
            description = "A Python that can import torch.")
    private String python = "python3";

    @Option(names = "--threads", defaultValue = "2", description = "Threads of each program.")
    private int threads;

    int threads() {
        return threads;
    }

    Contest gather(BenchFolders folders) {
        return Contest.gather(folders, peers, python);
    }
}
