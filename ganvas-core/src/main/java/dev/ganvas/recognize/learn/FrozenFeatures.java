package dev.ganvas.recognize.learn;

import dev.ganvas.data.PixelShape;
import dev.ganvas.data.PixelTensors;
import dev.ganvas.engine.tensor.Autograd;
import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.NoGrad;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.features.FeatureNetwork;

/** Features of labelled pictures by a network that does not learn meanwhile. */
final class FrozenFeatures {
    private static final int BLOCK = 64;

    private FrozenFeatures() {}

    /**
     * @param network in evaluation mode
     * @param items numbers of labelled pictures
     */
    static LinearProbe.Sample of(FeatureNetwork network, LabelledPictures pictures, int[] items) {
        float[] features = new float[0];
        for (int from = 0; from < items.length; from += BLOCK) {
            int count = Math.min(BLOCK, items.length - from);
            try (Scope scope = Scope.open();
                    NoGrad off = Autograd.noGrad()) {
                float[] part = network.features(
                                pixels(pictures, items, from, count, DType.F32).to(network.device()))
                        .toFloats();
                if (features.length == 0) {
                    features = new float[items.length * (part.length / count)];
                }
                System.arraycopy(part, 0, features, from * (part.length / count), part.length);
            }
        }
        return new LinearProbe.Sample(
                features, pictures.labels(items), pictures.classes().size());
    }

    /** Pictures as they are, {@code [count, 3, side, side]}. */
    static Tensor pixels(LabelledPictures pictures, int[] items, int from, int count, DType dtype) {
        PixelShape shape = pictures.shape();
        byte[] pixels = new byte[count * shape.values()];
        for (int i = 0; i < count; i++) {
            pictures.read(items[from + i], pixels, i * shape.values());
        }
        return PixelTensors.toTensor(pixels, count, shape, dtype);
    }
}
