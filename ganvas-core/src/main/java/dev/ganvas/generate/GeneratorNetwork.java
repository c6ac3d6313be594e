package dev.ganvas.generate;

import dev.ganvas.engine.nn.ParameterTree;
import dev.ganvas.engine.tensor.Tensor;
import java.util.Optional;

/** Makes pictures from latent vectors. */
public abstract class GeneratorNetwork extends ParameterTree {
    /**
     * @param latent {@code [N, latentSize]}, in the element type to compute in
     * @param labels I64 {@code [N]}, present exactly when the network was built with classes
     * @return {@code [N, 3, size, size]}, channels last, each value in [-1, 1], the element type of {@code latent}
     */
    public abstract Tensor forward(Tensor latent, Optional<Tensor> labels);

    /**
     * The matrix that a latent vector meets first, {@code [rows, latentSize]}; what its directions are found from in
     * closed form. Empty where something else comes first.
     */
    public Optional<Tensor> latentWeight() {
        return Optional.empty();
    }
}
