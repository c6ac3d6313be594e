package dev.ganvas.generate;

import dev.ganvas.engine.nn.Embedding;
import dev.ganvas.engine.nn.Initializer;
import dev.ganvas.engine.nn.ParameterTree;
import dev.ganvas.engine.random.Seed;
import dev.ganvas.engine.tensor.Tensor;

/**
 * Lets the class scale and shift normalised channels, as conditional batch normalisation does (de Vries et al., 2017),
 * but within bounds: {@code x (1 + tanh(8 a)) + tanh(8 b)}. Unbounded, or with the class vector beside the latent
 * one, the class soon decides the whole picture and each class falls to a single one; within bounds, it can silence a
 * channel or double it, but not drown what comes from the latent vector.
 */
final class ClassModulation extends ParameterTree {
    /** Adam moves a number by about its rate a step; this lets a class find its channels within hundreds of steps. */
    private static final double SPEED = 8;

    private static final Initializer SMALL = Initializer.normal(0, 0.05);

    private final Embedding scale;
    private final Embedding shift;

    ClassModulation(int classes, int channels, Seed seed) {
        scale = child("scale", new Embedding(classes, channels, SMALL, seed.child("scale")));
        shift = child("shift", new Embedding(classes, channels, SMALL, seed.child("shift")));
    }

    /**
     * @param x {@code [N, channels, H, W]}
     * @param labels I64 {@code [N]}
     */
    Tensor forward(Tensor x, Tensor labels) {
        return x.mul(perChannel(scale, labels, x).add(1)).add(perChannel(shift, labels, x));
    }

    private static Tensor perChannel(Embedding embedding, Tensor labels, Tensor x) {
        return embedding.forward(labels).mul(SPEED).tanh().to(x.dtype()).reshape(x.size(0), x.size(1), 1, 1);
    }
}
