package dev.ganvas.features;

import dev.ganvas.engine.nn.ParameterTree;
import dev.ganvas.engine.tensor.Tensor;
import java.util.Map;

/**
 * A network that sees a picture as maps, makes one vector of the last of these, and by a linear head outputs of that. Convolutional
 * throughout, so that pictures may be larger than those it was made for.
 */
public abstract class FeatureNetwork extends ParameterTree {
    /**
     * What the layers give, by name and from the picture to the end.
     *
     * @param pictures {@code [N, 3, H, W]} in [-1, 1], in the element type to compute in
     * @return {@code [N, channels, h, w]} each, in the element type of the input
     */
    public abstract Map<String, Tensor> activations(Tensor pictures);

    /** The feature vectors that {@link #activations} come to, F32 {@code [N, dimension]}. */
    public abstract Tensor pooled(Map<String, Tensor> activations);

    /** What the head makes of feature vectors, F32 {@code [N, outputs]}: with classes, their logits. Affine. */
    public abstract Tensor outputs(Tensor features);

    /** The feature vectors, F32 {@code [N, dimension]}. */
    public final Tensor features(Tensor pictures) {
        return pooled(activations(pictures));
    }

    /**
     * Replaces the head.
     *
     * @param weight F32 {@code [outputs, dimension]}
     * @param bias F32 {@code [outputs]}
     */
    public abstract void head(Tensor weight, Tensor bias);

    /** Readies the network for use without further training: every convolution takes in the batch norm that follows it. */
    public abstract void fold();
}
