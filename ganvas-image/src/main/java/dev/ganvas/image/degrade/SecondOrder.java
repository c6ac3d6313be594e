package dev.ganvas.image.degrade;

import dev.ganvas.error.Require;
import dev.ganvas.image.Interpolation;
import dev.ganvas.image.Planes;
import dev.ganvas.random.RandomStream;
import dev.ganvas.random.Seed;
import java.util.Objects;

/**
 * What a picture of the world has gone through: blurred, resized, noisy and compressed, twice over, and reduced (Wang, Xie, Dong,
 * Shan, "Real-ESRGAN: training real-world blind super-resolution with pure synthetic data", ICCV workshops 2021). The result
 * is of 8 bits and smaller by the scale, sides rounded down.
 *
 * @param scale 1 to 16
 * @param first the first round, which resizes around the full size
 * @param second the second, which resizes around the reduced size
 * @param ringing probability of a sinc filter near the end, 0 to 1
 */
public record SecondOrder(int scale, Stage first, Stage second, double ringing) implements Degradation {
    /**
     * One round of damage.
     *
     * @param blurred probability of a blur, 0 to 1
     * @param sigma of its kernel in pixels
     * @param enlarged probability of resizing by a factor above 1
     * @param reduced probability of resizing by a factor below 1
     * @param factor the least and the most, below and above 1
     * @param noise if any
     * @param quality of the JPEG
     */
    public record Stage(
            double blurred, Span sigma, double enlarged, double reduced, Span factor, Noise noise, Span quality) {
        public Stage {
            Require.within(blurred, 0, 1, "probability of a blur");
            Require.within(enlarged, 0, 1, "probability of enlarging");
            Require.within(reduced, 0, 1 - enlarged, "probability of reducing");
            sigma.within(0.05, 16, "sigma");
            factor.within(0.05, 4, "factor");
            Require.that(factor.low() <= 1 && factor.high() >= 1, "factor must include 1, not " + factor);
            Objects.requireNonNull(noise, "noise");
            quality.within(1, 100, "JPEG quality");
        }
    }

    /**
     * Gaussian or shot noise, as likely as each other; grey in four of ten pictures.
     *
     * @param sigma in levels of 255
     * @param shot scale of shot noise
     */
    public record Noise(Span sigma, Span shot) {
        private static final double GREY = 0.4;

        static final Noise NONE = new Noise(Span.of(0), Span.of(0));

        Planes apply(Planes planes, Seed seed) {
            RandomStream stream = seed.child("kind").stream();
            boolean gaussian = stream.nextBoolean();
            boolean grey = stream.nextDouble() < GREY;
            Degradation noise = gaussian ? new GaussianNoise(sigma, grey) : new PoissonNoise(shot, grey);
            return equals(NONE) ? planes : clamped(noise.apply(planes, seed));
        }
    }

    public SecondOrder {
        Require.within(scale, 1, 16, "scale");
        Objects.requireNonNull(first, "first");
        Objects.requireNonNull(second, "second");
        Require.within(ringing, 0, 1, "probability of ringing");
    }

    /** The settings that Real-ESRGAN x4plus was trained with. */
    public static SecondOrder heavy(int scale) {
        Stage first = new Stage(
                1,
                new Span(0.2, 3),
                0.2,
                0.7,
                new Span(0.15, 1.5),
                new Noise(new Span(1, 30), new Span(0.05, 3)),
                new Span(30, 95));
        Stage second = new Stage(
                0.8,
                new Span(0.2, 1.5),
                0.3,
                0.4,
                new Span(0.3, 1.2),
                new Noise(new Span(1, 25), new Span(0.05, 2.5)),
                new Span(30, 95));
        return new SecondOrder(scale, first, second, 0.8);
    }

    /** Resizing and good JPEG alone, for a network that must keep texture; no blur, no noise. */
    public static SecondOrder mild(int scale) {
        Span none = Span.of(1);
        Span quality = new Span(75, 95);
        return new SecondOrder(
                scale,
                new Stage(0, none, 0.3, 0.4, new Span(0.4, 1.5), Noise.NONE, quality),
                new Stage(0, none, 0.3, 0.4, new Span(0.6, 1.2), Noise.NONE, quality),
                0);
    }

    @Override
    public String label() {
        return (first.blurred == 0 ? "mildly" : "heavily") + " damaged twice, reduced x" + scale;
    }

    @Override
    public Planes apply(Planes clean, Seed seed) {
        int width = clean.width() / scale;
        int height = clean.height() / scale;
        Require.that(
                width > 0 && height > 0,
                "a picture of " + clean.width() + "x" + clean.height() + " is too small for a scale of " + scale);
        Planes once = round(clean, first, clean.width(), clean.height(), seed.child("first"));
        once = new Jpeg(first.quality).apply(once, seed.child("first JPEG"));
        Planes twice = round(once, second, width, height, seed.child("second"));
        RandomStream last = seed.child("last").stream();
        Jpeg jpeg = new Jpeg(second.quality);
        if (last.nextBoolean()) {
            Planes small = rung(mode(last).resize(twice, width, height), last);
            return jpeg.apply(clamped(small), seed.child("second JPEG")).inEightBits();
        }
        Planes compressed = jpeg.apply(clamped(twice), seed.child("second JPEG"));
        return rung(mode(last).resize(compressed, width, height), last).inEightBits();
    }

    private static Planes round(Planes planes, Stage stage, int width, int height, Seed seed) {
        RandomStream stream = seed.stream();
        boolean blurred = stream.nextDouble() < stage.blurred;
        Planes damaged = blurred ? KernelMix.draw(stage.sigma, stream).convolve(planes) : planes;
        double choice = stream.nextDouble();
        double factor = 1;
        if (choice < stage.enlarged) {
            factor = new Span(1, stage.factor.high()).draw(stream);
        } else if (choice < stage.enlarged + stage.reduced) {
            factor = new Span(stage.factor.low(), 1).draw(stream);
        }
        int wide = Math.max(1, (int) (width * factor));
        int high = Math.max(1, (int) (height * factor));
        damaged = mode(stream).resize(damaged, wide, high);
        return clamped(stage.noise.apply(damaged, seed.child("noise")));
    }

    private Planes rung(Planes planes, RandomStream stream) {
        return stream.nextDouble() < ringing ? KernelMix.sinc(stream).convolve(planes) : planes;
    }

    private static Interpolation mode(RandomStream stream) {
        return Interpolation.values()[stream.nextInt(Interpolation.values().length)];
    }

    private static Planes clamped(Planes planes) {
        Planes inside = Planes.black(planes.width(), planes.height(), planes.channels());
        for (int i = 0; i < inside.values().length; i++) {
            inside.values()[i] = Math.max(0, Math.min(1, planes.values()[i]));
        }
        return inside;
    }
}
