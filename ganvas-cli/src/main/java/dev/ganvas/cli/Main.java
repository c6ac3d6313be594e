package dev.ganvas.cli;

import ch.qos.logback.classic.Level;
import dev.ganvas.batch.FileBatch;
import dev.ganvas.cli.config.Configuration;
import dev.ganvas.cli.config.OptionDefaults;
import dev.ganvas.cli.config.Surroundings;
import dev.ganvas.cli.option.DeviceOption;
import dev.ganvas.cli.terminal.Interruption;
import dev.ganvas.cli.terminal.TermsNotice;
import dev.ganvas.cli.usage.Failures;
import dev.ganvas.cli.usage.GroupedVerbs;
import dev.ganvas.cli.usage.UsageErrors;
import dev.ganvas.engine.tensor.DefaultDevice;
import dev.ganvas.error.GanvasException;
import dev.ganvas.error.UsageException;
import dev.ganvas.server.GanvasServer;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
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
            LaunchCommand.class,
            EvaluateCommand.class,
            CompressCommand.class,
            DataCommand.class,
            LabelCommand.class,
            QuickstartCommand.class,
            ExportCommand.class,
            ConfigCommand.class,
            ServeCommand.class,
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
    private static final List<String> HELP = List.of("-h", "--help", "-V", "--version");

    @Option(
            names = "--verbose",
            scope = ScopeType.INHERIT,
            description = "Show the stack trace of a failure, and what libraries log.")
    private boolean verbose;

    private OptionDefaults defaults;

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
        if (arguments.length > 0 && arguments[0].equals("serve")) {
            GanvasServer.load();
        }
        Interruption.exit(run(
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                arguments));
    }

    /** Runs a command line and returns its exit code: 0 done, 1 failed, 2 wrong usage, 130 interrupted. */
    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        return run(out, err, Surroundings.usual(), arguments);
    }

    static int run(PrintWriter out, PrintWriter err, Surroundings surroundings, String... arguments) {
        Main main = new Main();
        CommandLine ganvas = commandLine(main).setOut(out).setErr(err);
        ganvas.setExecutionStrategy(parsed -> {
                    main.configureLogging();
                    Optional<String> conflict = main.defaults.conflict();
                    return conflict.isPresent()
                            ? main.failed(new UsageException(conflict.get()), ganvas)
                            : main.execute(parsed, ganvas);
                })
                .setExecutionExceptionHandler((failure, command, parsed) -> main.failed(failure, command))
                .setParameterExceptionHandler(new UsageErrors());
        try {
            main.configure(ganvas, surroundings, List.of(arguments));
        } catch (UsageException e) {
            return main.failed(e, ganvas);
        }
        try (Configuration.Undo undo = main.defaults.configuration().asProperties();
                TermsNotice notice = TermsNotice.to(err)) {
            return ganvas.execute(arguments);
        } catch (OutOfMemoryError e) {
            return main.failed(e, ganvas);
        }
    }

    private int execute(CommandLine.ParseResult parsed, CommandLine ganvas) {
        Optional<DefaultDevice> device;
        try {
            device = DeviceOption.use(parsed);
        } catch (GanvasException e) {
            return failed(e, ganvas);
        }
        try {
            return new CommandLine.RunLast().execute(parsed);
        } finally {
            device.ifPresent(DefaultDevice::close);
        }
    }

    /** Help is given whatever is wrong with the configuration. */
    private void configure(CommandLine ganvas, Surroundings surroundings, List<String> arguments) {
        boolean helps = arguments.isEmpty() || arguments.stream().anyMatch(HELP::contains);
        Configuration configuration;
        try {
            configuration = Configuration.read(surroundings, ganvas.getCommandSpec());
        } catch (UsageException e) {
            if (!helps) {
                throw e;
            }
            configuration = Configuration.none(ganvas.getCommandSpec());
        }
        defaults = new OptionDefaults(configuration, arguments);
        ganvas.setDefaultValueProvider(defaults);
    }

    private static CommandLine commandLine(Main main) {
        CommandLine ganvas = new CommandLine(main)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .registerConverter(Path.class, UsageErrors::path);
        DeviceOption.addTo(ganvas);
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
        if (failure instanceof UsageException && defaults != null) {
            defaults.used().values().forEach(value -> command.getErr().println("Configured:  " + value));
        }
        return failure instanceof UsageException || failure instanceof InvalidPathException ? ExitCode.USAGE : FAILED;
    }
}
