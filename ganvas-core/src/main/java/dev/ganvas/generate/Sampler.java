package dev.ganvas.generate;

import dev.ganvas.data.PixelTensors;
import dev.ganvas.engine.tensor.Autograd;
import dev.ganvas.engine.tensor.NoGrad;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.generate.network.Architecture;
import dev.ganvas.generate.network.GeneratorNetwork;
import dev.ganvas.image.Picture;
import dev.ganvas.random.Seed;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/**
 * Draws pictures by a network that is being trained, many at once. Picture {@code i} depends on the seed and on {@code i}
 * alone: its latent vector is named by them, and the network always runs on blocks of the same size with the picture at the
 * same place, so that not even the order of additions depends on how many are drawn. A {@link Generator} draws the same
 * pictures but for rounding. Computes in F32.
 */
public final class Sampler {
    private static final int BLOCK = 32;

    /** Pictures that batch statistics are estimated from at once. */
    private static final int ESTIMATED = 128;

    private final GeneratorNetwork network;
    private final LatentKind latent;
    private final int latentSize;
    private final boolean conditional;

    public Sampler(GeneratorNetwork network, LatentKind latent, Architecture architecture) {
        this.network = network;
        this.latent = latent;
        this.latentSize = architecture.latentSize();
        this.conditional = architecture.classes() > 0;
    }

    /**
     * @param label of picture {@code i}; asked only when the network has classes
     * @param truncation factor on the latent vector, in (0, 1]
     */
    public Iterator<Picture> pictures(int count, Seed seed, double truncation, IntUnaryOperator label) {
        return new Iterator<>() {
            private int next;
            private List<Picture> block = List.of();

            @Override
            public boolean hasNext() {
                return next < count;
            }

            @Override
            public Picture next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                if (next % BLOCK == 0) {
                    block = block(next, seed, truncation, label);
                }
                return block.get(next++ % BLOCK);
            }
        };
    }

    public List<Picture> list(int count, Seed seed, IntUnaryOperator label) {
        List<Picture> pictures = new ArrayList<>(count);
        pictures(count, seed, 1, label).forEachRemaining(pictures::add);
        return pictures;
    }

    /**
     * Replaces the batch statistics that the network goes by in use by those of pictures drawn here.
     *
     * @param count pictures, rounded up to whole batches of {@value #ESTIMATED}
     * @param label as for {@link #pictures}
     */
    public void estimateStatistics(int count, Seed seed, IntUnaryOperator label) {
        network.trackMeans();
        network.training(true);
        for (int first = 0; first < count; first += ESTIMATED) {
            try (Scope scope = Scope.open();
                    NoGrad off = Autograd.noGrad()) {
                Tensor z = network.device().of(numbers(first, ESTIMATED, seed), ESTIMATED, latentSize);
                network.forward(z, classes(labels(first, ESTIMATED, label)));
            }
        }
        network.training(false);
    }

    private List<Picture> block(int first, Seed seed, double truncation, IntUnaryOperator label) {
        float[] numbers = numbers(first, BLOCK, seed);
        return block(numbers, labels(first, BLOCK, label), truncation);
    }

    private float[] numbers(int first, int count, Seed seed) {
        float[] numbers = new float[count * latentSize];
        for (int i = 0; i < count; i++) {
            latent.fill(seed.child(first + i), numbers, i * latentSize, latentSize);
        }
        return numbers;
    }

    private long[] labels(int first, int count, IntUnaryOperator label) {
        long[] labels = new long[count];
        for (int i = 0; i < count && conditional; i++) {
            labels[i] = label.applyAsInt(first + i);
        }
        return labels;
    }

    private List<Picture> block(float[] numbers, long[] labels, double truncation) {
        try (Scope scope = Scope.open();
                NoGrad off = Autograd.noGrad()) {
            Tensor z = network.device().of(numbers, BLOCK, latentSize).mul(truncation);
            return PixelTensors.toPictures(network.forward(z, classes(labels)));
        }
    }

    private Optional<Tensor> classes(long[] labels) {
        return conditional ? Optional.of(network.device().ofLongs(labels, labels.length)) : Optional.empty();
    }
}
