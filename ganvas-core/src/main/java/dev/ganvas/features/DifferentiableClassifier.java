package dev.ganvas.features;

import dev.ganvas.data.PixelTensors;
import dev.ganvas.engine.tensor.Autograd;
import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.NoGrad;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.image.Picture;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A classifier whose layers can be looked at and differentiated by: what explaining its answers by gradients needs. A network
 * of ours takes part by naming what its layers give on the way to the classes.
 */
public interface DifferentiableClassifier extends FeatureClassifier {
    /**
     * What a pass through the network leaves.
     *
     * @param activations what each layer gives, {@code [N, C, h, w]}, by the layer's name, from the picture to the end; at least
     *     one
     * @param logits F32 {@code [N, classes]}
     */
    record Pass(Map<String, Tensor> activations, Tensor logits) {
        public Pass {
            activations = Collections.unmodifiableMap(new LinkedHashMap<>(activations));
        }
    }

    /** What the network sees of a picture: cropped and resized, in RGB. */
    Picture seen(Picture picture);

    /**
     * Runs the network as it is used, in the open scope; differentiable with respect to the pictures and to every activation.
     *
     * @param pictures F32 {@code [N, 3, height, width]} in [-1, 1], in the size of {@link #seen}
     */
    Pass forward(Tensor pictures);

    /** Names of the layers that can be looked at, from the picture to the end. */
    default List<String> layers() {
        try (Scope scope = Scope.open();
                NoGrad off = Autograd.noGrad()) {
            Picture black = seen(new Picture(1, 1, new byte[3]));
            return List.copyOf(forward(PixelTensors.toTensor(List.of(black), DType.F32))
                    .activations()
                    .keySet());
        }
    }
}
