package dev.ganvas.train.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A chart's axis: from values to the unit interval, with round ticks.
 *
 * @param low smallest value shown
 * @param high largest value shown, above {@code low}
 * @param logarithmic whether equal ratios take equal lengths; then {@code low} is above zero
 */
record Axis(double low, double high, boolean logarithmic) {
    /** An axis that just holds the values, from the first to the last. */
    static Axis tight(double low, double high) {
        return new Axis(low, high > low ? high : low + 1, false);
    }

    /**
     * An axis with room above and below, ending on ticks.
     *
     * @param logarithmicFrom ratio of {@code high} to {@code low} from which a linear axis would hide most of a curve
     */
    static Axis roomy(double low, double high, double logarithmicFrom) {
        if (low > 0 && high / low >= logarithmicFrom) {
            return new Axis(low / 1.15, high * 1.15, true);
        }
        // A measure that nearly reaches zero is read best from zero.
        double from = low > 0 && low < 0.6 * high ? 0 : low;
        double span = high > from ? high - from : Math.max(Math.abs(high), 1e-9) * 0.2;
        double step = step(span / 4);
        double bottom = Math.floor(from / step) * step;
        double top = Math.ceil((from + span) / step - 1e-9) * step;
        return new Axis(bottom, top > bottom ? top : bottom + step, false);
    }

    /** Where {@code value} lies between 0 and 1; values outside are held at the ends. */
    double position(double value) {
        double position = logarithmic
                ? Math.log(Math.max(value, low) / low) / Math.log(high / low)
                : (value - low) / (high - low);
        return Math.max(0, Math.min(1, position));
    }

    /** Some three to seven round values, rising. */
    List<Double> ticks() {
        return logarithmic ? logarithmicTicks() : linearTicks();
    }

    private List<Double> linearTicks() {
        double step = step((high - low) / 5);
        List<Double> ticks = new ArrayList<>();
        for (long i = (long) Math.ceil(low / step - 1e-9); i * step <= high + step * 1e-9; i++) {
            ticks.add(i * step);
        }
        return ticks;
    }

    private List<Double> logarithmicTicks() {
        double decades = Math.log10(high / low);
        int[] digits = decades > 3 ? new int[] {1} : decades > 2 ? new int[] {1, 3} : new int[] {1, 2, 5};
        int every = (int) Math.max(1, Math.ceil(decades / 7));
        List<Double> ticks = new ArrayList<>();
        for (int power = (int) Math.floor(Math.log10(low)); power <= Math.log10(high); power++) {
            for (int digit : digits) {
                double value = digit * Math.pow(10, power);
                if (value >= low && value <= high && Math.floorMod(power, every) == 0) {
                    ticks.add(value);
                }
            }
        }
        return ticks;
    }

    /** The smallest of 1, 2, 5 times a power of ten that is not below {@code least}. */
    private static double step(double least) {
        double power = Math.pow(10, Math.floor(Math.log10(least)));
        for (double factor : new double[] {1, 2, 5}) {
            if (factor * power >= least * (1 - 1e-9)) {
                return factor * power;
            }
        }
        return 10 * power;
    }
}
