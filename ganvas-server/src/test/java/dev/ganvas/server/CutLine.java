package dev.ganvas.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A line of TCP that can be cut as a network is: nothing comes through any more, and nobody is told. */
final class CutLine implements AutoCloseable {
    private final ServerSocket entrance;
    private final String host;
    private final int port;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private volatile boolean cut;

    CutLine(String host, int port) throws IOException {
        this.host = host;
        this.port = port;
        entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        thread(this::accept);
    }

    private static void thread(Runnable work) {
        Thread thread = new Thread(work, "line");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return entrance.getLocalPort();
    }

    /** From now on nothing comes through. */
    void cut() {
        cut = true;
    }

    /** What was on its way is lost with its connections; new ones come through. */
    void mend() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        cut = false;
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                Socket from = entrance.accept();
                sockets.add(from);
                if (!cut) {
                    Socket to = new Socket(host, port);
                    sockets.add(to);
                    thread(() -> forward(from, to));
                    thread(() -> forward(to, from));
                }
            } catch (IOException e) {
                // The test has ended, or the other side is not there.
            }
        }
    }

    private void forward(Socket from, Socket to) {
        byte[] bytes = new byte[1 << 14];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                if (cut) {
                    waitUntilClosed(from);
                }
                out.write(bytes, 0, count);
                out.flush();
            }
        } catch (IOException e) {
            // As either side hears it.
        }
    }

    private static void waitUntilClosed(Socket socket) throws IOException {
        while (!socket.isClosed()) {
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        throw new IOException("closed");
    }

    @Override
    public void close() throws IOException {
        entrance.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
