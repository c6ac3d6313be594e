package dev.ganvas.engine.tensor;

import dev.ganvas.error.EngineException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.bytedeco.pytorch.TensorBase;
import org.bytedeco.pytorch.VoidTensorHook;

/**
 * Hears of the gradients of parameters while libtorch is still taking others. A hook hears the gradient and not whose it is, and
 * the binding has ten hooks of a kind for the whole process, so three of them serve all parameters: a parameter has a number, and
 * calls a hook for each binary digit of it, then one that ends it.
 */
final class GradientHook extends VoidTensorHook {
    private static final GradientHook ZERO = new GradientHook(0);
    private static final GradientHook ONE = new GradientHook(1);
    private static final int ENDS = 2;
    private static final GradientHook END = new GradientHook(ENDS);

    /** Numbers of the parameters that call. They go on calling for as long as they live: a hook that is taken off leaves a gap. */
    private static final Map<Tensor, Integer> NUMBERS = Collections.synchronizedMap(new WeakHashMap<>());

    private static final AtomicInteger NEXT = new AtomicInteger();

    /** What a thread listens with; libtorch takes gradients on the thread that asks for them, on a processor. */
    private static final ThreadLocal<Hearing> HEARING = new ThreadLocal<>();

    private final int digit;

    private GradientHook(int digit) {
        this.digit = digit;
        // Out of a scope that may be open.
        retainReference();
    }

    @Override
    public void call(TensorBase gradient) {
        Hearing hearing = HEARING.get();
        if (hearing == null) {
            return;
        }
        if (digit == ENDS) {
            hearing.end(gradient);
        } else {
            hearing.number = 2 * hearing.number + digit;
        }
    }

    /** Listens on this thread until it is closed. */
    static final class Hearing implements AutoCloseable {
        private final Map<Integer, Integer> places = new HashMap<>();
        private final BiConsumer<Integer, Tensor> ready;
        private RuntimeException failure;
        private int number;

        private Hearing(BiConsumer<Integer, Tensor> ready) {
            this.ready = ready;
        }

        private void end(TensorBase gradient) {
            Integer place = places.get(number);
            number = 0;
            if (place == null || failure != null || !gradient.defined()) {
                return;
            }
            try {
                // What a hook is given is gone when it returns.
                ready.accept(place, new Tensor(new org.bytedeco.pytorch.Tensor(gradient)));
            } catch (RuntimeException e) {
                // Through native code it would lose its kind.
                failure = e;
            }
        }

        /** Throws what the listener threw. */
        void check() {
            if (failure != null) {
                throw failure;
            }
        }

        @Override
        public void close() {
            HEARING.remove();
        }
    }

    /** @param ready hears the place among the parameters, and the gradient */
    static Hearing hearing(List<Tensor> parameters, BiConsumer<Integer, Tensor> ready) {
        if (HEARING.get() != null) {
            throw new EngineException("Gradients are listened for on this thread already.");
        }
        Hearing hearing = new Hearing(ready);
        for (int i = 0; i < parameters.size(); i++) {
            hearing.places.put(NUMBERS.computeIfAbsent(parameters.get(i), GradientHook::attached), i);
        }
        HEARING.set(hearing);
        return hearing;
    }

    private static int attached(Tensor parameter) {
        int number = NEXT.getAndIncrement();
        for (char each : Integer.toBinaryString(number).toCharArray()) {
            parameter.self.register_hook(each == '0' ? ZERO : ONE);
        }
        parameter.self.register_hook(END);
        return number;
    }
}
