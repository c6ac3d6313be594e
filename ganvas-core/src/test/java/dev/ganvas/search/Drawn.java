package dev.ganvas.search;

import dev.ganvas.image.Picture;
import dev.ganvas.random.RandomStream;
import dev.ganvas.random.Seed;
import java.util.Arrays;

/** Made-up vectors and pictures. */
final class Drawn {
    static final IndexedPicture.Stamp STAMP = new IndexedPicture.Stamp(1, 2);

    private Drawn() {}

    static float[] vector(long seed) {
        RandomStream random = Seed.of(seed).stream();
        float[] vector = new float[FixedExtractor.DIMENSION];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        return vector;
    }

    static IndexedPicture picture(String id, long seed) {
        return new IndexedPicture(id, STAMP, new IndexedPicture.Look(seed, seed, seed), vector(seed));
    }

    /** Smooth waves, whose hash is stable. */
    static Picture waves(long seed, int width, int height) {
        RandomStream random = Seed.of(seed).stream();
        double[] numbers = new double[36];
        Arrays.setAll(numbers, i -> random.nextGaussian());
        byte[] rgb = new byte[3 * width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double value = 0;
                for (int u = 0; u < 6; u++) {
                    for (int v = 0; v < 6; v++) {
                        value += numbers[6 * u + v]
                                * Math.cos(Math.PI * u * (x + 0.5) / width)
                                * Math.cos(Math.PI * v * (y + 0.5) / height);
                    }
                }
                Arrays.fill(rgb, 3 * (y * width + x), 3 * (y * width + x) + 3, (byte)
                        Math.max(0, Math.min(255, 128 + 20 * value)));
            }
        }
        return new Picture(width, height, rgb);
    }
}
