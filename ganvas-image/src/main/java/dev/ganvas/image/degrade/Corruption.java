package dev.ganvas.image.degrade;

import dev.ganvas.error.Require;
import dev.ganvas.image.Picture;
import dev.ganvas.random.RandomStream;
import dev.ganvas.random.Seed;

/** A known damage to a picture, to see how much a distance grows by it. */
public sealed interface Corruption {
    /** What is done, for people: {@code "blur, sigma 1 px"}. */
    String label();

    /** The damaged picture, of the same size; {@code seed} decides what is random in it. */
    Picture apply(Picture picture, Seed seed);

    /**
     * Gaussian blur, cut at four deviations, the edge mirrored (scipy's {@code gaussian_filter}).
     *
     * @param sigma standard deviation in pixels, above 0 and up to 64
     */
    record Blur(double sigma) implements Corruption {
        public Blur {
            Require.that(sigma > 0 && sigma <= 64, "a blur's sigma must lie above 0 and up to 64, not " + sigma);
        }

        @Override
        public String label() {
            return "blur, sigma " + shortNumber(sigma) + " px";
        }

        @Override
        public Picture apply(Picture picture, Seed seed) {
            double[] kernel = kernel();
            int width = picture.width();
            int height = picture.height();
            byte[] rgb = picture.rgb();
            double[] pixels = new double[rgb.length];
            for (int i = 0; i < rgb.length; i++) {
                pixels[i] = rgb[i] & 0xff;
            }
            double[] across = convolve(pixels, kernel, width, 3, height, width * 3);
            return new Picture(width, height, toBytes(convolve(across, kernel, height, width * 3, width, 3)));
        }

        private double[] kernel() {
            int radius = (int) (4 * sigma + 0.5);
            double[] kernel = new double[2 * radius + 1];
            double sum = 0;
            for (int i = -radius; i <= radius; i++) {
                kernel[radius + i] = StrictMath.exp(-0.5 * i * i / (sigma * sigma));
                sum += kernel[radius + i];
            }
            for (int i = 0; i < kernel.length; i++) {
                kernel[i] /= sum;
            }
            return kernel;
        }

        /** Convolves along one axis: {@code length} pixels {@code step} apart, in {@code lines} lines {@code stride} apart. */
        private static double[] convolve(
                double[] pixels, double[] kernel, int length, int step, int lines, int stride) {
            double[] out = new double[pixels.length];
            int radius = kernel.length / 2;
            for (int line = 0; line < lines; line++) {
                for (int i = 0; i < length; i++) {
                    int to = line * stride + i * step;
                    for (int k = -radius; k <= radius; k++) {
                        int from = line * stride + mirror(i + k, length) * step;
                        for (int channel = 0; channel < 3; channel++) {
                            out[to + channel] += kernel[k + radius] * pixels[from + channel];
                        }
                    }
                }
            }
            return out;
        }

        /** Half-sample mirroring, {@code d c b a | a b c d | d c b a}, however far outside. */
        private static int mirror(int i, int length) {
            int folded = Math.floorMod(i, 2 * length);
            return folded < length ? folded : 2 * length - 1 - folded;
        }
    }

    /**
     * Independent Gaussian noise on every channel of every pixel, rounded and clamped.
     *
     * @param sigma standard deviation as a share of the range from black to white, above 0 and up to 1
     */
    record Noise(double sigma) implements Corruption {
        public Noise {
            Require.that(sigma > 0 && sigma <= 1, "a noise's sigma must lie above 0 and up to 1, not " + sigma);
        }

        @Override
        public String label() {
            return "noise, sigma " + shortNumber(sigma) + " of the range";
        }

        @Override
        public Picture apply(Picture picture, Seed seed) {
            RandomStream stream = seed.stream();
            double[] noisy = new double[picture.rgb().length];
            for (int i = 0; i < noisy.length; i++) {
                noisy[i] = (picture.rgb()[i] & 0xff) + 255 * sigma * stream.nextGaussian();
            }
            return new Picture(picture.width(), picture.height(), toBytes(noisy));
        }
    }

    private static byte[] toBytes(double[] pixels) {
        byte[] rgb = new byte[pixels.length];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) Math.round(Math.max(0, Math.min(255, pixels[i])));
        }
        return rgb;
    }

    private static String shortNumber(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
