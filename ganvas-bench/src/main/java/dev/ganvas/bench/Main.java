package dev.ganvas.bench;

import dev.ganvas.bench.io.IoCommand;
import dev.ganvas.bench.quality.QualityCommand;
import dev.ganvas.bench.ranks.RanksCommand;
import dev.ganvas.bench.recognition.RecognitionCommand;
import dev.ganvas.bench.restore.RestoreCommand;
import dev.ganvas.bench.result.BenchFolders;
import dev.ganvas.bench.result.Commit;
import dev.ganvas.bench.startup.StartupCommand;
import dev.ganvas.bench.step.CheckCommand;
import dev.ganvas.bench.step.GemmCommand;
import dev.ganvas.bench.step.MemoryCommand;
import dev.ganvas.bench.step.ThroughputCommand;
import dev.ganvas.error.GanvasException;
import dev.ganvas.error.UsageException;
import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The benchmarks' command line. */
@Command(
        name = "bench",
        description = "Measures Ganvas beside named peers and writes what it finds.",
        subcommands = {
            ThroughputCommand.class,
            GemmCommand.class,
            IoCommand.class,
            RecognitionCommand.class,
            StartupCommand.class,
            MemoryCommand.class,
            RestoreCommand.class,
            RanksCommand.class,
            QualityCommand.class,
            CheckCommand.class,
            ReportCommand.class,
            PackCommand.class
        },
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        scope = CommandLine.ScopeType.INHERIT)
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** Benchmarks have no releases: their version is the commit they stand at. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"commit " + Commit.of(BenchFolders.find().root())};
        }
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main()).setExecutionExceptionHandler((failure, command, parsed) -> {
            if (failure instanceof GanvasException || failure instanceof IOException) {
                command.getErr().println(failure.getMessage());
                return failure instanceof UsageException ? CommandLine.ExitCode.USAGE : CommandLine.ExitCode.SOFTWARE;
            }
            throw failure;
        });
    }
}
