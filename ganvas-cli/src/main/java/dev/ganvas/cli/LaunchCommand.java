package dev.ganvas.cli;

import dev.ganvas.cli.terminal.Output;
import dev.ganvas.cli.usage.Group;
import dev.ganvas.cli.usage.InGroup;
import dev.ganvas.engine.ranks.GradientFormat;
import dev.ganvas.error.Require;
import dev.ganvas.launch.LaunchPlan;
import dev.ganvas.launch.Launcher;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@InGroup(Group.LEARN)
@Command(
        name = "launch",
        description = {
            "Trains one network with several processes, on one machine or several. Each computes its part of every batch;"
                    + " when one is lost, all go on from the last checkpoint.",
            "Under torchrun, Slurm or Kubernetes the same 'ganvas train ...' takes part without it."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:  ganvas launch --nproc 2 -- train photos --out my-run --size 64 --budget 30m",
            "          ganvas launch --nproc 4 --nodes 2 --node-rank 0 --master-addr 10.0.0.1 --master-port 29500 -- train ..."
        })
final class LaunchCommand implements Callable<Integer> {
    private static final String PORT = "29500";

    @Option(names = "--nproc", required = true, paramLabel = "N", description = "Processes on this machine.")
    private int processes;

    @Option(
            names = "--nodes",
            defaultValue = "1",
            paramLabel = "M",
            description = "Machines that take part; the command is given on each (default: ${DEFAULT-VALUE}).")
    private int machines;

    @Option(
            names = "--node-rank",
            defaultValue = "0",
            paramLabel = "R",
            description = "Number of this machine, from 0 (default: ${DEFAULT-VALUE}).")
    private int machine;

    @Option(
            names = "--master-addr",
            paramLabel = "A",
            description =
                    "Address of machine 0, by which the others reach it. It has no passwords: keep to a private network"
                            + " (default: this machine alone, at its loopback address).")
    private Optional<String> address = Optional.empty();

    @Option(
            names = "--master-port",
            defaultValue = PORT,
            paramLabel = "P",
            description = "Free port of machine 0, with --master-addr (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--max-restarts",
            defaultValue = "3",
            paramLabel = "K",
            description = "Give up after so many new starts (default: ${DEFAULT-VALUE}).")
    private int restarts;

    @Option(
            names = "--timeout",
            defaultValue = "60",
            paramLabel = "S",
            description = "A process that has not answered for so many seconds is lost (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--exchange",
            defaultValue = "fp32",
            paramLabel = "FORMAT",
            description =
                    "What gradients travel as between processes: fp32, or bf16, which halves the bytes and no longer"
                            + " comes to the very weights of one process (default: ${DEFAULT-VALUE}).")
    private String exchange;

    @Parameters(
            paramLabel = "train ...",
            arity = "1..*",
            description = "What each process does, after '--': 'train' with its options.")
    private List<String> verb;

    @Mixin
    private Output output;

    @Override
    public Integer call() {
        Require.that(
                verb.get(0).equals("train"),
                "launch trains: write 'train' and its options after '--', not '" + verb.get(0) + "'");
        Require.within(seconds, 1, 86_400, "--timeout");
        LaunchPlan plan = new LaunchPlan(
                processes,
                machine,
                machines,
                address.map(host -> new LaunchPlan.Address(host, port)),
                restarts,
                Duration.ofSeconds(seconds),
                GradientFormat.of(exchange, "--exchange"));
        Launcher launcher = new Launcher(plan, command(), output::warn);
        Runtime.getRuntime().addShutdownHook(new Thread(launcher::stop, "launcher"));
        return launcher.run();
    }

    /** This program again, as it was started. */
    private List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(Main.class.getName());
        command.addAll(verb);
        return command;
    }
}
