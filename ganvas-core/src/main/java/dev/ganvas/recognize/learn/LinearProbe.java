package dev.ganvas.recognize.learn;

import dev.ganvas.error.EngineException;
import dev.ganvas.recognize.Confidence;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * A linear classifier of feature vectors, in closed form: ridge regression of what class a picture is of, on features brought to mean
 * 0 and deviation 1, its outputs scaled to be logits.
 *
 * @param weight {@code [classes * dimension]}
 * @param bias {@code [classes]}
 */
record LinearProbe(float[] weight, float[] bias) {
    private static final int FOLDS = 4;

    /** Weights of the penalty from weak to strong, of which cross-validation chooses one. */
    private static final double[] PENALTIES = {0.01, 0.1, 1, 10};

    private static final double LEAST_VARIANCE = 1e-6;

    /** @param features {@code [n * dimension]} */
    record Sample(float[] features, int[] labels, int classes) {
        int dimension() {
            return features.length / labels.length;
        }
    }

    /** A probe, and the proportion of pictures that probes like it get right that have not learned from these. */
    record Fit(LinearProbe probe, double accuracy) {}

    /**
     * The probe of a sample, with the strongest penalty whose accuracy in cross-validation is within one standard error of the best
     * (Breiman et al., 1984): a weaker one makes a head so steep that a network which learns on through it forgets what it knew.
     */
    static Fit of(Sample sample) {
        Standardised standardised = Standardised.of(sample);
        double[][][] tested = Arrays.stream(PENALTIES)
                .mapToObj(penalty -> crossValidated(standardised, penalty))
                .toArray(double[][][]::new);
        double[] accuracies = Arrays.stream(tested)
                .mapToDouble(outputs -> accuracy(outputs, sample.labels()))
                .toArray();
        double best = Arrays.stream(accuracies).max().orElseThrow();
        double error = Math.sqrt(best * (1 - best) / sample.labels().length);
        int chosen = PENALTIES.length - 1;
        while (accuracies[chosen] < best - error) {
            chosen--;
        }
        double penalty = PENALTIES[chosen];
        double[][] outputs = tested[chosen];
        double scale = 1 / Confidence.of(outputs, sample.labels()).calibration().temperature();
        int[] all = IntStream.range(0, sample.labels().length).toArray();
        return new Fit(standardised.probe(solved(standardised, all, penalty), scale), accuracies[chosen]);
    }

    private static double accuracy(double[][] outputs, int[] labels) {
        long right = IntStream.range(0, labels.length)
                .filter(i -> {
                    double most = Arrays.stream(outputs[i]).max().orElseThrow();
                    return outputs[i][labels[i]] == most;
                })
                .count();
        return (double) right / labels.length;
    }

    /** The outputs for each picture of a probe that has not learned from it. */
    private static double[][] crossValidated(Standardised sample, double penalty) {
        int n = sample.labels().length;
        double[][] outputs = new double[n][];
        for (int fold = 0; fold < FOLDS; fold++) {
            int out = fold;
            int[] others = IntStream.range(0, n).filter(i -> i % FOLDS != out).toArray();
            DMatrixRMaj weights = solved(sample, others, penalty);
            for (int i = fold; i < n; i += FOLDS) {
                outputs[i] = sample.outputs(weights, i);
            }
        }
        return outputs;
    }

    /** {@code [dimension + 1][classes]}, the last row of the constant. */
    private static DMatrixRMaj solved(Standardised sample, int[] rows, double penalty) {
        int dimension = sample.dimension();
        DMatrixRMaj x = new DMatrixRMaj(rows.length, dimension + 1);
        DMatrixRMaj y = new DMatrixRMaj(rows.length, sample.classes());
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(sample.values()[rows[i]], 0, x.data, i * (dimension + 1), dimension);
            x.set(i, dimension, 1);
            y.set(i, sample.labels()[rows[i]], 1);
        }
        DMatrixRMaj normal = new DMatrixRMaj(dimension + 1, dimension + 1);
        CommonOps_DDRM.multTransA(x, x, normal);
        for (int i = 0; i < dimension; i++) {
            normal.add(i, i, penalty * rows.length);
        }
        normal.add(dimension, dimension, LEAST_VARIANCE);
        DMatrixRMaj right = new DMatrixRMaj(dimension + 1, sample.classes());
        CommonOps_DDRM.multTransA(x, y, right);
        DMatrixRMaj weights = new DMatrixRMaj(dimension + 1, sample.classes());
        if (!CommonOps_DDRM.solve(normal, right, weights)) {
            throw new EngineException("a linear classifier of these features could not be solved; are they finite?");
        }
        return weights;
    }

    /** A sample whose features have mean 0 and deviation 1. */
    private record Standardised(double[][] values, double[] mean, double[] deviation, int[] labels, int classes) {
        static Standardised of(Sample sample) {
            int n = sample.labels().length;
            int dimension = sample.dimension();
            double[] mean = new double[dimension];
            double[] deviation = new double[dimension];
            for (int i = 0; i < sample.features().length; i++) {
                double value = sample.features()[i];
                mean[i % dimension] += value / n;
                deviation[i % dimension] += value * value / n;
            }
            for (int k = 0; k < dimension; k++) {
                deviation[k] = Math.sqrt(Math.max(0, deviation[k] - mean[k] * mean[k]) + LEAST_VARIANCE);
            }
            double[][] values = new double[n][dimension];
            for (int i = 0; i < sample.features().length; i++) {
                int k = i % dimension;
                values[i / dimension][k] = (sample.features()[i] - mean[k]) / deviation[k];
            }
            return new Standardised(values, mean, deviation, sample.labels(), sample.classes());
        }

        int dimension() {
            return mean.length;
        }

        double[] outputs(DMatrixRMaj weights, int row) {
            double[] outputs = new double[classes];
            for (int c = 0; c < classes; c++) {
                double sum = weights.get(dimension(), c);
                for (int k = 0; k < dimension(); k++) {
                    sum += values[row][k] * weights.get(k, c);
                }
                outputs[c] = sum;
            }
            return outputs;
        }

        /** A probe of features as they are. */
        LinearProbe probe(DMatrixRMaj weights, double scale) {
            float[] weight = new float[classes * dimension()];
            float[] bias = new float[classes];
            for (int c = 0; c < classes; c++) {
                double shift = weights.get(dimension(), c);
                for (int k = 0; k < dimension(); k++) {
                    double each = weights.get(k, c) / deviation[k];
                    weight[c * dimension() + k] = (float) (scale * each);
                    shift -= each * mean[k];
                }
                bias[c] = (float) (scale * shift);
            }
            return new LinearProbe(weight, bias);
        }
    }
}
