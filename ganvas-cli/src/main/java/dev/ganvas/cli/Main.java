package dev.ganvas.cli;

import ch.qos.logback.classic.Level;
import dev.ganvas.error.GanvasException;
import dev.ganvas.error.UsageException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.util.Optional;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;

/** {@code ganvas}: hands the arguments to a verb, and turns failures into one line and an exit code. */
@Command(
        name = "ganvas",
        description = "Image AI for the JVM: trains on your pictures and generates new ones.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        synopsisSubcommandLabel = "VERB",
        subcommands = {
            QuickstartCommand.class,
            TrainCommand.class,
            GenerateCommand.class,
            ProjectCommand.class,
            ExplainCommand.class,
            EvaluateCommand.class,
            AugmentCommand.class,
            DataCommand.class,
            DoctorCommand.class
        },
        footer = {"", "Start with:  ganvas quickstart"})
public final class Main {
    static final int FAILED = 1;

    /** How Linux and macOS put it; it has no exception of its own. */
    private static final String DISK_FULL = "No space left on device";

    @Option(
            names = "--verbose",
            scope = ScopeType.INHERIT,
            description = "Show the stack trace of a failure, and what libraries log.")
    private boolean verbose;

    /** The version in the jar's manifest. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"ganvas " + current()};
        }

        static String current() {
            return Optional.ofNullable(Main.class.getPackage().getImplementationVersion())
                    .orElse("(development)");
        }
    }

    private Main() {}

    public static void main(String[] arguments) {
        int code = run(
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                arguments);
        if (Interruption.requested()) {
            // The interrupt is already ending this process, with its own exit status; it waits for this moment.
            Interruption.finished();
        } else {
            System.exit(code);
        }
    }

    /** Runs a command line and returns its exit code: 0 done, 1 failed, 2 wrong usage, 130 interrupted. */
    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        Main main = new Main();
        return new CommandLine(main)
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionStrategy(parsed -> {
                    main.configureLogging();
                    return new CommandLine.RunLast().execute(parsed);
                })
                .setExecutionExceptionHandler(main::failed)
                .execute(arguments);
    }

    private void configureLogging() {
        if (LoggerFactory.getLogger("ROOT") instanceof ch.qos.logback.classic.Logger root) {
            root.setLevel(verbose ? Level.INFO : Level.ERROR);
        }
    }

    private int failed(Exception failure, CommandLine command, ParseResult parsed) {
        if (verbose) {
            LoggerFactory.getLogger(Main.class).error("failed", failure);
        }
        command.getErr().println("ganvas: " + explained(failure));
        return failure instanceof UsageException ? ExitCode.USAGE : FAILED;
    }

    private static String explained(Exception failure) {
        if (failure instanceof AccessDeniedException denied) {
            return denied.getFile() + ": permission denied; choose a place you may write to, or read from.";
        }
        if (failure instanceof FileSystemException file && file.getReason() == null) {
            return file.getFile() + ": " + file.getClass().getSimpleName().replace("Exception", "");
        }
        if (failure instanceof IOException
                && String.valueOf(failure.getMessage()).contains(DISK_FULL)) {
            return failure.getMessage()
                    + "; free some space and run the same command again. What was saved before is whole.";
        }
        if (failure instanceof GanvasException || failure instanceof IOException) {
            return failure.getMessage();
        }
        return "an unexpected failure: " + failure + ". This is a defect; --verbose shows where it happened.";
    }
}
