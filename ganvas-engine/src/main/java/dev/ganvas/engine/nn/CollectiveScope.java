package dev.ganvas.engine.nn;

/**
 * The {@link Collective} of the training whose networks and steps the calling thread makes, until this is closed. Whoever makes
 * {@link Replicas} asks for {@link #current()}, so that nothing in between has to know whether several processes take part.
 */
public final class CollectiveScope implements AutoCloseable {
    private static final ThreadLocal<Collective> CURRENT = ThreadLocal.withInitial(Collective::inProcess);

    private final Collective before = CURRENT.get();

    private CollectiveScope() {}

    /** Closed by the thread that opens it, best by try-with-resources; they nest. */
    public static CollectiveScope open(Collective collective) {
        CollectiveScope scope = new CollectiveScope();
        CURRENT.set(collective);
        return scope;
    }

    /** That of shards that are all in this process, unless a scope says otherwise. */
    public static Collective current() {
        return CURRENT.get();
    }

    @Override
    public void close() {
        CURRENT.set(before);
    }
}
