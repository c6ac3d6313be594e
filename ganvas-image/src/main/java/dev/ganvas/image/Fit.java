package dev.ganvas.image;

import dev.ganvas.error.UsageException;
import java.util.Locale;

/** How a picture comes to a width and height whose proportions it does not have. */
public enum Fit {
    /** The largest centred part of these proportions is kept. */
    CROP,
    /** All of it is kept, with a margin on two sides: transparent where there is opacity, else the mean colour of its rim. */
    PAD,
    /** All of it is kept, stretched. */
    STRETCH;

    /** Reads {@code crop}, {@code pad} or {@code stretch}. */
    public static Fit parse(String name) {
        for (Fit fit : values()) {
            if (fit.toString().equals(name)) {
                return fit;
            }
        }
        throw new UsageException("fit must be crop, pad or stretch, not " + name);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The picture at this size, resampled as {@link Pictures#resize} does. */
    public Picture apply(Picture picture, PictureSize size) {
        return switch (this) {
            case CROP -> Pictures.resize(cropped(picture, size), size.width(), size.height());
            case PAD -> padded(picture, size);
            case STRETCH -> Pictures.resize(picture, size.width(), size.height());
        };
    }

    private static Picture cropped(Picture picture, PictureSize size) {
        int width = Math.min(picture.width(), scaled(picture.height(), size.width(), size.height()));
        int height = Math.min(picture.height(), scaled(picture.width(), size.height(), size.width()));
        if (picture.width() == width && picture.height() == height) {
            return picture;
        }
        Picture part = blank(width, height, picture.channels());
        copy(picture, (picture.width() - width) / 2, (picture.height() - height) / 2, part, 0, 0);
        return part;
    }

    private static Picture padded(Picture picture, PictureSize size) {
        int width = Math.min(size.width(), scaled(size.height(), picture.width(), picture.height()));
        int height = Math.min(size.height(), scaled(size.width(), picture.height(), picture.width()));
        Picture whole = Pictures.resize(picture, width, height);
        if (width == size.width() && height == size.height()) {
            return whole;
        }
        Picture padded = blank(size.width(), size.height(), picture.channels());
        if (picture.channels() != Channels.RGBA.count()) {
            fill(padded, meanOfRim(whole));
        }
        copy(whole, 0, 0, padded, (size.width() - width) / 2, (size.height() - height) / 2);
        return padded;
    }

    private static int scaled(int length, int by, int over) {
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, ((long) length * by + over / 2) / over));
    }

    private static Picture blank(int width, int height, int channels) {
        return new Picture(
                width, height, channels, new byte[Math.multiplyExact(Math.multiplyExact(width, height), channels)]);
    }

    /** Copies as much as the smaller of both holds. */
    private static void copy(Picture from, int left, int top, Picture to, int toLeft, int toTop) {
        int channels = from.channels();
        int row = channels * Math.min(from.width(), to.width());
        for (int y = 0; y < Math.min(from.height(), to.height()); y++) {
            System.arraycopy(
                    from.pixels(),
                    channels * ((top + y) * from.width() + left),
                    to.pixels(),
                    channels * ((toTop + y) * to.width() + toLeft),
                    row);
        }
    }

    private static byte[] meanOfRim(Picture picture) {
        int channels = picture.channels();
        long[] sums = new long[channels];
        int count = 0;
        for (int y = 0; y < picture.height(); y++) {
            boolean edge = y == 0 || y == picture.height() - 1;
            int step = edge ? 1 : Math.max(1, picture.width() - 1);
            for (int x = 0; x < picture.width(); x += step) {
                for (int c = 0; c < channels; c++) {
                    sums[c] += picture.pixels()[channels * (y * picture.width() + x) + c] & 0xff;
                }
                count++;
            }
        }
        byte[] mean = new byte[channels];
        for (int c = 0; c < channels; c++) {
            mean[c] = (byte) ((sums[c] + count / 2) / count);
        }
        return mean;
    }

    private static void fill(Picture picture, byte[] colour) {
        for (int i = 0; i < picture.pixels().length; i++) {
            picture.pixels()[i] = colour[i % colour.length];
        }
    }
}
