package dev.ganvas.cli;

import ch.qos.logback.classic.Level;
import dev.ganvas.batch.FileBatch;
import dev.ganvas.cli.terminal.Interruption;
import dev.ganvas.cli.usage.Failures;
import dev.ganvas.cli.usage.GroupedVerbs;
import dev.ganvas.cli.usage.UsageErrors;
import dev.ganvas.error.UsageException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IHelpSectionRenderer;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** {@code ganvas}: hands the arguments to a verb, and turns failures into one line and an exit code. */
@Command(
        name = "ganvas",
        description = "Image AI for the JVM: trains on your pictures and generates new ones.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        synopsisSubcommandLabel = "VERB",
        subcommands = {
            GenerateCommand.class,
            ProjectCommand.class,
            AugmentCommand.class,
            RestoreCommand.class,
            EnhanceCommand.class,
            RecognizeCommand.class,
            PlatesCommand.class,
            ExplainCommand.class,
            ModelsCommand.class,
            SearchCommand.class,
            FacesCommand.class,
            TrainCommand.class,
            EvaluateCommand.class,
            DataCommand.class,
            LabelCommand.class,
            QuickstartCommand.class,
            ExportCommand.class,
            DoctorCommand.class,
            CompletionCommand.class
        },
        footer = {
            "",
            "Start with:  ganvas quickstart",
            "Help:        ganvas VERB --help",
            "Exit codes:  0 done, 1 failed, 2 wrong usage, 130 interrupted"
        })
public final class Main {
    static final int FAILED = 1;
    static final int INTERRUPTED = 130;

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

    /** The exit code of work on many files: failed when a file did, or none was done. */
    static int code(FileBatch.Result result) {
        return result.interrupted() ? INTERRUPTED : result.failed().isEmpty() ? ExitCode.OK : FAILED;
    }

    private Main() {}

    public static void main(String[] arguments) {
        Interruption.handle();
        Interruption.exit(run(
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                arguments));
    }

    /** Runs a command line and returns its exit code: 0 done, 1 failed, 2 wrong usage, 130 interrupted. */
    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        Main main = new Main();
        CommandLine ganvas = commandLine(main)
                .setOut(out)
                .setErr(err)
                .setExecutionStrategy(parsed -> {
                    main.configureLogging();
                    return new CommandLine.RunLast().execute(parsed);
                })
                .setExecutionExceptionHandler((failure, command, parsed) -> main.failed(failure, command))
                .setParameterExceptionHandler(new UsageErrors());
        try {
            return ganvas.execute(arguments);
        } catch (OutOfMemoryError e) {
            return main.failed(e, ganvas);
        }
    }

    private static CommandLine commandLine(Main main) {
        CommandLine ganvas = new CommandLine(main)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .registerConverter(Path.class, UsageErrors::path);
        // Its own map, since verbs with actions below them list these as usual.
        Map<String, IHelpSectionRenderer> sections = new HashMap<>(ganvas.getHelpSectionMap());
        sections.put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING, help -> "");
        sections.put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, new GroupedVerbs());
        ganvas.getCommandSpec().usageMessage().sectionMap(sections);
        return ganvas;
    }

    private void configureLogging() {
        if (LoggerFactory.getLogger("ROOT") instanceof ch.qos.logback.classic.Logger root) {
            root.setLevel(verbose ? Level.INFO : Level.ERROR);
        }
    }

    private int failed(Throwable failure, CommandLine command) {
        if (verbose) {
            LoggerFactory.getLogger(Main.class).error("failed", failure);
        }
        command.getErr().println("ganvas: " + Failures.explained(failure));
        return failure instanceof UsageException || failure instanceof InvalidPathException ? ExitCode.USAGE : FAILED;
    }
}
