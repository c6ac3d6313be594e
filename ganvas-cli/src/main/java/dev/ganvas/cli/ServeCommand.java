package dev.ganvas.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.ganvas.cli.terminal.Output;
import dev.ganvas.cli.usage.Group;
import dev.ganvas.cli.usage.InGroup;
import dev.ganvas.error.Require;
import dev.ganvas.error.UsageException;
import dev.ganvas.model.Catalogue;
import dev.ganvas.server.GanvasServer;
import dev.ganvas.server.kind.Kinds;
import dev.ganvas.server.settings.ServerLimits;
import dev.ganvas.server.settings.ServerSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@InGroup(Group.MANAGE)
@Command(
        name = "serve",
        description = {
            "Serves all this over HTTP, as jobs that outlive a crash; at this computer alone unless told otherwise.",
            "The interface describes itself at /openapi.json."
        },
        mixinStandardHelpOptions = true,
        subcommands = {ServeKeysCommand.class},
        footer = {
            "",
            "Example:  ganvas serve --data ganvas-data",
            "          ganvas serve keys add me --role admin --data ganvas-data",
            "          ganvas serve --data ganvas-data --bind 0.0.0.0 --host pictures.example.org"
        })
final class ServeCommand implements Callable<Integer> {
    private static final long DAY_HOURS = 24;
    private static final int NATIVE_ACCESS_FLAG = 22;

    @Option(names = "--port", defaultValue = "8420", description = "Port to listen at (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--bind",
            defaultValue = "127.0.0.1",
            description = "Address to listen at; beyond this computer it needs a key (default: ${DEFAULT-VALUE}).")
    private String bind;

    @Option(
            names = "--host",
            paramLabel = "NAME",
            split = ",",
            description =
                    "A name by which the server may be called, such as that of a proxy before it; may be given more"
                            + " than once.")
    private Set<String> hosts = Set.of();

    @Option(
            names = "--fetch-from",
            paramLabel = "HOST",
            split = ",",
            description = "Pictures may be given by an address at this host, such as pictures.example.org or"
                    + " example.org:8443; may be given more than once (default: none, and nothing is fetched).")
    private Set<String> sources = Set.of();

    @Mixin
    private ServeKeysCommand.Store store;

    @Option(names = "--workers", description = "Jobs at once, each in a process of its own (default: 1).")
    private Optional<Integer> workers = Optional.empty();

    @Option(
            names = "--max-body",
            paramLabel = "SIZE",
            defaultValue = "64m",
            description = "Most bytes of an upload, such as 64m or 2g (default: ${DEFAULT-VALUE}).")
    private String body;

    @Option(
            names = "--disk-quota",
            paramLabel = "SIZE",
            defaultValue = "50g",
            description = "Most bytes of uploads and results together (default: ${DEFAULT-VALUE}).")
    private String quota;

    @Option(
            names = "--retention",
            paramLabel = "TIME",
            defaultValue = "7d",
            description =
                    "How long results and uploads stay, in hours or days such as 12h or 7d; trainings, indexes and"
                            + " directions stay until they are deleted (default: ${DEFAULT-VALUE}).")
    private String retention;

    @Option(
            names = "--max-waiting",
            paramLabel = "JOBS",
            defaultValue = "10000",
            description = "Most jobs that wait; of one key a fifth of it (default: ${DEFAULT-VALUE}).")
    private int waiting;

    @Option(
            names = "--rate",
            paramLabel = "REQUESTS",
            defaultValue = "50",
            description = "Requests of a key a second (default: ${DEFAULT-VALUE}).")
    private int rate;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws IOException {
        if (LoggerFactory.getLogger("dev.ganvas.server") instanceof Logger logger) {
            logger.setLevel(Level.INFO);
        }
        int count = workers.orElse(1);
        ServerSettings settings = new ServerSettings(
                new ServerSettings.Address(bind, port, hosts),
                store.data(),
                store.database(),
                new ServerSettings.Work(count, worker(count), models()),
                limits(),
                sources);
        CountDownLatch stopped = new CountDownLatch(1);
        GanvasServer server = GanvasServer.start(settings, Kinds.ofVerbs(), Main.Version.current(), this::log);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            server.drain();
                            stopped.countDown();
                        },
                        "drain"));
        output.say("Serving at http://" + (bind.contains(":") ? "[" + bind + "]" : bind) + ":" + server.port());
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    private void log(String line) {
        output.note(line);
    }

    private ServerLimits limits() {
        ServerLimits usual = ServerLimits.USUAL;
        Require.positive(waiting, "--max-waiting");
        Require.positive(rate, "--rate");
        return new ServerLimits(
                bytes(body, "--max-body"),
                usual.pixels(),
                usual.outputPixels(),
                usual.inputs(),
                new ServerLimits.Queue(
                        waiting, Math.max(1, waiting / 5), usual.queue().bytes()),
                new ServerLimits.Disk(bytes(quota, "--disk-quota"), usual.disk().reserve(), time(retention)),
                new ServerLimits.Requests(rate, 4 * rate, usual.requests().uploads()),
                usual.archive(),
                usual.galleries());
    }

    private static long bytes(String text, String option) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (!lower.matches("[1-9]\\d{0,5}[mg]")) {
            throw new UsageException(option + " is a size such as 64m or 2g, not '" + text + "'.");
        }
        long number = Long.parseLong(lower.substring(0, lower.length() - 1));
        return lower.endsWith("g") ? number << 30 : number << 20;
    }

    private static Duration time(String text) {
        if (!text.matches("[1-9]\\d{0,4}[hd]")) {
            throw new UsageException("--retention is a time such as 12h or 7d, not '" + text + "'.");
        }
        long number = Long.parseLong(text.substring(0, text.length() - 1));
        return Duration.ofHours(text.endsWith("d") ? DAY_HOURS * number : number);
    }

    private static List<ServerSettings.Model> models() throws IOException {
        return Catalogue.entries().stream()
                .map(entry -> new ServerSettings.Model(entry.name(), entry.kind(), entry.about()))
                .toList();
    }

    /** This program again, with its share of the processors. */
    static List<String> worker(int count) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Djava.awt.headless=true");
        command.add("-XX:+UseSerialGC");
        command.add(
                "-XX:ActiveProcessorCount=" + Math.max(1, Runtime.getRuntime().availableProcessors() / count));
        if (Runtime.version().feature() >= NATIVE_ACCESS_FLAG) {
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(WorkerMain.class.getName());
        return command;
    }
}
