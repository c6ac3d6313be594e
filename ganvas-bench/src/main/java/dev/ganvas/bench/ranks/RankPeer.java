package dev.ganvas.bench.ranks;

import dev.ganvas.bench.peer.Quantiles;
import dev.ganvas.engine.nn.Collective;
import dev.ganvas.engine.ranks.RankPlace;
import dev.ganvas.engine.ranks.Ranks;
import dev.ganvas.engine.tensor.NativeLibrary;
import dev.ganvas.engine.tensor.Threads;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A program that trains a network of noise as one of several ranks, or alone, as its environment says. */
@Command(name = "rank")
public final class RankPeer implements Callable<Integer> {
    @Parameters
    private String network;

    @Option(names = "--threads", required = true)
    private int threads;

    @Option(names = "--steps", required = true)
    private int steps;

    @Option(names = "--warmup", required = true)
    private int warmup;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new RankPeer())
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    command.getErr().println(failure.getMessage());
                    return CommandLine.ExitCode.SOFTWARE;
                })
                .execute(arguments));
    }

    @Override
    public Integer call() {
        RankedNetwork trained = RankedNetwork.of(network);
        Optional<RankPlace> place = RankPlace.of(System.getenv());
        try (Threads own = Threads.use(threads)) {
            if (place.isEmpty()) {
                System.out.println(line(trained, Optional.empty()));
                return 0;
            }
            try (Ranks ranks = Ranks.join(place.get())) {
                String line = line(trained, Optional.of(ranks));
                if (ranks.isFirst()) {
                    System.out.println(line);
                }
                // Whoever leaves is taken for lost.
                ranks.sum(1);
                return 0;
            }
        }
    }

    private String line(RankedNetwork of, Optional<Ranks> ranks) {
        int size = ranks.map(all -> all.place().size()).orElse(1);
        double alone = timed(of, RankedNetwork.BATCH / size, Collective.inProcess(), ranks);
        double together = ranks.isEmpty()
                ? alone
                : timed(of, RankedNetwork.BATCH, ranks.get().collective(), ranks);
        try (RankStep step = RankStep.of(of, RankedNetwork.BATCH / size, Collective.inProcess())) {
            return String.format(
                    Locale.ROOT,
                    "{\"version\": \"libtorch %s\", \"values\": %d, \"ms\": %.3f, \"ms_alone\": %.3f, \"steps\": %d}",
                    NativeLibrary.version(),
                    step.values(),
                    together,
                    alone,
                    steps);
        }
    }

    /** Median of a step, milliseconds. */
    private double timed(RankedNetwork of, int batch, Collective collective, Optional<Ranks> ranks) {
        try (RankStep step = RankStep.of(of, batch, collective)) {
            for (int i = 0; i < warmup; i++) {
                step.run();
            }
            ranks.ifPresent(all -> all.sum(1));
            double[] times = new double[steps];
            for (int i = 0; i < steps; i++) {
                long start = System.nanoTime();
                step.run();
                times[i] = (System.nanoTime() - start) / 1e6;
            }
            ranks.ifPresent(all -> all.sum(1));
            return Quantiles.median(times);
        }
    }
}
