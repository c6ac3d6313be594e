package dev.ganvas.generate;

import dev.ganvas.engine.nn.ParameterTree;
import dev.ganvas.engine.tensor.Tensor;
import java.util.Optional;

/** Judges pictures: the higher, the more real. */
public abstract class DiscriminatorNetwork extends ParameterTree {
    /**
     * What it makes of a batch.
     *
     * @param logits how real each picture is, given its class: F32 {@code [N]}
     * @param classLogits present exactly when there are classes; what they say of the picture's own class is contained in
     *     {@code logits}
     */
    public record Verdict(Tensor logits, Optional<ClassLogits> classLogits) {}

    /**
     * @param pictures {@code [N, 3, size, size]} in [-1, 1], in the element type to compute in
     * @param labels I64 {@code [N]}, present exactly when the network was built with classes
     */
    public abstract Verdict judge(Tensor pictures, Optional<Tensor> labels);

    /** The logits of {@link #judge} alone. */
    public final Tensor forward(Tensor pictures, Optional<Tensor> labels) {
        return judge(pictures, labels).logits();
    }
}
