package dev.ganvas.engine.tensor;

import dev.ganvas.error.EngineException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.GradMode;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** Reverse-mode differentiation. Nothing is accumulated in the tensors: gradients are returned. */
public final class Autograd {
    private Autograd() {}

    /** No graph is recorded on this thread until the result is closed. */
    public static NoGrad noGrad() {
        return new NoGrad();
    }

    /** Whether a graph is recorded on this thread. */
    public static boolean isRecording() {
        return GradMode.is_enabled();
    }

    /**
     * The gradient of a scalar with respect to each of {@code inputs}, freeing the graph.
     *
     * <p>Only what {@code inputs} need is computed: differentiating a generator's loss by the generator's parameters
     * costs no weight gradients of the discriminator it passed through.
     */
    public static List<Tensor> gradients(Tensor scalar, List<Tensor> inputs) {
        return gradients(scalar, inputs, Keep.NOTHING);
    }

    /**
     * As {@link #gradients(Tensor, List)}, telling each gradient as soon as it is known, while others are still being computed: on
     * this thread, in the open scope, and for parameters on a processor.
     *
     * @param inputs parameters, which nothing else is made of
     * @param ready hears the place among them, and the gradient; may be left out where there is none
     */
    public static List<Tensor> gradients(Tensor scalar, List<Tensor> inputs, BiConsumer<Integer, Tensor> ready) {
        try (GradientHook.Hearing hearing = GradientHook.hearing(inputs, ready)) {
            List<Tensor> gradients = gradients(scalar, inputs);
            hearing.check();
            return gradients;
        }
    }

    /** What remains of the graph after differentiating. */
    public enum Keep {
        /** The graph is freed. */
        NOTHING,
        /** The graph can be differentiated again. */
        GRAPH,
        /** The gradients are themselves differentiable (double backward). */
        DIFFERENTIABLE
    }

    /** The gradient of a scalar with respect to each of {@code inputs}. */
    public static List<Tensor> gradients(Tensor scalar, List<Tensor> inputs, Keep keep) {
        try {
            TensorVector gradients = torch.grad(
                    new TensorVector(scalar.self),
                    Tensor.vector(inputs),
                    new TensorVector(),
                    new BoolOptional(keep != Keep.NOTHING),
                    keep == Keep.DIFFERENTIABLE,
                    false);
            List<Tensor> result = new ArrayList<>(inputs.size());
            for (long i = 0; i < gradients.size(); i++) {
                // The vector's elements are references into it; a tensor of our own shares the storage safely.
                result.add(new Tensor(
                        new org.bytedeco.pytorch.Tensor(gradients.get(i)),
                        inputs.get((int) i).isStandIn()));
            }
            return result;
        } catch (EngineException e) {
            throw e;
        } catch (RuntimeException e) {
            throw NativeErrors.translated("gradient", e, scalar);
        }
    }
}
