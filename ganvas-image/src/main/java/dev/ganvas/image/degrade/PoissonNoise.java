package dev.ganvas.image.degrade;

import dev.ganvas.image.Planes;
import dev.ganvas.image.Rows;
import dev.ganvas.image.colour.Luma;
import dev.ganvas.random.RandomStream;
import dev.ganvas.random.Seed;
import java.util.BitSet;
import java.util.Objects;

/**
 * Shot noise: each pixel is a Poisson count whose mean is its brightness times the number of levels the picture uses, raised to
 * a power of two (Wang et al., "Real-ESRGAN", ICCV workshops 2021). Not clamped.
 *
 * @param scale by which the noise is multiplied, 0 to 10; drawn for each picture
 * @param grey whether all channels of a pixel get the noise of their luma
 */
public record PoissonNoise(Span scale, boolean grey) implements Degradation {
    private static final int LEVELS = 255;

    public PoissonNoise {
        Objects.requireNonNull(scale, "scale").within(0, 10, "scale of shot noise");
    }

    @Override
    public String label() {
        return (grey ? "grey shot noise, scale " : "shot noise, scale ") + scale;
    }

    @Override
    public Planes apply(Planes clean, Seed seed) {
        double strength = scale.draw(seed.child("scale").stream());
        boolean ofLuma = grey && clean.channels() == 3;
        Planes light = ofLuma ? luma(clean) : clean;
        int counts = counts(light);
        int width = clean.width();
        int height = clean.height();
        Planes noisy = Planes.black(width, height, clean.channels());
        Rows.each(height * clean.channels(), 16 * width, row -> {
            int lightRow = ofLuma ? row % height : row;
            RandomStream stream = seed.child(lightRow).stream();
            for (int x = 0; x < width; x++) {
                double value = Math.max(0, Math.min(1, light.values()[lightRow * width + x]));
                double noise = (double) PoissonSampler.draw(value * counts, stream) / counts - value;
                noisy.values()[row * width + x] = (float) (clean.values()[row * width + x] + strength * noise);
            }
        });
        return noisy;
    }

    private static Planes luma(Planes rgb) {
        Planes luma = Planes.black(rgb.width(), rgb.height(), 1);
        int area = rgb.area();
        for (int i = 0; i < area; i++) {
            luma.values()[i] = (float) Luma.full(rgb.values()[i], rgb.values()[area + i], rgb.values()[2 * area + i]);
        }
        return luma;
    }

    /** The power of two from the number of distinct 8-bit levels on. */
    private static int counts(Planes planes) {
        BitSet levels = new BitSet(LEVELS + 1);
        for (float value : planes.values()) {
            levels.set(Math.round(LEVELS * Math.max(0, Math.min(1, value))));
        }
        int counts = 1;
        while (counts < levels.cardinality()) {
            counts *= 2;
        }
        return counts;
    }
}
