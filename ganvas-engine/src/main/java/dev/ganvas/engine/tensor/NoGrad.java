package dev.ganvas.engine.tensor;

import org.bytedeco.pytorch.AutoGradMode;

/** While open, operations on this thread record no graph. */
public final class NoGrad implements AutoCloseable {
    private final AutoGradMode guard;

    NoGrad() {
        NativeLibrary.load();
        guard = new AutoGradMode(false);
    }

    @Override
    public void close() {
        guard.close();
    }
}
