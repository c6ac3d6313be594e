package dev.ganvas.image;

import java.util.Arrays;

/**
 * Separable resampling of one axis at a time: Lanczos3 stretched to the coarser grid when reducing (so nothing aliases),
 * Keys' cubic (a = -0.5, IEEE TASSP 29(6), 1981) when enlarging. Plain float arithmetic, hence the same bytes on every
 * machine.
 */
final class Resampling {
    private static final double LANCZOS_LOBES = 3;
    private static final double CUBIC_SUPPORT = 2;

    /** For each output position: its first input position and the weights from there on. */
    private final int[] first;

    private final float[][] weights;

    private Resampling(int[] first, float[][] weights) {
        this.first = first;
        this.weights = weights;
    }

    static Picture resize(Picture picture, int width, int height) {
        Resampling across = of(picture.width(), width);
        Resampling down = of(picture.height(), height);
        int channels = picture.channels();
        byte[] pixels = Opacity.premultiplied(picture);
        float[] rows = channels == Channels.RGB.count()
                ? across.alongRows(pixels, picture.width(), picture.height())
                : across.alongRows(pixels, picture.width(), picture.height(), channels);
        return Opacity.straight(width, height, channels, down.alongColumns(rows, channels * width));
    }

    private static Resampling of(int from, int to) {
        double scale = (double) from / to;
        boolean reducing = scale > 1;
        double stretch = Math.max(scale, 1);
        double support = (reducing ? LANCZOS_LOBES : CUBIC_SUPPORT) * stretch;
        int[] first = new int[to];
        float[][] weights = new float[to][];
        for (int i = 0; i < to; i++) {
            double centre = (i + 0.5) * scale;
            int low = Math.max(0, (int) (centre - support + 0.5));
            int high = Math.min(from, (int) (centre + support + 0.5));
            first[i] = low;
            weights[i] = normalised(low, high, centre, stretch, reducing);
        }
        return new Resampling(first, weights);
    }

    private static float[] normalised(int low, int high, double centre, double stretch, boolean reducing) {
        double[] raw = new double[high - low];
        double sum = 0;
        for (int j = 0; j < raw.length; j++) {
            double distance = Math.abs((low + j + 0.5 - centre) / stretch);
            raw[j] = reducing ? lanczos(distance) : cubic(distance);
            sum += raw[j];
        }
        float[] weights = new float[raw.length];
        for (int j = 0; j < raw.length; j++) {
            weights[j] = (float) (raw[j] / sum);
        }
        return weights;
    }

    private static double lanczos(double x) {
        if (x == 0) {
            return 1;
        }
        if (x >= LANCZOS_LOBES) {
            return 0;
        }
        double a = Math.PI * x;
        return LANCZOS_LOBES * StrictMath.sin(a) * StrictMath.sin(a / LANCZOS_LOBES) / (a * a);
    }

    private static double cubic(double x) {
        if (x < 1) {
            return (1.5 * x - 2.5) * x * x + 1;
        }
        return x < CUBIC_SUPPORT ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : 0;
    }

    /** {@code [height, width, 3]} bytes to {@code [height, to, 3]} values on the 0 to 255 scale, not yet rounded. */
    private float[] alongRows(byte[] rgb, int width, int height) {
        float[] out = new float[Math.multiplyExact(height, 3 * first.length)];
        int at = 0;
        for (int y = 0; y < height; y++) {
            int row = 3 * y * width;
            for (int x = 0; x < first.length; x++) {
                int source = row + 3 * first[x];
                float red = 0;
                float green = 0;
                float blue = 0;
                for (float weight : weights[x]) {
                    red += weight * (rgb[source] & 0xff);
                    green += weight * (rgb[source + 1] & 0xff);
                    blue += weight * (rgb[source + 2] & 0xff);
                    source += 3;
                }
                out[at++] = red;
                out[at++] = green;
                out[at++] = blue;
            }
        }
        return out;
    }

    /** {@code [height, width, channels]} bytes as above; three at a time are worth a loop of their own. */
    private float[] alongRows(byte[] pixels, int width, int height, int channels) {
        float[] out = new float[Math.multiplyExact(height, channels * first.length)];
        int at = 0;
        for (int y = 0; y < height; y++) {
            int row = channels * y * width;
            for (int x = 0; x < first.length; x++) {
                for (int c = 0; c < channels; c++) {
                    int source = row + channels * first[x] + c;
                    float sum = 0;
                    for (float weight : weights[x]) {
                        sum += weight * (pixels[source] & 0xff);
                        source += channels;
                    }
                    out[at++] = sum;
                }
            }
        }
        return out;
    }

    /** {@code [from, rowLength]} values to {@code [to, rowLength]} bytes, rounded and clamped. */
    private byte[] alongColumns(float[] values, int rowLength) {
        byte[] out = new byte[Math.multiplyExact(first.length, rowLength)];
        float[] row = new float[rowLength];
        for (int y = 0; y < first.length; y++) {
            Arrays.fill(row, 0.5f);
            for (int j = 0; j < weights[y].length; j++) {
                float weight = weights[y][j];
                int source = (first[y] + j) * rowLength;
                for (int i = 0; i < rowLength; i++) {
                    row[i] += weight * values[source + i];
                }
            }
            int to = y * rowLength;
            for (int i = 0; i < rowLength; i++) {
                out[to + i] = (byte) Math.max(0, Math.min(255, (int) row[i]));
            }
        }
        return out;
    }
}
