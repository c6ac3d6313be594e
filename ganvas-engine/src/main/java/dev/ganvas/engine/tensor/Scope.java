package dev.ganvas.engine.tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.bytedeco.javacpp.PointerScope;

/**
 * Owns every tensor made on this thread while it is open, and frees them when it closes.
 *
 * <p>Scopes nest; a tensor belongs to the innermost. {@link Tensor#keep()} takes one out. A scope is closed by the
 * thread that opened it, best by try-with-resources.
 */
public final class Scope implements AutoCloseable {
    /** What was kept by what is being made on this thread, if anything is. */
    private static final ThreadLocal<List<Runnable>> MAKING = new ThreadLocal<>();

    private final PointerScope scope;

    private Scope() {
        NativeLibrary.load();
        this.scope = new PointerScope();
    }

    public static Scope open() {
        return new Scope();
    }

    /**
     * Makes something that keeps tensors, such as a network, in a scope of its own. When that fails half-way, what was kept by
     * then is closed: nobody else could.
     */
    public static <T> T making(Supplier<T> maker) {
        List<Runnable> outer = MAKING.get();
        List<Runnable> kept = new ArrayList<>();
        MAKING.set(kept);
        try (Scope scope = open()) {
            T made = maker.get();
            if (outer != null) {
                outer.addAll(kept);
            }
            return made;
        } catch (RuntimeException | Error e) {
            kept.forEach(Runnable::run);
            throw e;
        } finally {
            if (outer == null) {
                MAKING.remove();
            } else {
                MAKING.set(outer);
            }
        }
    }

    /** Notes what is to be freed when what is being made on this thread fails. */
    static void kept(Runnable free) {
        List<Runnable> kept = MAKING.get();
        if (kept != null) {
            kept.add(free);
        }
    }

    @Override
    public void close() {
        scope.close();
    }
}
