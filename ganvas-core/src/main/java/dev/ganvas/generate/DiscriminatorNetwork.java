package dev.ganvas.generate;

import dev.ganvas.engine.nn.ParameterTree;
import dev.ganvas.engine.tensor.Tensor;
import java.util.Optional;

/** Judges pictures: the higher, the more real. */
public abstract class DiscriminatorNetwork extends ParameterTree {
    /**
     * @param pictures {@code [N, 3, size, size]} in [-1, 1], in the element type to compute in
     * @param labels I64 {@code [N]}, present exactly when the network was built with classes
     * @return F32 logits {@code [N]}
     */
    public abstract Tensor forward(Tensor pictures, Optional<Tensor> labels);
}
