package dev.ganvas.generate;

import dev.ganvas.engine.random.RandomStream;
import dev.ganvas.engine.random.Seed;
import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Noise over what the discriminator sees, real or generated, as strong as it takes to keep the contest open (Sønderby et al.,
 * "Amortised MAP inference for image super-resolution", 2017, section 3.2; Arjovsky and Bottou, "Towards principled methods
 * for training generative adversarial networks", 2017; adaptive, by another signal, in Wang et al., "Diffusion-GAN", 2023).
 *
 * <p>At the start no generated picture is like any real one, so a discriminator tells them apart by any trifle and its slope
 * says nothing of where to go. Under noise it has to look at what is left: large forms first. The signal is the
 * discriminator's loss: below {@value #TARGET} it wins outright and the noise grows, above it the noise falls. Where the
 * contest is even, as on varied photographs, there is soon none. It is for the start: strong noise hides what is to be learned
 * later, so it ends after {@value #LAST} pictures, and in a short training with the learning rate.
 */
final class InstanceNoise implements AutoCloseable {
    /** Name of the figure. */
    static final String DEVIATION = "noise";

    /** Standard deviation at the start and at most, of pixels in [-1, 1]. */
    private static final double FIRST = 0.5;

    private static final double MOST = 1;

    /** Pictures shown by which it has ended; it begins to end at half as many. */
    private static final int LAST = 80_000;

    /** Loss of a discriminator that wins, but not outright; log 2 = 0.69 is that of one that cannot tell. */
    static final double TARGET = 0.2;

    /** Images within which the deviation can go from 0 to 1. */
    private static final double FULL_RANGE = 3200;

    /** Weight of the newest batch in the running loss. */
    private static final double NEWEST = 0.1;

    /** The sum of four uniform numbers has a variance of 4 / 12. */
    private static final double TO_UNIT_DEVIATION = Math.sqrt(3);

    private final boolean on;
    private final Tensor level;
    private final Tensor loss;

    /** @param on whether there is ever noise */
    InstanceNoise(boolean on) {
        this.on = on;
        try (Scope scope = Scope.open()) {
            level = Tensor.full(on ? FIRST : 0, DType.F64, 1).keep();
            loss = Tensor.full(Math.log(2), DType.F64, 1).keep();
        }
    }

    /**
     * What the discriminator is to see.
     *
     * @param pictures {@code [N, 3, S, S]} in [-1, 1]
     * @param seed picture {@code i} gets the noise that its child {@code first + i} names
     * @param first images shown before
     * @param progress of the training, 0 to 1
     * @return same shape and type, values beyond [-1, 1] included; differentiable
     */
    Tensor over(Tensor pictures, Seed seed, long first, double progress) {
        double deviation = deviation(first, progress);
        if (deviation == 0) {
            return pictures;
        }
        int n = (int) pictures.size(0);
        int each = (int) (pictures.count() / n);
        float[] noise = new float[n * each];
        for (int i = 0; i < n; i++) {
            RandomStream random = seed.child(first + i).stream();
            for (int j = i * each; j < (i + 1) * each; j++) {
                noise[j] = (float) (deviation * nearlyNormal(random));
            }
        }
        // Made in the order of channels-last memory, which the networks compute in.
        Tensor made = Tensor.of(noise, n, pictures.size(2), pictures.size(3), pictures.size(1));
        return pictures.add(made.permute(0, 3, 1, 2).to(pictures.dtype()));
    }

    /** The sum of four uniform numbers, scaled to mean 0 and deviation 1; within 3.5. */
    static double nearlyNormal(RandomStream random) {
        long bits = random.nextLong();
        long sum = (bits & 0xffff) + (bits >>> 16 & 0xffff) + (bits >>> 32 & 0xffff) + (bits >>> 48);
        return (sum * 0x1.0p-16 - 2) * TO_UNIT_DEVIATION;
    }

    /**
     * Standard deviation of the noise, of pixels in [-1, 1].
     *
     * @param images shown before
     * @param progress of the training, 0 to 1
     */
    double deviation(long images, double progress) {
        double left = Math.min(1 - progress, 1 - (double) images / LAST);
        return level.item() * Math.max(0, Math.min(1, 2 * left));
    }

    /**
     * Takes note of a step and moves the level.
     *
     * @param discriminatorLoss of the contest alone
     * @param batch training pictures a step
     */
    void observe(double discriminatorLoss, int batch) {
        if (!on || !Double.isFinite(discriminatorLoss)) {
            return;
        }
        double running = loss.item() + NEWEST * (discriminatorLoss - loss.item());
        double moved = level.item() + Math.signum(TARGET - running) * batch / FULL_RANGE;
        try (Scope scope = Scope.open()) {
            loss.copyFrom(Tensor.full(running, DType.F64, 1));
            level.copyFrom(Tensor.full(Math.max(0, Math.min(MOST, moved)), DType.F64, 1));
        }
    }

    /** What a step reports, if there is ever noise. */
    Map<String, Double> figures(long images, double progress) {
        return on ? Map.of(DEVIATION, deviation(images, progress)) : Map.of();
    }

    /** What a continued run needs. */
    Map<String, Tensor> namedTensors() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        if (on) {
            tensors.put("level", level);
            tensors.put("loss", loss);
        }
        return tensors;
    }

    @Override
    public void close() {
        level.close();
        loss.close();
    }
}
