package dev.ganvas.features;

import dev.ganvas.data.Augmentation;
import dev.ganvas.engine.tensor.Tensor;
import java.util.Arrays;

/** What a feature extractor is taught: how pictures are changed, and what is asked of its outputs. */
interface FeatureObjective {
    /** How each view of a picture is changed. */
    Augmentation augmentation();

    /** Views of each picture in a step. */
    int views();

    /** Whether it learns from labels, and is tried on classes that it has not seen. */
    boolean isOfIdentities();

    /**
     * The loss, a scalar to be minimised.
     *
     * @param network whose head may be asked for its outputs
     * @param features F32 {@code [views * N, dimension]}, all first views before all second ones
     * @param labels of the N pictures; -1 for those that have none
     */
    Tensor loss(FeatureNetwork network, Tensor features, int[] labels);

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
        public boolean isOfIdentities() {
            return false;
        }

        @Override
        public Tensor loss(FeatureNetwork network, Tensor features, int[] labels) {
            return ofOutputs(network.outputs(features));
        }

        /** @param outputs of two views, all first views before all second ones */
        static Tensor ofOutputs(Tensor outputs) {
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

    /**
     * An additive margin on the cosine (CosFace; Wang et al., 2018), against those who are in the batch: a person's place is the mean
     * of that person's vectors from the other view (as in prototypical networks; Snell, Swersky and Zemel, 2017), so there is no head
     * that grows with the number of people, and people with few pictures take part.
     */
    record Identities(boolean mirrored) implements FeatureObjective {
        private static final double MARGIN = 0.3;
        private static final double SCALE = 20;
        private static final double SMALLEST_CROP = 0.7;
        private static final double COLOUR = 0.3;
        private static final double GREY_SHARE = 0.2;
        private static final double SHIFT = 0.04;

        @Override
        public Augmentation augmentation() {
            return new Augmentation(SHIFT, SMALLEST_CROP, COLOUR, GREY_SHARE, mirrored);
        }

        @Override
        public int views() {
            return 2;
        }

        @Override
        public boolean isOfIdentities() {
            return true;
        }

        @Override
        public Tensor loss(FeatureNetwork network, Tensor features, int[] labels) {
            int n = labels.length;
            int[] people = Arrays.stream(labels).distinct().toArray();
            float[] member = new float[people.length * n];
            float[] mean = new float[people.length * n];
            long[] own = new long[n];
            for (int p = 0; p < people.length; p++) {
                int person = people[p];
                long count =
                        Arrays.stream(labels).filter(label -> label == person).count();
                for (int i = 0; i < n; i++) {
                    if (labels[i] == person) {
                        own[i] = p;
                        member[i * people.length + p] = (float) MARGIN;
                        mean[p * n + i] = 1f / count;
                    }
                }
            }
            Tensor unit = unit(features);
            Tensor first = unit.narrow(0, 0, n);
            Tensor second = unit.narrow(0, n, n);
            Tensor means = features.device().of(mean, people.length, n);
            Tensor margins = features.device().of(member, n, people.length);
            Tensor answers = features.device().ofLongs(own, n);
            Tensor there = against(first, means.matmul(second), margins).crossEntropy(answers, 0);
            Tensor back = against(second, means.matmul(first), margins).crossEntropy(answers, 0);
            return there.add(back).mul(0.5);
        }

        private static Tensor against(Tensor faces, Tensor places, Tensor margins) {
            return faces.matmul(unit(places).transpose(0, 1)).sub(margins).mul(SCALE);
        }

        private static Tensor unit(Tensor x) {
            return x.div(x.square().sum(1).add(1e-8).sqrt().reshape(x.size(0), 1));
        }
    }
}
