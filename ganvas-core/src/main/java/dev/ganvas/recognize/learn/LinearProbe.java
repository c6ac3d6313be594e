package dev.ganvas.recognize.learn;

import dev.ganvas.engine.optim.Adam;
import dev.ganvas.engine.tensor.Autograd;
import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.FusedOperators.AdamRates;
import dev.ganvas.engine.tensor.NoGrad;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A linear classifier of feature vectors: logistic regression with decay of its weights, on features brought to mean 0 and
 * deviation 1. Convex, so that it has one answer, which full steps of Adam come close to.
 *
 * @param weight {@code [classes * dimension]}
 * @param bias {@code [classes]}
 */
record LinearProbe(float[] weight, float[] bias) {
    private static final int STEPS = 100;
    private static final double RATE = 0.05;
    private static final double LAST_RATE = 0.001;
    private static final int FOLDS = 3;
    private static final double[] DECAYS = {1e-3, 1e-2};

    /** @param features {@code [n * dimension]} */
    record Sample(float[] features, int[] labels, int classes) {
        int dimension() {
            return features.length / labels.length;
        }

        Sample part(int[] rows) {
            int dimension = dimension();
            float[] chosen = new float[rows.length * dimension];
            int[] theirs = new int[rows.length];
            for (int i = 0; i < rows.length; i++) {
                System.arraycopy(features, rows[i] * dimension, chosen, i * dimension, dimension);
                theirs[i] = labels[rows[i]];
            }
            return new Sample(chosen, theirs, classes);
        }
    }

    /** A probe, and the proportion of pictures that probes like it get right that have not learned from these. */
    record Fit(LinearProbe probe, double accuracy) {}

    /** The probe of a sample, with that decay which does best in cross-validation. */
    static Fit of(Sample sample) {
        double best = -1;
        double decay = DECAYS[0];
        for (double candidate : DECAYS) {
            double accuracy = crossValidated(sample, candidate);
            if (accuracy > best) {
                best = accuracy;
                decay = candidate;
            }
        }
        return new Fit(fitted(sample, decay), best);
    }

    private static double crossValidated(Sample sample, double decay) {
        int right = 0;
        int n = sample.labels().length;
        for (int fold = 0; fold < FOLDS; fold++) {
            int out = fold;
            Sample others =
                    sample.part(IntStream.range(0, n).filter(i -> i % FOLDS != out).toArray());
            Sample tested =
                    sample.part(IntStream.range(0, n).filter(i -> i % FOLDS == out).toArray());
            if (others.labels().length > 0 && tested.labels().length > 0) {
                right += fitted(others, decay).right(tested);
            }
        }
        return (double) right / n;
    }

    private int right(Sample sample) {
        try (Scope scope = Scope.open();
                NoGrad off = Autograd.noGrad()) {
            int dimension = sample.dimension();
            Tensor x = Tensor.of(sample.features(), sample.labels().length, dimension);
            long[] seen = x.matmul(Tensor.of(weight, bias.length, dimension).transpose(0, 1))
                    .add(Tensor.of(bias, bias.length))
                    .argMax()
                    .toLongs();
            return (int) IntStream.range(0, seen.length)
                    .filter(i -> seen[i] == sample.labels()[i])
                    .count();
        }
    }

    private static LinearProbe fitted(Sample sample, double decay) {
        int n = sample.labels().length;
        int dimension = sample.dimension();
        int classes = sample.classes();
        try (Scope scope = Scope.open()) {
            Tensor raw = Tensor.of(sample.features(), n, dimension);
            Tensor mean = raw.mean(0);
            Tensor deviation = raw.sub(mean).square().mean(0).add(1e-6).sqrt();
            Tensor x = raw.sub(mean).div(deviation);
            Tensor labels = Tensor.ofLongs(Arrays.stream(sample.labels()).asLongStream().toArray(), n);
            Tensor w = Tensor.zeros(DType.F32, classes, dimension).requiresGrad(true);
            Tensor b = Tensor.zeros(DType.F32, classes).requiresGrad(true);
            Map<String, Tensor> parameters = new LinkedHashMap<>();
            parameters.put("w", w);
            parameters.put("b", b);
            try (Adam adam = new Adam(parameters)) {
                for (int step = 0; step < STEPS; step++) {
                    try (Scope inner = Scope.open()) {
                        Tensor loss = x.matmul(w.transpose(0, 1))
                                .add(b)
                                .crossEntropy(labels, 0)
                                .add(w.square().sum().mul(decay));
                        double rate = LAST_RATE + (RATE - LAST_RATE) * (1 - (double) step / STEPS);
                        adam.step(
                                Autograd.gradients(loss, List.of(w, b)), new AdamRates(rate, 0.9, 0.99, 1e-8));
                    }
                }
            }
            try (NoGrad off = Autograd.noGrad()) {
                // Of the features as they are.
                Tensor scaled = w.detach().div(deviation);
                Tensor shifted = b.detach().sub(scaled.mul(mean).sum(1));
                return new LinearProbe(scaled.toFloats(), shifted.toFloats());
            }
        }
    }
}
