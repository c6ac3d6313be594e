package dev.ganvas.engine.nn;

import dev.ganvas.engine.tensor.Autograd;
import dev.ganvas.engine.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The gradients that a shard's pass comes to. Where several processes train together, each begins its way to the others as soon as
 * it is known. Outside of {@link Replicas#pass} this is {@link Autograd#gradients(Tensor, List)} and nothing else.
 */
public final class PassGradients {
    private static final ThreadLocal<Optional<Told>> CURRENT = ThreadLocal.withInitial(Optional::empty);

    private record Told(Reducer reducer, int shard) {}

    private PassGradients() {}

    /**
     * Takes the gradients; at most once a pass, in the scope in which they are returned from it.
     *
     * @param loss of the shard's part of the batch
     * @param parameters of the network that the pass is for, in their order
     */
    public static List<Tensor> of(Tensor loss, List<Tensor> parameters) {
        Optional<Told> told = CURRENT.get();
        // A card takes its gradients on threads of its own.
        if (told.isEmpty() || loss.isOnCuda()) {
            return Autograd.gradients(loss, parameters);
        }
        told.get().reducer().begin(told.get().shard(), parameters);
        return Autograd.gradients(loss, parameters, (place, gradient) -> told.get()
                .reducer()
                .ready(told.get().shard(), place, gradient));
    }

    /** As {@link #of(Tensor, List)}, by a tape. */
    public static List<Tensor> of(ConvolutionTape tape, Tensor loss, List<Tensor> parameters) {
        Optional<Told> told = CURRENT.get();
        if (told.isEmpty()) {
            return tape.gradients(loss, parameters);
        }
        told.get().reducer().begin(told.get().shard(), parameters);
        return tape.gradients(loss, parameters, (place, gradient) -> told.get()
                .reducer()
                .ready(told.get().shard(), place, gradient));
    }

    /** What the calling thread does for a shard, whose gradients are told to a reducer. */
    static <T> T during(Optional<Reducer> reducer, int shard, Supplier<T> pass) {
        CURRENT.set(reducer.map(each -> new Told(each, shard)));
        try {
            return pass.get();
        } finally {
            CURRENT.remove();
        }
    }
}
