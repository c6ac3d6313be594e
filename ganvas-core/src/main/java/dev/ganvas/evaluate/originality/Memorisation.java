package dev.ganvas.evaluate.originality;

import dev.ganvas.error.Require;
import dev.ganvas.evaluate.distribution.Proportion;
import dev.ganvas.image.Picture;
import dev.ganvas.image.Pictures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;

/**
 * Whether generated pictures are copies of training pictures. Every generated picture's nearest training picture is
 * found, and so is that of real pictures that are not among those searched; a generator that has learned and not
 * memorised comes no closer to the training set than they do. Distances are Euclidean between features; what one
 * extractor takes for alike another may tell apart, and the pairs are there to be looked at.
 *
 * @param comparedWith what the real pictures are, in words
 * @param trainingCount training pictures searched
 * @param closeDistance the distance that {@link #CLOSE_QUANTILE} of the real pictures stay below, exact duplicates aside
 * @param generated of the generated pictures
 * @param real of the real ones
 * @param ratio median distance of the generated pictures over that of the real ones; about 1 is expected, above 1 says
 *     that they are unlike the data, below 1 that they keep near to training pictures
 * @param localRatio as {@code ratio}, each distance first divided by how far the training picture found is from its own
 *     nearest other: so a generator that only paints what is common in the data is not taken for a copier
 * @param closest the nearest pairs, nearest first
 */
public record Memorisation(
        Verdict verdict,
        String comparedWith,
        int trainingCount,
        double closeDistance,
        Side generated,
        Side real,
        double ratio,
        double localRatio,
        List<Pair> closest) {
    /** A picture is close when it lies nearer to a training picture than this share of real pictures does. */
    public static final double CLOSE_QUANTILE = 0.01;

    /**
     * A close picture is a copy when its distance is below this share of the distance between the training picture it is
     * near to and that one's own nearest other (the third that Yoon et al., 2023, and Gu et al., 2023, use).
     */
    public static final double COPY_SHARE = 1.0 / 3;

    /** From this share of copies on, the generator is memorising. */
    public static final double MEMORISING_COPIES = 0.1;

    /** At this {@code ratio} and {@code localRatio} or below, the generator is memorising. */
    public static final double MEMORISING_RATIO = 0.5;

    /** More suspicious pictures than this, for sure, deserve a look; of a perfect generator it is at most half of it. */
    public static final double SUSPICIOUS_SHARE = 2 * CLOSE_QUANTILE;

    private static final int PAIR_COLUMNS = 8;
    private static final int GAP = 2;

    public enum Verdict {
        NO_SIGN,
        /** More suspicious pictures than chance explains, but no copies. */
        CLOSE,
        SOME_COPIES,
        MEMORISING
    }

    /**
     * One set against the training pictures.
     *
     * @param count pictures
     * @param medianDistance to the nearest training picture
     * @param medianRmse root mean squared difference of the pixels from that picture, in levels of 0 to 255
     * @param medianLocal the median of local distances, see {@code localRatio}
     * @param close pictures nearer than {@code closeDistance}
     * @param suspicious close pictures whose local distance, too, is below that of {@link #CLOSE_QUANTILE} of the real ones
     * @param copies close pictures that are copies
     */
    public record Side(
            int count,
            double medianDistance,
            double medianRmse,
            double medianLocal,
            Proportion close,
            Proportion suspicious,
            Proportion copies) {}

    /**
     * A generated picture and the training picture nearest to it.
     *
     * @param generated number of the generated picture
     * @param training number of the training picture
     * @param distance between their features
     * @param rmse of their pixels, in levels of 0 to 255
     */
    public record Pair(int generated, int training, double distance, double rmse) {}

    public Memorisation {
        closest = List.copyOf(closest);
    }

    static Verdict verdict(Side generated, Side real, double ratio, double localRatio) {
        if (generated.copies().value() >= MEMORISING_COPIES
                || (ratio <= MEMORISING_RATIO && localRatio <= MEMORISING_RATIO)) {
            return Verdict.MEMORISING;
        }
        if (generated.copies().interval().low() > real.copies().value()) {
            return Verdict.SOME_COPIES;
        }
        return generated.suspicious().interval().low() > SUSPICIOUS_SHARE ? Verdict.CLOSE : Verdict.NO_SIGN;
    }

    /** The verdict in words. */
    public String words() {
        return switch (verdict) {
            case NO_SIGN -> "no copies of training pictures found";
            case CLOSE -> "unusually close to training pictures, yet no copies: look at the pairs";
            case SOME_COPIES ->
                "some pictures are close copies: " + generated.copies().toText();
            case MEMORISING -> "memorising: the pictures keep to single training pictures";
        };
    }

    /** The verdict and what it rests on, for people. */
    public String toText() {
        return String.format(
                Locale.ROOT,
                "Memorisation: %s%n"
                        + "  nearest of %,d training pictures: median distance %.2f times that of %s (local %.2f)%n"
                        + "  closer than 99 %% of real pictures: %s; copies: %s, of real pictures: %s%n"
                        + "  pixels differ from the nearest by %.1f levels (median), those of real pictures by %.1f%n",
                words(),
                trainingCount,
                ratio,
                comparedWith,
                localRatio,
                generated.close().toText(),
                generated.copies().toText(),
                real.copies().toText(),
                generated.medianRmse(),
                real.medianRmse());
    }

    /**
     * The nearest pairs as one picture: each generated picture with its nearest training picture on its right, nearest
     * pair first, {@value #PAIR_COLUMNS} / 2 pairs a row.
     */
    public Picture sheet(IntFunction<Picture> generatedPictures, IntFunction<Picture> trainingPictures) {
        Require.that(!closest.isEmpty(), "there are no pairs to show");
        List<Picture> cells = new ArrayList<>();
        for (Pair pair : closest) {
            cells.add(generatedPictures.apply(pair.generated()));
            cells.add(trainingPictures.apply(pair.training()));
        }
        return Pictures.grid(cells, PAIR_COLUMNS, GAP);
    }
}
