package dev.ganvas.image.fill;

import dev.ganvas.error.Require;
import dev.ganvas.image.Planes;
import dev.ganvas.image.degrade.FilmGrain;
import dev.ganvas.random.Seed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The grain of a picture, to give a filled hole, or a picture that was cleaned, the grain of its surroundings.
 *
 * @param sigma standard deviation in levels of 255, 0 to 255
 * @param size sigma in pixels of the low-pass that white noise would have gone through, 0 to {@value #MAX_SIZE}
 */
public record Grain(double sigma, double size) {
    /** Coarser grain is not told from the picture itself. */
    public static final double MAX_SIZE = 3;

    private static final int BLOCK = 16;

    /** Of all blocks the flattest show grain alone; the very flattest may be clipped. */
    private static final double FLATTEST = 0.02;

    private static final double FLAT = 0.2;

    /** With fewer blocks a smaller part of them is looked at: most of a small picture's hold edges, which are no grain. */
    private static final int ENOUGH = 100;

    public Grain {
        Require.within(sigma, 0, 255, "sigma");
        Require.within(size, 0, MAX_SIZE, "size of grain");
    }

    /**
     * What the flattest blocks of a picture show. It also takes fine texture for grain where a picture is flat nowhere.
     *
     * @param picture at least 16 x 16
     * @param mask {@code [1, H, W]}, above 0 where not to look
     */
    public static Grain of(Planes picture, Planes mask) {
        Require.that(
                mask.channels() == 1 && mask.width() == picture.width() && mask.height() == picture.height(),
                "the mask must be of one channel and as large as the picture");
        List<Block> blocks = new ArrayList<>();
        for (int top = 0; top + BLOCK <= picture.height(); top += BLOCK) {
            for (int left = 0; left + BLOCK <= picture.width(); left += BLOCK) {
                if (known(mask, top, left)) {
                    blocks.add(Block.of(picture, top, left));
                }
            }
        }
        if (blocks.isEmpty()) {
            return new Grain(0, 0);
        }
        blocks.sort(Comparator.comparingDouble(Block::variance));
        int from = (int) (FLATTEST * blocks.size());
        double part = FLAT * Math.min(1, (double) blocks.size() / ENOUGH);
        List<Block> flat = blocks.subList(from, Math.max(from + 1, (int) (part * blocks.size())));
        double variance = flat.stream().mapToDouble(Block::variance).average().orElse(0);
        double covariance =
                flat.stream().mapToDouble(Block::covariance).average().orElse(0);
        double sigma = Math.min(255, 255 * Math.sqrt(variance));
        return new Grain(sigma, variance == 0 ? 0 : sizeOf(covariance / variance));
    }

    private static boolean known(Planes mask, int top, int left) {
        for (int i = 0; i < BLOCK * BLOCK; i++) {
            if (mask.value(0, top + i / BLOCK, left + i % BLOCK) > 0) {
                return false;
            }
        }
        return true;
    }

    /** Neighbours of white noise through a Gaussian of sigma s correlate by exp(-1 / (4 s^2)). */
    private static double sizeOf(double correlation) {
        // Chance correlates neighbours by as much; s would be 0.3, which changes next to nothing.
        return correlation < 0.06 ? 0 : Math.min(MAX_SIZE, Math.sqrt(-0.25 / Math.log(Math.min(0.99, correlation))));
    }

    /**
     * Adds such grain where the weights say, the same to all channels.
     *
     * @param weights {@code [1, H, W]} from 0 to 1; where they are 0 the picture stays as it is, to the bit
     */
    public Planes addTo(Planes picture, Planes weights, Seed seed) {
        Require.that(
                weights.channels() == 1 && weights.width() == picture.width() && weights.height() == picture.height(),
                "grain needs weights of one channel and as large as the picture");
        Planes grain = FilmGrain.grain(picture.width(), picture.height(), 1, size, seed);
        Planes grained = Planes.black(picture.width(), picture.height(), picture.channels());
        for (int i = 0; i < grained.values().length; i++) {
            int pixel = i % picture.area();
            float strength = (float) (sigma / 255) * weights.values()[pixel];
            float value = picture.values()[i];
            grained.values()[i] = strength == 0 ? value : value + strength * grain.values()[pixel];
        }
        return grained;
    }

    /**
     * What is left of a block, averaged over channels, when a plane through it is taken away.
     *
     * @param variance of a pixel
     * @param covariance of neighbours
     */
    private record Block(double variance, double covariance) {
        static Block of(Planes picture, int top, int left) {
            double[] values = new double[BLOCK * BLOCK];
            double middle = (BLOCK - 1) / 2.0;
            double mean = 0;
            double across = 0;
            double down = 0;
            double spread = 0;
            for (int i = 0; i < values.length; i++) {
                for (int channel = 0; channel < picture.channels(); channel++) {
                    values[i] += picture.value(channel, top + i / BLOCK, left + i % BLOCK) / picture.channels();
                }
                mean += values[i] / values.length;
                across += values[i] * (i % BLOCK - middle);
                down += values[i] * (i / BLOCK - middle);
                spread += (i % BLOCK - middle) * (i % BLOCK - middle);
            }
            double variance = 0;
            double covariance = 0;
            for (int i = 0; i < values.length; i++) {
                values[i] -= mean + across / spread * (i % BLOCK - middle) + down / spread * (i / BLOCK - middle);
                variance += values[i] * values[i] / values.length;
                covariance += i % BLOCK == 0 ? 0 : values[i] * values[i - 1] / (BLOCK * (BLOCK - 1));
            }
            return new Block(variance, covariance);
        }
    }
}
