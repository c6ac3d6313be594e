package dev.ganvas.generate.network;

import dev.ganvas.engine.nn.ParameterTree;
import dev.ganvas.engine.tensor.Tensor;
import java.util.Optional;

/** Makes pictures from latent vectors. */
public abstract class GeneratorNetwork extends ParameterTree {
    /**
     * @param latent {@code [N, latentSize]}, in the element type to compute in
     * @param labels I64 {@code [N]}, present exactly when the network was built with classes
     * @return {@code [N, channels, height, width]}, channels last, each value in [-1, 1], the element type of {@code latent}
     */
    public Tensor forward(Tensor latent, Optional<Tensor> labels) {
        return forward(latent, labels, labels);
    }

    /**
     * Pictures that take their form from one class and their finish from another, as style mixing does (Karras et al.,
     * "A style-based generator architecture for GANs", 2019).
     *
     * @param latent as for {@link #forward(Tensor, Optional)}
     * @param form I64 {@code [N]}, the classes that act where the picture is coarse; present exactly with classes
     * @param finish I64 {@code [N]}, the classes that act where it is finer; present exactly with classes
     */
    public abstract Tensor forward(Tensor latent, Optional<Tensor> form, Optional<Tensor> finish);

    /**
     * Whether what is drawn in training is what is drawn in use, whatever the other pictures of a batch are; without effect
     * in use, and on networks that are so anyway.
     */
    public abstract void renormalise(boolean on);

    /**
     * From now on, batch statistics are the plain means over the batches drawn in training, whatever was tracked before; on
     * networks that do not go by such statistics without effect.
     */
    public abstract void trackMeans();

    /** From now on, what the last {@code tanh} is taken of is so many times as much, and so is the contrast of dim pictures. */
    public abstract void amplify(double factor);

    /**
     * The matrix that a latent vector meets first, {@code [rows, latentSize]}; what its directions are found from in
     * closed form. Empty where something else comes first.
     */
    public Optional<Tensor> latentWeight() {
        return Optional.empty();
    }
}
