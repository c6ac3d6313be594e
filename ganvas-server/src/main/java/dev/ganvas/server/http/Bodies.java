package dev.ganvas.server.http;

import dev.ganvas.server.problem.Places;
import dev.ganvas.server.problem.Problem;
import dev.ganvas.server.settings.ServerLimits;
import dev.ganvas.server.store.FileStore;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.EofException;

/** Bodies of requests: no longer than allowed, not slower than is decent, and not too many at once. */
final class Bodies {
    private static final int BUFFER = 1 << 14;
    private static final String READ = "body-read";
    private static final int MOST_SKIPPED = 1 << 22;

    /** Whoever was refused holds a place no longer. */
    private static final Duration SKIPPED_FOR = Duration.ofSeconds(2);

    /** Slower than this is no upload but an attempt to hold a place. */
    private static final double LEAST_BYTES_PER_SECOND = 1024;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Of a request for a job. */
    private static final int MOST_JSON = 1 << 20;

    /** Requests for jobs that are on their way in at once: however many uploads are slow, a small request has a place. */
    static final int SMALL = 100;

    private final Places uploads;
    private final Places small = places(SMALL);

    Bodies(ServerLimits.Requests most) {
        this.uploads = places(most.uploads());
    }

    /** One key has at most half of them. */
    private static Places places(int most) {
        return new Places(most, Math.max(1, most / 2), "This key sends too much at once.", "Too much is sent at once.");
    }

    /** What is done with a body. */
    @FunctionalInterface
    interface Use<T> {
        T with(FileStore.Source source) throws IOException;
    }

    /** A small body, whole. */
    byte[] small(Context context) throws IOException {
        return within(small, context, MOST_JSON, source -> {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            byte[] buffer = new byte[BUFFER];
            for (int count = source.read(buffer); count >= 0; count = source.read(buffer)) {
                all.write(buffer, 0, count);
            }
            return all.toByteArray();
        });
    }

    /** A body of at most so many bytes. */
    <T> T with(Context context, long most, Use<T> use) throws IOException {
        return within(uploads, context, most, use);
    }

    private static <T> T within(Places places, Context context, long most, Use<T> use) throws IOException {
        if (context.req().getContentLengthLong() > most) {
            throw tooLarge(most);
        }
        return places.in(Caller.of(context).id(), () -> {
            T used = use.with(new Guarded(context.req().getInputStream(), most)::read);
            context.attribute(READ, true);
            return used;
        });
    }

    /**
     * Reads what nobody read of a body, when that is little and comes fast: a client that still sends may not see an answer that ends the
     * connection.
     *
     * @return whether the body was read to its end
     */
    boolean skipRest(Context context) {
        if (context.attribute(READ) != null) {
            return true;
        }
        long bytes = context.req().getContentLengthLong();
        if (bytes < 0 || bytes > MOST_SKIPPED) {
            return false;
        }
        try {
            return uploads.in(() -> {
                Guarded rest = new Guarded(context.req().getInputStream(), MOST_SKIPPED);
                byte[] buffer = new byte[BUFFER];
                long end = System.nanoTime() + SKIPPED_FOR.toNanos();
                int count;
                do {
                    count = rest.read(buffer);
                } while (count >= 0 && System.nanoTime() < end);
                return count < 0;
            });
        } catch (IOException | Problem e) {
            return false;
        }
    }

    private static Problem tooLarge(long most) {
        return Problem.of(Problem.Kind.TOO_LARGE, "The body has more than " + most + " bytes.");
    }

    private static final class Guarded {
        private final InputStream in;
        private final long most;
        private final long began = System.nanoTime();
        private long bytes;

        Guarded(InputStream in, long most) {
            this.in = in;
            this.most = most;
        }

        int read(byte[] into) throws IOException {
            int count;
            try {
                count = in.read(into);
            } catch (EofException e) {
                throw Problem.of(Problem.Kind.MALFORMED_REQUEST, "The body ended before its end.");
            } catch (IOException e) {
                if (e.getCause() instanceof TimeoutException) {
                    throw Problem.of(Problem.Kind.TOO_SLOW, "The body came to a halt.");
                }
                throw Problem.of(Problem.Kind.MALFORMED_REQUEST, "The body cannot be read.");
            }
            bytes += Math.max(0, count);
            if (bytes > most) {
                throw tooLarge(most);
            }
            double seconds = (System.nanoTime() - began) / 1e9;
            if (seconds > PATIENCE.toSeconds() && bytes / seconds < LEAST_BYTES_PER_SECOND) {
                throw Problem.of(
                        Problem.Kind.TOO_SLOW,
                        "The body came slower than " + (int) LEAST_BYTES_PER_SECOND + " bytes a second.");
            }
            return count;
        }
    }
}
