package dev.ganvas.data;

import dev.ganvas.error.Require;
import dev.ganvas.random.RandomStream;

/**
 * Random changes that leave what a picture shows as it is. All are drawn from a stream, so that a continued run sees the
 * same ones.
 *
 * <p>It works on bytes and has no gradient. What a GAN's discriminator sees is changed by another class,
 * {@code DifferentiableAugmentation} in {@code generate}, real and generated pictures alike.
 *
 * @param shift largest shift in both directions, as a share of the side; what comes in is grey
 * @param smallestCrop smallest area of a crop that is enlarged to the full picture, as a share; 1 for none
 * @param colour strength of changes of brightness, contrast and saturation, 0 to 1
 * @param greyShare share of pictures that lose their colours
 * @param mirrored whether left and right may be exchanged
 */
public record Augmentation(double shift, double smallestCrop, double colour, double greyShare, boolean mirrored) {
    private static final int GREY = 128;

    public Augmentation {
        Require.within(shift, 0, 1, "shift");
        Require.within(smallestCrop, 0.01, 1, "smallest crop");
        Require.within(colour, 0, 1, "colour");
        Require.within(greyShare, 0, 1, "grey share");
    }

    /** Mirrors half the pictures and leaves them as they are otherwise. */
    public static Augmentation mirroring() {
        return new Augmentation(0, 1, 0, 0, true);
    }

    /** What recognisers are trained with: a shift of an eighth, mirrored when that keeps the class. */
    public static Augmentation shifted(boolean mirrored) {
        return new Augmentation(0.125, 1, 0, 0, mirrored);
    }

    /** Two of these of one picture are what learning without labels compares (Chen et al., 2020, for small pictures). */
    public static Augmentation view(boolean mirrored) {
        return new Augmentation(0, 0.25, 0.4, 0.2, mirrored);
    }

    /**
     * Changes one picture.
     *
     * @param pixels of {@code shape}, which is RGB when colours are to be changed
     * @param into receives as many from {@code offset} on
     */
    public void apply(byte[] pixels, PixelShape shape, RandomStream random, byte[] into, int offset) {
        double area = smallestCrop < 1 ? random.nextDouble(smallestCrop, 1) : 1;
        double share = Math.sqrt(area);
        int width = shape.width();
        int height = shape.height();
        int channels = shape.channels();
        double visibleWidth = width * share;
        double visibleHeight = height * share;
        // Whole pixels when nothing is enlarged, so that a shift stays sharp.
        double left =
                (width - visibleWidth) * random.nextDouble() + Math.rint(shift * width * random.nextDouble(-1, 1));
        double top =
                (height - visibleHeight) * random.nextDouble() + Math.rint(shift * height * random.nextDouble(-1, 1));
        boolean mirror = mirrored && random.nextBoolean();
        double across = visibleWidth / width;
        double down = visibleHeight / height;
        for (int y = 0; y < height; y++) {
            double sy = top + (y + 0.5) * down - 0.5;
            for (int x = 0; x < width; x++) {
                double sx = left + ((mirror ? width - 1 - x : x) + 0.5) * across - 0.5;
                for (int c = 0; c < channels; c++) {
                    into[offset + (y * width + x) * channels + c] = (byte) Math.round(sample(pixels, shape, sx, sy, c));
                }
            }
        }
        recolour(random, into, offset, shape);
    }

    private static double sample(byte[] pixels, PixelShape shape, double x, double y, int c) {
        int x0 = (int) Math.floor(x);
        int y0 = (int) Math.floor(y);
        double fx = x - x0;
        double fy = y - y0;
        double upper = at(pixels, shape, x0, y0, c) * (1 - fx) + (fx == 0 ? 0 : at(pixels, shape, x0 + 1, y0, c) * fx);
        if (fy == 0) {
            return upper;
        }
        double lower =
                at(pixels, shape, x0, y0 + 1, c) * (1 - fx) + (fx == 0 ? 0 : at(pixels, shape, x0 + 1, y0 + 1, c) * fx);
        return upper * (1 - fy) + lower * fy;
    }

    private static int at(byte[] pixels, PixelShape shape, int x, int y, int c) {
        return x < 0 || y < 0 || x >= shape.width() || y >= shape.height()
                ? GREY
                : pixels[(y * shape.width() + x) * shape.channels() + c] & 0xff;
    }

    private void recolour(RandomStream random, byte[] pixels, int offset, PixelShape shape) {
        if (colour == 0 && greyShare == 0) {
            return;
        }
        Require.that(shape.channels() == 3, "only colours can be changed");
        int count = shape.width() * shape.height();
        double brightness = 1 + colour * random.nextDouble(-1, 1);
        double contrast = 1 + colour * random.nextDouble(-1, 1);
        double saturation = random.nextDouble() < greyShare ? 0 : 1 + colour * random.nextDouble(-1, 1);
        double mean = 0;
        for (int i = 0; i < 3 * count; i++) {
            mean += pixels[offset + i] & 0xff;
        }
        mean /= 3.0 * count;
        for (int i = 0; i < count; i++) {
            int at = offset + 3 * i;
            double grey = ((pixels[at] & 0xff) + (pixels[at + 1] & 0xff) + (pixels[at + 2] & 0xff)) / 3.0;
            for (int c = 0; c < 3; c++) {
                double value = grey + saturation * ((pixels[at + c] & 0xff) - grey);
                value = (mean + contrast * (value - mean)) * brightness;
                pixels[at + c] = (byte) Math.max(0, Math.min(255, Math.round(value)));
            }
        }
    }
}
