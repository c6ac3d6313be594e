package dev.ganvas.repair.learn;

import dev.ganvas.image.Planes;

/**
 * Peak signal-to-noise ratio as restoration states it, of pictures rounded to 8 bits.
 *
 * @param luma whether on luma alone (ITU-R BT.601 in 16 to 235, not rounded), as super-resolution does; else on all channels
 * @param border pixels left out on each side
 */
record Fidelity(boolean luma, int border) {
    private static final double WHITE = 255;

    /** Stands for pictures that are the same; a dB value that no other pair of 8-bit pictures of usual sizes reaches. */
    private static final double SAME = 100;

    /** In dB; {@value #SAME} for equal pictures. */
    double psnr(Planes restored, Planes clean) {
        double sum = 0;
        int channels = luma ? 1 : clean.channels();
        for (int channel = 0; channel < channels; channel++) {
            for (int y = border; y < clean.height() - border; y++) {
                for (int x = border; x < clean.width() - border; x++) {
                    double difference = level(restored, channel, y, x) - level(clean, channel, y, x);
                    sum += difference * difference;
                }
            }
        }
        double count = (double) channels * (clean.height() - 2 * border) * (clean.width() - 2 * border);
        return sum == 0 ? SAME : 10 * Math.log10(WHITE * WHITE * count / sum);
    }

    private double level(Planes planes, int channel, int y, int x) {
        return luma
                ? 16
                        + (65.481 * rounded(planes.value(0, y, x))
                                        + 128.553 * rounded(planes.value(1, y, x))
                                        + 24.966 * rounded(planes.value(2, y, x)))
                                / WHITE
                : rounded(planes.value(channel, y, x));
    }

    private static double rounded(float value) {
        return Math.max(0, Math.min(WHITE, Math.rint(WHITE * value)));
    }
}
