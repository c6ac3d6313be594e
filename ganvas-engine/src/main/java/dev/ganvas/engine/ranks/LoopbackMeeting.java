package dev.ganvas.engine.ranks;

import dev.ganvas.error.EngineException;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How processes of one machine agree on the file at which they meet: rank 0 makes one that nobody else may read, and tells each
 * of the others where it lies, over a port of the loopback address that is closed as soon as all know.
 *
 * <p>libtorch's own keys over TCP would listen at every address of the machine, for whoever comes, for as long as the training
 * takes.
 */
final class LoopbackMeeting {
    private static final String FILE = "ranks";
    private static final int MOST_PATH = 4096;
    private static final long RETRY_MILLIS = 50;
    private static final int READ_MILLIS = 5000;

    private LoopbackMeeting() {}

    /** For rank 0. */
    static Path hosted(RankPlace place, Duration patience) {
        Path file;
        try {
            file = Files.createTempDirectory("ganvas-ranks-").resolve(FILE);
        } catch (IOException e) {
            throw new EngineException("The folder for temporary files cannot be written: " + e.getMessage(), e);
        }
        long end = System.nanoTime() + patience.toNanos();
        try (ServerSocket server = new ServerSocket()) {
            server.setReuseAddress(true);
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), place.port()), place.size());
            for (int told = 1; told < place.size(); ) {
                server.setSoTimeout((int) Math.max(1, (end - System.nanoTime()) / 1_000_000));
                try (Socket other = server.accept();
                        DataOutputStream out = new DataOutputStream(other.getOutputStream())) {
                    out.writeUTF(file.toString());
                    told++;
                } catch (SocketTimeoutException e) {
                    throw new EngineException(
                            "Only " + told + " of " + place.size() + " ranks came within " + patience.toSeconds()
                                    + " s; the others have not started, or look elsewhere than at port " + place.port()
                                    + ".",
                            e);
                }
            }
            return file;
        } catch (IOException e) {
            throw new EngineException(
                    "Rank 0 cannot listen at port " + place.port() + " of this machine: " + e.getMessage()
                            + ". Choose another (" + RankPlace.MASTER_PORT + ").",
                    e);
        }
    }

    /** For the others. */
    static Path found(RankPlace place, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        IOException last = null;
        do {
            try (Socket first = new Socket(InetAddress.getLoopbackAddress(), place.port())) {
                first.setSoTimeout(READ_MILLIS);
                String path = new DataInputStream(first.getInputStream()).readUTF();
                if (path.length() > MOST_PATH || !Path.of(path).isAbsolute()) {
                    throw new EngineException("At port " + place.port() + " is not rank 0 but another program.");
                }
                return Path.of(path);
            } catch (IOException e) {
                last = e;
                pause();
            }
        } while (System.nanoTime() < end);
        throw new EngineException(
                "Rank 0 was not found at port " + place.port() + " of this machine within " + patience.toSeconds()
                        + " s: " + last.getMessage(),
                last);
    }

    private static void pause() {
        try {
            Thread.sleep(RETRY_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineException("Interrupted while looking for rank 0.", e);
        }
    }
}
