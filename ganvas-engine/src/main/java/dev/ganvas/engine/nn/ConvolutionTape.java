package dev.ganvas.engine.nn;

import dev.ganvas.engine.tensor.Autograd;
import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.error.Require;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/**
 * Remembers the convolutions that run on this thread while it is open, and takes the gradients of their weights as one matrix
 * product each, of what went in and the gradient of what came out. In the small batches that GANs learn from, libtorch takes
 * several times as long for them on a processor; a card's are left to it. They can be taken once, and not be differentiated again.
 *
 * <p>Owns no tensors: what it remembers must live until the gradients are taken.
 */
public final class ConvolutionTape implements AutoCloseable {
    private static final ThreadLocal<ConvolutionTape> OPEN = new ThreadLocal<>();

    private final Map<Tensor, List<Use>> uses = new IdentityHashMap<>();

    private record Use(Tensor in, Tensor out, BinaryOperator<Tensor> weightGradient) {}

    private ConvolutionTape() {}

    /** @return to be closed by this thread, before another is opened */
    public static ConvolutionTape open() {
        Require.that(OPEN.get() == null, "a tape is open on this thread already");
        ConvolutionTape tape = new ConvolutionTape();
        OPEN.set(tape);
        return tape;
    }

    /**
     * Runs a convolution.
     *
     * @param forward of the weight in the element type of {@code in}
     * @param weightGradient of what went in and the gradient of what came out, in the shape of the weight
     */
    static Tensor run(Tensor weight, Tensor in, UnaryOperator<Tensor> forward, BinaryOperator<Tensor> weightGradient) {
        ConvolutionTape tape = OPEN.get();
        if (tape == null || !Autograd.isRecording() || in.isOnCuda()) {
            return forward.apply(weight.to(in.dtype()));
        }
        Tensor out = forward.apply(weight.detach().to(in.dtype()));
        if (!out.requiresGrad()) {
            out.requiresGrad(true);
        }
        tape.uses.computeIfAbsent(weight, unused -> new ArrayList<>()).add(new Use(in.detach(), out, weightGradient));
        return out;
    }

    /**
     * As {@link Autograd#gradients(Tensor, List)}, by every use of a parameter so far, all of which {@code scalar} must depend
     * on.
     */
    public List<Tensor> gradients(Tensor scalar, List<Tensor> parameters) {
        return gradients(scalar, parameters, (place, gradient) -> {});
    }

    /**
     * As {@link #gradients(Tensor, List)}, telling each gradient as soon as it is known.
     *
     * @param ready hears the place among the parameters, from the last to the first, and the gradient
     */
    public List<Tensor> gradients(Tensor scalar, List<Tensor> parameters, BiConsumer<Integer, Tensor> ready) {
        List<Tensor> asked = new ArrayList<>();
        for (Tensor parameter : parameters) {
            List<Use> here = uses.get(parameter);
            if (here == null) {
                asked.add(parameter);
            } else {
                here.forEach(use -> asked.add(use.out()));
            }
        }
        List<Tensor> found = Autograd.gradients(scalar, asked);
        Tensor[] gradients = new Tensor[parameters.size()];
        int end = found.size();
        for (int i = gradients.length - 1; i >= 0; i--) {
            List<Use> here = uses.get(parameters.get(i));
            int from = end - (here == null ? 1 : here.size());
            gradients[i] = here == null
                    ? found.get(from)
                    : gradient(here, found.subList(from, end), parameters.get(i).dtype());
            end = from;
            ready.accept(i, gradients[i]);
        }
        return List.of(gradients);
    }

    /** @param found gradients of what came out, use by use */
    private static Tensor gradient(List<Use> uses, List<Tensor> found, DType dtype) {
        Tensor sum = null;
        for (int i = 0; i < uses.size(); i++) {
            Use use = uses.get(i);
            Tensor next = use.weightGradient().apply(use.in(), found.get(i)).to(dtype);
            sum = sum == null ? next : sum.add(next);
        }
        return sum;
    }

    @Override
    public void close() {
        OPEN.remove();
    }
}
