package dev.ganvas.image.tone;

import dev.ganvas.error.Require;
import dev.ganvas.image.Planes;

/**
 * A small copy of a picture that is gathered from its rows as they come: each of its pixels is the mean of a rectangle. What a network
 * looks at that judges a picture as a whole.
 */
public final class SmallCopy {
    /** Pixels of the longer side, at most, however long and narrow the picture is. */
    private static final int LONGEST = 1024;

    private final int width;
    private final int height;
    private final int channels;
    private final int smallWidth;
    private final int smallHeight;
    private final double[] sums;
    private final long[] counts;
    private int seen;

    /**
     * Begins a copy.
     *
     * @param width pixels of the picture
     * @param height pixels of the picture
     * @param channels of the picture
     * @param shorterSide pixels of the copy, at most; a picture with a shorter side keeps that
     */
    public SmallCopy(int width, int height, int channels, int shorterSide) {
        this.width = Require.positive(width, "width");
        this.height = Require.positive(height, "height");
        this.channels = Require.positive(channels, "channels");
        double factor = Math.min(1, (double) Require.positive(shorterSide, "shorter side") / Math.min(width, height));
        this.smallWidth = side(width, factor);
        this.smallHeight = side(height, factor);
        this.sums = new double[channels * smallWidth * smallHeight];
        this.counts = new long[smallWidth * smallHeight];
    }

    private static int side(int whole, double factor) {
        return (int) Math.max(1, Math.min(Math.min(whole, LONGEST), Math.round(whole * factor)));
    }

    /** The copy of a picture at once. */
    public static Planes of(Planes picture, int shorterSide) {
        SmallCopy copy = new SmallCopy(picture.width(), picture.height(), picture.channels(), shorterSide);
        copy.add(picture);
        return copy.planes();
    }

    /** Takes the next rows of the picture. */
    public void add(Planes rows) {
        Require.that(
                rows.width() == width && rows.channels() == channels && rows.height() <= height - seen,
                "rows of " + rows.width() + "x" + rows.height() + " do not go on a picture of " + width + "x" + height);
        int small = smallWidth * smallHeight;
        for (int y = 0; y < rows.height(); y++, seen++) {
            int row = (int) ((long) seen * smallHeight / height) * smallWidth;
            for (int x = 0; x < width; x++) {
                int place = row + (int) ((long) x * smallWidth / width);
                counts[place]++;
                for (int channel = 0; channel < channels; channel++) {
                    sums[channel * small + place] += rows.values()[(channel * rows.height() + y) * width + x];
                }
            }
        }
    }

    /** The copy, when all rows were taken. */
    public Planes planes() {
        Require.that(seen == height, "only " + seen + " of " + height + " rows were taken");
        Planes planes = Planes.black(smallWidth, smallHeight, channels);
        for (int i = 0; i < sums.length; i++) {
            planes.values()[i] = (float) (sums[i] / counts[i % counts.length]);
        }
        return planes;
    }
}
