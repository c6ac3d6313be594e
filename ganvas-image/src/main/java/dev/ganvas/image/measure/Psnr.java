package dev.ganvas.image.measure;

import dev.ganvas.image.Planes;
import java.util.List;

/** Peak signal to noise ratio in dB, more is better; of results rounded to 8 bits, with a peak of 255. */
public final class Psnr {
    private Psnr() {}

    /**
     * {@code 10 log10(255^2 / MSE)} in double precision.
     *
     * @return dB; positive infinity when both are the same
     */
    public static double of(Planes wanted, Planes found, Comparison comparison) {
        Comparison.sameSize(wanted, found);
        return ofSquaredError(meanSquaredError(
                comparison.of(wanted).values(), comparison.of(found).values()));
    }

    /** Over all channels and pixels. */
    public static double of(Planes wanted, Planes found) {
        return of(wanted, found, Comparison.whole());
    }

    /** The figure of a set: the mean of the dB of its pictures, not the dB of their mean error. */
    public static double mean(List<Double> decibels) {
        return decibels.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    }

    /**
     * The dB of a mean squared error.
     *
     * @param error on the scale of 0 to 255
     */
    static double ofSquaredError(double error) {
        return 10 * Math.log10(255 * 255 / error);
    }

    private static double meanSquaredError(double[] wanted, double[] found) {
        double sum = 0;
        for (int i = 0; i < wanted.length; i++) {
            double difference = wanted[i] - found[i];
            sum += difference * difference;
        }
        return sum / wanted.length;
    }
}
