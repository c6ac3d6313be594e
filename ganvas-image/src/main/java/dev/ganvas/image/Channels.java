package dev.ganvas.image;

import dev.ganvas.error.UsageException;
import java.util.Locale;

/** What a pixel consists of. */
public enum Channels {
    /** One value, sRGB grey. */
    GREY(1),
    /** Red, green and blue. */
    RGB(3),
    /** Red, green, blue and opacity. */
    RGBA(4);

    static final int OPAQUE = 255;

    /** Rec. 601's weights of red, green and blue, in thousandths: what 8-bit converters use. */
    private static final int[] LUMA = {299, 587, 114};

    private final int count;

    Channels(int count) {
        this.count = count;
    }

    /** Values a pixel: 1, 3 or 4. */
    public int count() {
        return count;
    }

    /** The channels of so many values a pixel. */
    public static Channels of(int count) {
        return switch (count) {
            case 1 -> GREY;
            case 3 -> RGB;
            case 4 -> RGBA;
            default -> throw new UsageException("a picture has 1, 3 or 4 channels, not " + count);
        };
    }

    /** Reads {@code grey}, {@code rgb} or {@code rgba}. */
    public static Channels parse(String name) {
        for (Channels channels : values()) {
            if (channels.toString().equals(name)) {
                return channels;
            }
        }
        throw new UsageException("channels must be grey, rgb or rgba, not " + name);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** A picture in these channels: colours as their luma in grey, what is transparent on white where there is no opacity. */
    public Picture of(Picture picture) {
        if (picture.channels() == count) {
            return picture;
        }
        byte[] from = picture.pixels();
        byte[] to = new byte[Math.multiplyExact(picture.width() * picture.height(), count)];
        int values = picture.channels();
        for (int i = 0, at = 0; at < from.length; i += count, at += values) {
            int opacity = values == 4 ? from[at + 3] & 0xff : OPAQUE;
            int blue = values == 1 ? 0 : 2;
            int red = onWhite(from[at] & 0xff, opacity);
            int green = onWhite(from[at + blue / 2] & 0xff, opacity);
            put(to, i, red, green, onWhite(from[at + blue] & 0xff, opacity));
        }
        return new Picture(picture.width(), picture.height(), count, to);
    }

    private void put(byte[] to, int at, int red, int green, int blue) {
        if (this == GREY) {
            to[at] = (byte) ((LUMA[0] * red + LUMA[1] * green + LUMA[2] * blue + 500) / 1000);
            return;
        }
        to[at] = (byte) red;
        to[at + 1] = (byte) green;
        to[at + 2] = (byte) blue;
        if (this == RGBA) {
            to[at + 3] = (byte) OPAQUE;
        }
    }

    /** A value of 0 to 255 where white shines through. */
    static int onWhite(int value, int opacity) {
        return (value * opacity + 255 * (255 - opacity) + 127) / 255;
    }
}
