package dev.ganvas.bench;

import dev.ganvas.engine.error.GanvasException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The benchmarks' command line. */
@Command(
        name = "bench",
        description = "Measures Ganvas beside named peers and writes what it finds.",
        subcommands = {ThroughputCommand.class, CheckCommand.class, ReportCommand.class})
public final class Main {
    @Mixin
    private final HelpOption help = new HelpOption();

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main()).setExecutionExceptionHandler((failure, command, parsed) -> {
            if (failure instanceof GanvasException) {
                command.getErr().println(failure.getMessage());
                return CommandLine.ExitCode.SOFTWARE;
            }
            throw failure;
        });
    }
}
