package dev.ganvas.explain.saliency;

import dev.ganvas.image.GaussianFilter;
import dev.ganvas.image.Picture;
import dev.ganvas.image.Planes;
import java.util.Arrays;

/** What stands in a picture where something was taken out of it. */
final class Baseline {
    /** Sides that the blur's deviation goes into: enough that small things are gone. */
    private static final double BLURS_A_SIDE = 8;

    private Baseline() {}

    /** The picture's mean colour everywhere. */
    static Picture meanColour(Picture picture) {
        byte[] pixels = picture.rgb();
        long[] sums = new long[3];
        for (int i = 0; i < pixels.length; i++) {
            sums[i % 3] += pixels[i] & 0xff;
        }
        byte[] plain = new byte[pixels.length];
        int area = pixels.length / 3;
        for (int i = 0; i < plain.length; i++) {
            plain[i] = (byte) Math.round((double) sums[i % 3] / area);
        }
        return new Picture(picture.width(), picture.height(), plain);
    }

    /** The picture so blurred that only its large colours are left. */
    static Picture blurred(Picture picture) {
        double sigma = Math.min(GaussianFilter.MAX_SIGMA, Math.min(picture.width(), picture.height()) / BLURS_A_SIDE);
        return GaussianFilter.apply(Planes.of(picture.toRgb()), sigma).toPicture();
    }

    /**
     * A mixture of two pictures of one size.
     *
     * @param kept of each pixel the proportion of {@code picture}, 0 to 1; the rest is {@code other}
     */
    static Picture mixed(Picture picture, Picture other, float[] kept) {
        byte[] a = picture.rgb();
        byte[] b = other.rgb();
        byte[] mixture = new byte[a.length];
        for (int i = 0; i < mixture.length; i++) {
            float keep = kept[i / 3];
            mixture[i] = (byte) Math.round(keep * (a[i] & 0xff) + (1 - keep) * (b[i] & 0xff));
        }
        return new Picture(picture.width(), picture.height(), mixture);
    }

    /** {@code from}, with the first {@code end} pixels of {@code order} taken from {@code into}. */
    static Picture replaced(Picture from, Picture into, int[] order, int end) {
        byte[] pixels = Arrays.copyOf(from.rgb(), from.rgb().length);
        byte[] others = into.rgb();
        for (int i = 0; i < end; i++) {
            System.arraycopy(others, 3 * order[i], pixels, 3 * order[i], 3);
        }
        return new Picture(from.width(), from.height(), pixels);
    }
}
