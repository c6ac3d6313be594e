package dev.ganvas.image;

/**
 * Between colours as they are and colours multiplied by opacity, as compositing has them (Porter and Duff, "Compositing
 * digital images", 1984). Whatever averages neighbouring pixels has to do so on the latter, or the invisible colours of
 * transparent pixels bleed into edges.
 */
public final class Opacity {
    private static final int VALUES = Channels.RGBA.count();
    private static final int FULL = Channels.OPAQUE;

    private Opacity() {}

    /** Whether some pixel is not opaque. */
    public static boolean isNeeded(Picture picture) {
        if (picture.channels() != VALUES) {
            return false;
        }
        byte[] pixels = picture.pixels();
        for (int i = VALUES - 1; i < pixels.length; i += VALUES) {
            if (pixels[i] != (byte) FULL) {
                return true;
            }
        }
        return false;
    }

    /** A picture's pixels with colours multiplied by opacity; without a channel for it, the pixels themselves. */
    public static byte[] premultiplied(Picture picture) {
        if (picture.channels() != VALUES) {
            return picture.pixels();
        }
        byte[] pixels = picture.pixels().clone();
        for (int i = 0; i < pixels.length; i += VALUES) {
            int opacity = pixels[i + 3] & 0xff;
            for (int c = i; c < i + 3; c++) {
                pixels[c] = (byte) (((pixels[c] & 0xff) * opacity + FULL / 2) / FULL);
            }
        }
        return pixels;
    }

    /**
     * The picture whose colours were multiplied by opacity. Colours above their opacity, which no such picture has but a
     * network may draw, are cut off. Where nothing is seen, the colour is that of the pixels around, for viewers that average
     * neighbours as they are; where nothing is around either, black.
     *
     * @param pixels as {@link #premultiplied} gives them; taken over
     */
    public static Picture straight(int width, int height, int channels, byte[] pixels) {
        Picture picture = new Picture(width, height, channels, pixels);
        if (channels != VALUES) {
            return picture;
        }
        for (int i = 0; i < pixels.length; i += VALUES) {
            int opacity = pixels[i + 3] & 0xff;
            for (int c = i; c < i + 3; c++) {
                int value = pixels[c] & 0xff;
                pixels[c] = (byte) (opacity == 0 ? 0 : Math.min(FULL, (value * FULL + opacity / 2) / opacity));
            }
        }
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                if (pixels[VALUES * (y * width + x) + 3] == 0) {
                    takeColourOfNeighbours(picture, x, y);
                }
            }
        }
        return picture;
    }

    private static void takeColourOfNeighbours(Picture picture, int x, int y) {
        byte[] pixels = picture.pixels();
        int[] sums = new int[3];
        int weight = 0;
        for (int ny = Math.max(0, y - 1); ny <= Math.min(picture.height() - 1, y + 1); ny++) {
            for (int nx = Math.max(0, x - 1); nx <= Math.min(picture.width() - 1, x + 1); nx++) {
                int at = VALUES * (ny * picture.width() + nx);
                int opacity = pixels[at + 3] & 0xff;
                weight += opacity;
                for (int c = 0; c < 3; c++) {
                    sums[c] += opacity * (pixels[at + c] & 0xff);
                }
            }
        }
        for (int c = 0; c < 3 && weight > 0; c++) {
            pixels[VALUES * (y * picture.width() + x) + c] = (byte) ((sums[c] + weight / 2) / weight);
        }
    }
}
