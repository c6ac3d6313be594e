package dev.ganvas.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganvas.server.kind.TestKinds;
import dev.ganvas.server.settings.ServerLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** A server in a process of its own, with two workers that need no natives; it can be killed. */
final class ServerProcess {
    private final Process process;
    private final int port;

    private ServerProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Arguments: the data, the database or a dash, the name of the file that tells the port, how many jobs may wait. */
    static final class Main {
        private Main() {}

        public static void main(String[] arguments) throws Exception {
            int waiting = Integer.parseInt(arguments[3]);
            ServerLimits limits = ServerLimits.USUAL
                    .with(new ServerLimits.Requests(100_000, 100_000, 32))
                    .with(new ServerLimits.Queue(waiting, waiting, 1L << 40));
            Path data = Path.of(arguments[0]);
            Optional<String> database = arguments[1].equals("-") ? Optional.empty() : Optional.of(arguments[1]);
            GanvasServer server = GanvasServer.start(
                    TestServer.settings(data, 2, limits, 0, database), TestKinds.all(), "test", line -> {});
            Files.writeString(data.resolve(arguments[2]), Integer.toString(server.port()));
            new CountDownLatch(1).await();
        }
    }

    /** Starts a server and waits until it is ready; {@code name} tells those apart that share their data. */
    static ServerProcess start(Path data, Optional<String> database, String name, int waiting) throws Exception {
        Path told = Files.createDirectories(data).resolve(name);
        Path log = data.resolve(name + ".log");
        Files.deleteIfExists(told);
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        data.toString(),
                        database.orElse("-"),
                        name,
                        Integer.toString(waiting))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (!Files.exists(told) || Files.size(told) == 0) {
            assertThat(process.isAlive() && System.nanoTime() < end)
                    .as(Files.readString(log))
                    .isTrue();
            Thread.sleep(20);
        }
        return new ServerProcess(process, Integer.parseInt(Files.readString(told)));
    }

    int port() {
        return port;
    }

    /** Kills its workers at once, and not itself. */
    void killWorkers() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
    }

    /** Kills it at once; its workers see that it is gone. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Bytes of memory that are resident, as Linux counts them. */
    long resident() throws IOException {
        String pages =
                Files.readString(Path.of("/proc/" + process.pid() + "/statm")).split(" ")[1];
        return Long.parseLong(pages) * 4096;
    }
}
