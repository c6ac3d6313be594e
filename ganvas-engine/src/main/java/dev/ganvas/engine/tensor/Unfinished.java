package dev.ganvas.engine.tensor;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What a constructor or factory has made so far. When a later step throws, all of it is closed, the last first, since
 * nobody else will ever hold it; once all is there, {@link #finished()} hands it over.
 *
 * <pre>{@code
 * try (Unfinished made = new Unfinished()) {
 *     network = made.add(new Network());
 *     adam = made.add(new Adam(network.namedParameters()));
 *     made.finished();
 * }
 * }</pre>
 */
public final class Unfinished implements AutoCloseable {
    private final Deque<AutoCloseable> made = new ArrayDeque<>();

    /** From now on {@code part} is closed with this. */
    public <T extends AutoCloseable> T add(T part) {
        made.push(part);
        return part;
    }

    /** All is there: nothing is closed any more. */
    public void finished() {
        made.clear();
    }

    /** Closes what is unfinished; what fails to close keeps nothing else open. */
    @Override
    public void close() {
        RuntimeException failure = null;
        while (!made.isEmpty()) {
            try {
                made.pop().close();
            } catch (Exception e) {
                if (failure == null) {
                    failure = new IllegalStateException("what was made so far could not be closed", e);
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
