package dev.ganvas.evaluate.originality;

import dev.ganvas.evaluate.distribution.Features;
import dev.ganvas.evaluate.distribution.NearestNeighbours;
import dev.ganvas.evaluate.distribution.Proportion;
import dev.ganvas.evaluate.distribution.Quantiles;
import dev.ganvas.evaluate.distribution.SquaredDistances;
import dev.ganvas.random.Seed;
import java.util.Arrays;
import java.util.Locale;

/**
 * Whether a generator repeats itself: the birthday paradox test (Arora and Zhang, "Do GANs actually learn the
 * distribution?", 2017). A generator of {@code m} different pictures shows a pair of equals among about {@code m^(1/2)}
 * samples. What counts as equal is read off the data: real pictures hardly ever come as close to each other.
 *
 * @param count generated pictures, and real pictures beside them
 * @param distance two pictures nearer than this are near-duplicates: {@link #DUPLICATE_SHARE} of the distance to the
 *     nearest other that {@link #REAL_QUANTILE} of the real pictures stay below, exact duplicates aside
 * @param repeated generated pictures that have a near-duplicate
 * @param realRepeated real pictures that have one
 * @param pairs generated near-duplicates
 * @param largestGroup the most near-duplicates of one picture, itself counted
 * @param ratio median distance to the nearest other generated picture, over that among real pictures
 * @param support how many different pictures the generator paints, were they all equally likely: pairs in all over
 *     {@code pairs}; with no near-duplicate, the number that would have shown one with 95 % probability
 * @param supportIsBound whether {@code support} is only a lower bound
 */
public record Duplicates(
        Verdict verdict,
        int count,
        double distance,
        Proportion repeated,
        Proportion realRepeated,
        long pairs,
        int largestGroup,
        double ratio,
        double support,
        boolean supportIsBound) {
    /** See {@code distance}. */
    public static final double DUPLICATE_SHARE = 0.5;

    /** See {@code distance}. */
    public static final double REAL_QUANTILE = 0.01;

    /** From this share of repeated pictures on, the generator has collapsed. */
    public static final double COLLAPSED_SHARE = 0.5;

    /** At this {@code ratio} or below, pictures differ too little. */
    public static final double LITTLE_VARIETY_RATIO = 0.5;

    /** Pictures that take part at most. */
    public static final int MOST = 10_000;

    /** {@code -ln 0.05}: a Poisson count with this mean is zero once in twenty times. */
    private static final double NONE_SEEN = 2.995732273553991;

    public enum Verdict {
        NO_SIGN,
        REPEATS,
        LITTLE_VARIETY,
        COLLAPSED
    }

    /** Tests as many generated pictures as there are real ones to compare them with. */
    public static Duplicates of(Features real, Features generated, Seed seed) {
        int count = Math.min(MOST, Math.min(real.count(), generated.count()));
        Features left = real.draw(count, seed.child("real"));
        Features right = generated.draw(count, seed.child("generated"));
        double[] realNearest = NearestNeighbours.within(left, 1).distances(0);
        double[] nearest = NearestNeighbours.within(right, 1).distances(0);
        double[] positive = Arrays.stream(realNearest).filter(d -> d > 0).toArray();
        double distance = positive.length == 0 ? 0 : DUPLICATE_SHARE * Quantiles.of(positive, REAL_QUANTILE);
        int[] alike = alike(right, distance);
        long pairs = Arrays.stream(alike).asLongStream().sum() / 2;
        Proportion repeated =
                Proportion.of((int) Arrays.stream(alike).filter(a -> a > 0).count(), count);
        Proportion realRepeated = Proportion.of(
                (int) Arrays.stream(realNearest).filter(d -> d < distance).count(), count);
        double ratio = Quantiles.median(nearest) / Quantiles.median(realNearest);
        return new Duplicates(
                verdict(repeated, realRepeated, ratio),
                count,
                distance,
                repeated,
                realRepeated,
                pairs,
                Arrays.stream(alike).max().orElseThrow() + 1,
                ratio,
                count * (count - 1.0) / 2 / (pairs == 0 ? NONE_SEEN : pairs),
                pairs == 0);
    }

    static Verdict verdict(Proportion repeated, Proportion realRepeated, double ratio) {
        boolean more = repeated.interval().low() > realRepeated.interval().high();
        if (more && repeated.value() >= COLLAPSED_SHARE) {
            return Verdict.COLLAPSED;
        }
        if (ratio <= LITTLE_VARIETY_RATIO) {
            return Verdict.LITTLE_VARIETY;
        }
        return more ? Verdict.REPEATS : Verdict.NO_SIGN;
    }

    /** How many near-duplicates each picture has. */
    private static int[] alike(Features set, double distance) {
        int[] alike = new int[set.count()];
        double limit = distance * distance;
        new SquaredDistances(set, set).forEach(piece -> {
            for (int j = piece.first(); j < piece.end(); j++) {
                if (j != piece.i() && piece.square(j) < limit) {
                    alike[piece.i()]++;
                }
            }
        });
        return alike;
    }

    /** The verdict in words. */
    public String words() {
        return switch (verdict) {
            case NO_SIGN -> "no sign of collapse";
            case REPEATS -> "some pictures repeat: " + repeated.toText();
            case LITTLE_VARIETY -> "little variety: pictures are much more alike than real ones are";
            case COLLAPSED ->
                String.format(Locale.ROOT, "collapsed: only about %,.0f different pictures", Math.max(1, support));
        };
    }

    /**
     * A verdict and what it rests on, for people.
     *
     * @param variety the verdict in words: {@link #words}, or what is worse
     */
    public String toText(String variety) {
        return String.format(
                Locale.ROOT,
                "Variety: %s%n  with a near-duplicate: %s, of as many real pictures %s; largest group %,d%n"
                        + "  nearest other picture: median distance %.2f times that of real pictures%n"
                        + "  by the birthday paradox, %s %,.0f different pictures%n",
                variety,
                repeated.toText(),
                realRepeated.toText(),
                largestGroup,
                ratio,
                supportIsBound ? "at least" : "about",
                support);
    }
}
