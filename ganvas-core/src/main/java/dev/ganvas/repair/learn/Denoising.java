package dev.ganvas.repair.learn;

import dev.ganvas.data.CropBatches;
import dev.ganvas.image.Planes;
import dev.ganvas.image.degrade.GaussianNoise;
import dev.ganvas.image.degrade.Span;
import dev.ganvas.image.measure.Comparison;
import dev.ganvas.random.Seed;
import dev.ganvas.repair.RepairKind;
import dev.ganvas.repair.network.NetworkShape;
import java.util.List;
import java.util.stream.IntStream;

/** Gaussian noise of any strength, which the network is told (FFDNet: Zhang et al., 2018). Values are not cut off at black and white. */
record Denoising(RepairSettings.Choice choice) implements RepairTask {
    private static final int USUAL_WIDTH = 16;
    private static final int SIDE = 64;
    private static final double WHITE = 255;

    /** The strongest noise to learn, in levels. */
    private static final double MOST = 55;

    /** Those of published figures, in levels. */
    private static final int[] MEASURED = {15, 25, 50};

    @Override
    public RepairKind kind() {
        return RepairKind.DENOISE;
    }

    @Override
    public String title() {
        return "Denoiser";
    }

    @Override
    public NetworkShape network() {
        return NetworkShape.unet(kind().told(), choice.width().orElse(USUAL_WIDTH));
    }

    @Override
    public int side() {
        return SIDE;
    }

    @Override
    public RepairLoss loss() {
        return RepairLoss.CHARBONNIER;
    }

    @Override
    public CropBatches.Maker<Pair> pairs() {
        GaussianNoise noise = new GaussianNoise(new Span(0, MOST), false);
        return (clean, seed) -> noisy(noise, clean, seed);
    }

    private static Pair noisy(GaussianNoise noise, Planes clean, Seed seed) {
        return new Pair(noise.apply(clean, seed).with(1, (float) (noise.drawnSigma(seed) / WHITE)), clean);
    }

    @Override
    public List<Trial> trials() {
        return IntStream.of(MEASURED)
                .mapToObj(sigma -> new Trial(
                        "sigma" + sigma,
                        "sigma " + sigma,
                        (clean, seed) -> noisy(GaussianNoise.of(sigma), clean, seed)))
                .toList();
    }

    @Override
    public Comparison comparison() {
        return Comparison.whole();
    }

    @Override
    public String limits() {
        return "Removes noise that is independent from pixel to pixel, up to a standard deviation of 55 of 255 levels. Noise"
                + " that a camera has smoothed or compressed is another matter. Fine texture goes with strong noise.";
    }
}
