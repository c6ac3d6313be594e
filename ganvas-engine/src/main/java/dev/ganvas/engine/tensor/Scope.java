package dev.ganvas.engine.tensor;

import org.bytedeco.javacpp.PointerScope;

/**
 * Owns every tensor made on this thread while it is open, and frees them when it closes.
 *
 * <p>Scopes nest; a tensor belongs to the innermost. {@link Tensor#keep()} takes one out. A scope is closed by the
 * thread that opened it, best by try-with-resources.
 */
public final class Scope implements AutoCloseable {
    private final PointerScope scope;

    private Scope() {
        NativeLibrary.load();
        this.scope = new PointerScope();
    }

    public static Scope open() {
        return new Scope();
    }

    @Override
    public void close() {
        scope.close();
    }
}
