package dev.ganvas.recognize;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganvas.error.Require;
import dev.ganvas.evaluate.distribution.Interval;
import java.util.List;
import java.util.Locale;

/**
 * How much more often one way of making a classifier is right than another, on the same pictures.
 *
 * @param trainings of each way
 * @param pictures that each classifier answered
 * @param before proportion right by the first way, mean over trainings
 * @param after proportion right by the second way
 * @param gain {@code after - before}
 * @param interval of the gain, 95 %: it holds the luck of the trainings as well as that of the pictures
 */
public record AccuracyGain(int trainings, int pictures, double before, double after, double gain, Interval interval) {
    /**
     * Compares answers. The variance of the gain is that over trainings, divided by their number, plus that over pictures (of the
     * mean over trainings), divided by theirs; degrees of freedom are Satterthwaite's (1946). From one training a side, only the luck
     * of the pictures is known.
     *
     * @param before of each training by the first way, whether it was right on each picture; at least one training, at least 2
     *     pictures
     * @param after as many by the second way, each beside the training that it is compared with
     */
    public static AccuracyGain of(List<boolean[]> before, List<boolean[]> after) {
        Require.that(!before.isEmpty() && before.size() == after.size(), "as many trainings of each way are compared");
        int trainings = before.size();
        int pictures = before.get(0).length;
        Require.that(pictures >= 2, "a gain is measured by 2 pictures at least, not " + pictures);
        double[] byTraining = new double[trainings];
        double[] byPicture = new double[pictures];
        double first = 0;
        double second = 0;
        for (int t = 0; t < trainings; t++) {
            for (int p = 0; p < pictures; p++) {
                int one = before.get(t)[p] ? 1 : 0;
                int two = after.get(t)[p] ? 1 : 0;
                first += one;
                second += two;
                byTraining[t] += (double) (two - one) / pictures;
                byPicture[p] += (double) (two - one) / trainings;
            }
        }
        first /= (double) trainings * pictures;
        second /= (double) trainings * pictures;
        return new AccuracyGain(
                trainings,
                pictures,
                first,
                second,
                second - first,
                Interval.ofSum(second - first, List.of(byTraining, byPicture)));
    }

    /** Whether the second way is better beyond what luck explains. */
    public boolean isGain() {
        return interval.low() > 0;
    }

    /** Whether it is worse beyond what luck explains. */
    public boolean isLoss() {
        return interval.high() < 0;
    }

    /** For machines. */
    public ObjectNode toJson() {
        return new ObjectMapper()
                .createObjectNode()
                .put("trainings", trainings)
                .put("pictures", pictures)
                .put("accuracy_before", before)
                .put("accuracy_after", after)
                .put("gain", gain)
                .put("gain_low", interval.low())
                .put("gain_high", interval.high());
    }

    /** Such as {@code 81.0 % -> 82.4 %: +1.4 points (95 % interval -0.2 to +3.0)}. */
    public String toText() {
        return String.format(
                Locale.ROOT,
                "%.1f %% -> %.1f %%: %+.1f points (95 %% interval %+.1f to %+.1f)",
                before * 100,
                after * 100,
                gain * 100,
                interval.low() * 100,
                interval.high() * 100);
    }
}
