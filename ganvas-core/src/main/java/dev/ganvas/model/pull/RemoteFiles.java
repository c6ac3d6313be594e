package dev.ganvas.model.pull;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;

/**
 * Files at addresses of {@code http} and {@code https}. Proxies are those of Java's properties, or of the environment's {@code
 * HTTPS_PROXY}.
 *
 * @param client that asks
 * @param patience how long nothing may come before an address is given up
 */
public record RemoteFiles(HttpClient client, Duration patience) {
    private static final int BUFFER = 1 << 16;
    private static final int WHOLE = 200;
    private static final int PARTIAL = 206;
    private static final int NOT_SATISFIABLE = 416;
    private static final Duration USUAL_PATIENCE = Duration.ofSeconds(30);

    /** An address that did not give what was asked for. */
    static final class Failure extends IOException {
        private static final long serialVersionUID = 1L;

        Failure(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** As most would have it. */
    public static RemoteFiles usual() {
        return with(System.getenv(), USUAL_PATIENCE);
    }

    static RemoteFiles with(Map<String, String> environment, Duration patience) {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .connectTimeout(patience)
                // From https never to http.
                .followRedirects(HttpClient.Redirect.NORMAL);
        String proxy = environment.getOrDefault("HTTPS_PROXY", environment.getOrDefault("https_proxy", ""));
        if (System.getProperty("https.proxyHost") == null && !proxy.isBlank()) {
            URI address = URI.create(proxy.contains("://") ? proxy : "http://" + proxy);
            int port = address.getPort() > 0 ? address.getPort() : 80;
            builder.proxy(ProxySelector.of(new InetSocketAddress(address.getHost(), port)));
        } else {
            builder.proxy(ProxySelector.getDefault());
        }
        return new RemoteFiles(builder.build(), patience);
    }

    /**
     * Brings a file up to its length, from where it ends now. An address that ends in good order before that has another file.
     *
     * @param from bytes that are there already; an address that cannot go on from there begins anew
     * @param most bytes of the whole; what comes beyond is refused
     * @param into the file
     * @param progress hears how many bytes are there
     * @throws Failure when the address does not give them; what came stays in the file
     * @throws IOException when the disk refuses
     */
    void copy(String address, long from, long most, Path into, LongConsumer progress) throws IOException {
        HttpResponse<InputStream> response = response(address, from);
        try (InputStream in = response.body()) {
            int status = response.statusCode();
            if (status != WHOLE && status != PARTIAL) {
                // What is there may be longer than the file is; then it is of no use.
                if (status == NOT_SATISFIABLE) {
                    Files.deleteIfExists(into);
                }
                throw new Failure("answers with status " + status, null);
            }
            boolean goesOn = status == PARTIAL;
            try (OutputStream out = goesOn
                    ? Files.newOutputStream(into, StandardOpenOption.CREATE, StandardOpenOption.APPEND)
                    : Files.newOutputStream(into)) {
                transfer(in, out, goesOn ? from : 0, most, progress);
            }
        }
    }

    private HttpResponse<InputStream> response(String address, long from) throws Failure {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(address)).timeout(patience).header("User-Agent", "ganvas");
        if (from > 0) {
            request.header("Range", "bytes=" + from + "-");
        }
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new Failure("cannot be reached (" + reason(e) + ")", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("was interrupted", e);
        }
    }

    private void transfer(InputStream in, OutputStream out, long from, long most, LongConsumer progress)
            throws IOException {
        byte[] buffer = new byte[BUFFER];
        long there = from;
        ExecutorService reader = Executors.newSingleThreadExecutor(work -> {
            Thread thread = new Thread(work, "ganvas-pull");
            thread.setDaemon(true);
            return thread;
        });
        try {
            for (int read = read(in, buffer, reader); read >= 0; read = read(in, buffer, reader)) {
                there += read;
                if (there > most) {
                    throw new Failure("gives more bytes than the file has", null);
                }
                out.write(buffer, 0, read);
                progress.accept(there);
            }
        } finally {
            reader.shutdownNow();
        }
    }

    /** As {@link InputStream#read(byte[])}, but given up when nothing comes. */
    private int read(InputStream in, byte[] buffer, ExecutorService reader) throws IOException {
        Future<Integer> read = reader.submit(() -> in.read(buffer));
        try {
            return read.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new Failure("gave nothing for " + patience.toSeconds() + " seconds", e);
        } catch (ExecutionException e) {
            throw new Failure("broke off (" + reason(e.getCause()) + ")", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("was interrupted", e);
        }
    }

    private static String reason(Throwable e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
