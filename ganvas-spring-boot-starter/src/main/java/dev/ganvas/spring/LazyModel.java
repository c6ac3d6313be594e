package dev.ganvas.spring;

import java.io.IOException;

/** A model that is opened when it is first used, in the turn of who uses it. */
final class LazyModel<M extends AutoCloseable> implements AutoCloseable {
    private final PictureEngine engine;
    private final String name;
    private final Opener<M> opener;
    private M model;
    private boolean closed;

    LazyModel(PictureEngine engine, String name, Opener<M> opener) {
        this.engine = engine;
        this.name = name;
        this.opener = opener;
    }

    /** Opens a model. */
    @FunctionalInterface
    interface Opener<M> {
        M open() throws IOException;
    }

    /** What is done with a model. */
    @FunctionalInterface
    interface Use<M, R> {
        R of(M model) throws IOException;
    }

    <R> R use(String kind, Use<M, R> use) throws IOException {
        return engine.inTurn(kind, () -> use.of(opened()));
    }

    private synchronized M opened() throws IOException {
        if (closed) {
            throw new IllegalStateException("The application is shutting down; " + name + " is closed.");
        }
        if (model == null) {
            try {
                model = opener.open();
                engine.opened(name);
            } catch (IOException | RuntimeException e) {
                engine.failed(name, e);
                throw e;
            }
        }
        return model;
    }

    /** Waits for the call that goes on. */
    @Override
    public void close() {
        if (wasNeverOpened()) {
            return;
        }
        try {
            engine.inTurn("close", () -> {
                free();
                return true;
            });
        } catch (IOException e) {
            throw new IllegalStateException("closing reads nothing", e);
        }
    }

    private synchronized boolean wasNeverOpened() {
        closed = true;
        return model == null;
    }

    private synchronized void free() {
        try {
            model.close();
        } catch (Exception e) {
            throw new IllegalStateException(name + " could not be closed", e);
        } finally {
            model = null;
            engine.closed(name);
        }
    }
}
