package dev.ganvas.features;

import dev.ganvas.data.Augmentation;
import dev.ganvas.engine.tensor.Tensor;

/** What a feature extractor is taught: how pictures are changed, and what is asked of its outputs. */
interface FeatureObjective {
    /** How each view of a picture is changed. */
    Augmentation augmentation();

    /** Views of each picture in a step. */
    int views();

    /**
     * The loss, a scalar to be minimised.
     *
     * @param outputs F32 {@code [views * N, outputs]}, all first views before all second ones
     */
    Tensor loss(Tensor outputs);

    /**
     * Barlow Twins (Zbontar et al., 2021): over the batch, output i of one view should correlate with output i of the
     * other fully, and with output j not at all: {@code sum_i (1 - C_ii)^2 + lambda sum_ij C_ij^2}, divided by the number
     * of outputs.
     */
    record Twins(boolean mirrored) implements FeatureObjective {
        private static final double LAMBDA = 0.01;
        private static final double EPSILON = 1e-4;

        @Override
        public Augmentation augmentation() {
            return Augmentation.view(mirrored);
        }

        @Override
        public int views() {
            return 2;
        }

        @Override
        public Tensor loss(Tensor outputs) {
            long n = outputs.size(0) / 2;
            Tensor first = standardised(outputs.narrow(0, 0, n));
            Tensor second = standardised(outputs.narrow(0, n, n));
            Tensor correlation = first.transpose(0, 1).matmul(second).mul(1.0 / n);
            Tensor diagonal = first.mul(second).mean(0);
            Tensor onDiagonal = diagonal.mul(-1).add(1).square().sum();
            Tensor offDiagonal =
                    correlation.square().sum().sub(diagonal.square().sum());
            return onDiagonal.add(offDiagonal.mul(LAMBDA)).mul(1.0 / outputs.size(1));
        }

        private static Tensor standardised(Tensor x) {
            Tensor centred = x.sub(x.mean(0));
            return centred.div(centred.square().mean(0).add(EPSILON).sqrt());
        }
    }
}
