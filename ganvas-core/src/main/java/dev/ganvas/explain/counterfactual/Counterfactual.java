package dev.ganvas.explain.counterfactual;

import dev.ganvas.generate.Latent;
import dev.ganvas.generate.latent.LatentInversion.Projection;
import dev.ganvas.image.Picture;
import dev.ganvas.image.Pictures;
import java.util.Locale;

/**
 * A picture that a generator drew near a given one, and that the classifier takes for another class. What it shows is the
 * generator's own picture, changed; how far this stands for the given one, {@link #trust} says.
 *
 * @param projection the generator's picture nearest to the given one
 * @param givenLabel what the classifier takes the given picture for
 * @param projectedLabel what the classifier takes the generator's picture for
 * @param label the class looked for
 * @param latent the changed point
 * @param changed its picture
 * @param probability of {@code label} for it
 */
public record Counterfactual(
        Projection projection,
        int givenLabel,
        int projectedLabel,
        int label,
        Latent latent,
        Picture changed,
        double probability) {
    /** A probability above that is an answer. */
    static final double REACHED = 0.5;

    /** Up to these differences in levels of 255, the generator's picture is like the given one, or at least alike; chosen by comparing pairs. */
    private static final double GOOD = 20;

    private static final double FAIR = 40;
    private static final int GREY = 128;

    /** How far the generator's picture stands for the given one. */
    public enum Trust {
        GOOD("the generator draws the picture well"),
        FAIR("the generator draws the picture roughly"),
        POOR("the generator cannot draw this picture: what follows tells of its own picture, not of yours");

        private final String words;

        Trust(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /** Whether the class did change. */
    public boolean reached() {
        return probability >= REACHED;
    }

    /** How good the projection is: by its pixels, and poor in any case when the classifier takes it for another class. */
    public Trust trust() {
        if (projectedLabel != givenLabel || projection.pixelError() > FAIR) {
            return Trust.POOR;
        }
        return projection.pixelError() > GOOD ? Trust.FAIR : Trust.GOOD;
    }

    /** How far the changed picture is from the projected one: root mean squared difference of pixels, in levels of 0 to 255. */
    public double change() {
        return Pictures.rootMeanSquaredError(changed, projection.picture());
    }

    /** What became lighter or darker, around middle grey, one and a half times as strong as it is. */
    public Picture difference() {
        byte[] before = projection.picture().rgb();
        byte[] after = changed.rgb();
        byte[] difference = new byte[before.length];
        for (int i = 0; i < difference.length; i++) {
            int value = GREY + 3 * ((after[i] & 0xff) - (before[i] & 0xff)) / 2;
            difference[i] = (byte) Math.max(0, Math.min(255, value));
        }
        return new Picture(changed.width(), changed.height(), difference);
    }

    /** The quality of the projection in words. */
    public String quality() {
        return String.format(
                Locale.ROOT,
                "%s (pixels differ by %.1f of 255; %s)",
                trust().words(),
                projection.pixelError(),
                projectedLabel == givenLabel
                        ? "the classifier takes both for the same"
                        : "the classifier takes it for something else");
    }
}
