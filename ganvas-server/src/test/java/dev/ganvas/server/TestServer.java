package dev.ganvas.server;

import dev.ganvas.server.kind.Kinds;
import dev.ganvas.server.kind.TestKinds;
import dev.ganvas.server.settings.ServerLimits;
import dev.ganvas.server.settings.ServerSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server of this process with workers that need no natives, and a client of it. */
public final class TestServer extends TestClient implements AutoCloseable {
    private final GanvasServer server;
    final List<String> log;

    private TestServer(GanvasServer server, List<String> log) {
        super(server.port());
        this.server = server;
        this.log = log;
    }

    private static TestServer start(ServerSettings settings, Kinds kinds) throws IOException {
        List<String> log = new CopyOnWriteArrayList<>();
        return new TestServer(GanvasServer.start(settings, kinds, "test", log::add), log);
    }

    /** With other kinds of job, done by another worker; a generator ships that is called {@code drawer}. */
    public static TestServer start(Path data, Kinds kinds, Class<?> worker) throws IOException {
        return start(data, kinds, worker, ServerLimits.USUAL.with(new ServerLimits.Requests(10_000, 10_000, 32)));
    }

    /** As {@link #start(Path, Kinds, Class)}, within other limits. */
    public static TestServer start(Path data, Kinds kinds, Class<?> worker, ServerLimits limits) throws IOException {
        ServerSettings.Model model = new ServerSettings.Model("drawer", "generator", "draws");
        return start(
                new ServerSettings(
                        new ServerSettings.Address("127.0.0.1", 0, Set.of()),
                        data,
                        Optional.empty(),
                        new ServerSettings.Work(1, worker(worker), List.of(model)),
                        limits,
                        Set.of()),
                kinds);
    }

    static TestServer start(Path data) throws IOException {
        return start(data, 1, ServerLimits.USUAL.with(new ServerLimits.Requests(10_000, 10_000, 32)));
    }

    static TestServer start(Path data, int workers, ServerLimits limits) throws IOException {
        return start(settings(data, workers, limits, 0, Optional.empty()), TestKinds.all());
    }

    static ServerSettings settings(Path data, int workers, ServerLimits limits, int port, Optional<String> database) {
        return new ServerSettings(
                new ServerSettings.Address("127.0.0.1", port, Set.of("ours.example")),
                data,
                database,
                new ServerSettings.Work(
                        workers, worker(), List.of(new ServerSettings.Model("shipped", "generator", "."))),
                limits,
                Set.of());
    }

    public static List<String> worker() {
        return worker(TestWorker.class);
    }

    private static List<String> worker(Class<?> main) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName());
    }

    @Override
    public void close() {
        server.close();
    }
}
