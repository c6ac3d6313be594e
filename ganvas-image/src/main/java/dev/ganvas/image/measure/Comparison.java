package dev.ganvas.image.measure;

import dev.ganvas.error.Require;
import dev.ganvas.image.Planes;
import dev.ganvas.image.Rows;
import dev.ganvas.image.colour.Luma;

/**
 * What two pictures are compared on. Figures with different ones must never stand in one table: on luma they are 1 to 2 dB
 * higher than on colours.
 *
 * @param colour what stands for a pixel
 * @param border pixels at each edge that are left out, 0 or more
 */
public record Comparison(Colour colour, int border) {
    /** What stands for a pixel. */
    public enum Colour {
        /** Each channel by itself; what denoising and deblurring are measured on. */
        CHANNELS,
        /**
         * Y' of BT.601 in studio swing, not rounded, which MATLAB's {@code rgb2ycbcr} gives; what super-resolution is
         * measured on. A picture of one channel is taken as luma already. Grey in three equal channels gives 1.3 dB more than
         * in one, because it is squeezed to 219 levels; published figures differ in this, too.
         */
        LUMA
    }

    public Comparison {
        Require.that(border >= 0, "border must not be negative, but is " + border);
    }

    /** All channels and pixels, as for denoising. */
    public static Comparison whole() {
        return new Comparison(Colour.CHANNELS, 0);
    }

    /** Luma without as many pixels at each edge as the scale, as for super-resolution. */
    public static Comparison superResolution(int scale) {
        return new Comparison(Colour.LUMA, Require.positive(scale, "scale"));
    }

    /** What is compared of one picture after rounding to 8 bits. */
    Levels of(Planes picture) {
        Require.that(
                picture.width() > 2L * border && picture.height() > 2L * border,
                "a picture of " + picture.width() + "x" + picture.height() + " has nothing within a border of "
                        + border);
        Planes inside = border == 0
                ? picture.inEightBits()
                : picture.crop(border, border, picture.width() - 2 * border, picture.height() - 2 * border)
                        .inEightBits();
        boolean luma = colour == Colour.LUMA && inside.channels() != 1;
        return new Levels(inside.width(), inside.height(), luma ? luma(inside) : times255(inside));
    }

    static void sameSize(Planes wanted, Planes found) {
        Require.that(
                wanted.width() == found.width()
                        && wanted.height() == found.height()
                        && wanted.channels() == found.channels(),
                "only pictures of one size can be compared, not " + size(wanted) + " with " + size(found));
    }

    private static String size(Planes planes) {
        return planes.width() + "x" + planes.height() + "x" + planes.channels();
    }

    private static double[] times255(Planes planes) {
        double[] levels = new double[planes.values().length];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = Math.rint(255.0 * planes.values()[i]);
        }
        return levels;
    }

    private static double[] luma(Planes planes) {
        Require.that(planes.channels() == 3, "luma needs 1 or 3 channels, not " + planes.channels());
        int area = planes.area();
        int width = planes.width();
        double[] levels = new double[area];
        float[] values = planes.values();
        Rows.each(planes.height(), width, y -> {
            for (int i = y * width; i < (y + 1) * width; i++) {
                levels[i] = Luma.studio(level(values[i]), level(values[area + i]), level(values[2 * area + i]));
            }
        });
        return levels;
    }

    /** The multiple of 1/255 that a float is nearest to, in full precision. */
    private static double level(float value) {
        return Math.rint(255.0 * value) / 255;
    }

    /**
     * Numbers to compare.
     *
     * @param values channels of {@code height * width}, on the scale of 0 to 255
     */
    record Levels(int width, int height, double[] values) {
        int area() {
            return width * height;
        }

        int channels() {
            return values.length / area();
        }
    }
}
