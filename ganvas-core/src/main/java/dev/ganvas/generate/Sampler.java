package dev.ganvas.generate;

import dev.ganvas.engine.random.Seed;
import dev.ganvas.engine.tensor.Autograd;
import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.NoGrad;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.features.PixelTensors;
import dev.ganvas.image.Picture;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/**
 * Draws pictures one after another. Picture {@code i} depends on the seed and on {@code i} alone: its latent vector is
 * named by them, and the network always runs on blocks of the same size with the picture at the same place, so that
 * not even the order of additions depends on how many are drawn. Computes in F32.
 */
final class Sampler {
    private static final int BLOCK = 32;

    private final GeneratorNetwork network;
    private final LatentKind latent;
    private final int latentSize;
    private final boolean conditional;

    Sampler(GeneratorNetwork network, LatentKind latent, Architecture architecture) {
        this.network = network;
        this.latent = latent;
        this.latentSize = architecture.latentSize();
        this.conditional = architecture.classes() > 0;
    }

    /**
     * @param label of picture {@code i}; asked only when the network has classes
     * @param truncation factor on the latent vector, in (0, 1]
     */
    Iterator<Picture> pictures(int count, Seed seed, double truncation, IntUnaryOperator label) {
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

    List<Picture> list(int count, Seed seed, IntUnaryOperator label) {
        List<Picture> pictures = new ArrayList<>(count);
        pictures(count, seed, 1, label).forEachRemaining(pictures::add);
        return pictures;
    }

    private List<Picture> block(int first, Seed seed, double truncation, IntUnaryOperator label) {
        float[] numbers = new float[BLOCK * latentSize];
        long[] labels = new long[BLOCK];
        for (int i = 0; i < BLOCK; i++) {
            latent.fill(seed.child(first + i), numbers, i * latentSize, latentSize);
            labels[i] = conditional ? label.applyAsInt(first + i) : 0;
        }
        try (Scope scope = Scope.open();
                NoGrad off = Autograd.noGrad()) {
            Tensor z = Tensor.of(numbers, BLOCK, latentSize).mul(truncation);
            Optional<Tensor> classes = conditional ? Optional.of(Tensor.ofLongs(labels, BLOCK)) : Optional.empty();
            return PixelTensors.toPictures(network.forward(z.to(DType.F32), classes));
        }
    }
}
