package dev.ganvas.generate.network;

import dev.ganvas.engine.nn.Embedding;
import dev.ganvas.engine.nn.Initializer;
import dev.ganvas.engine.nn.ParameterTree;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.random.Seed;

/**
 * Lets the class scale and shift normalised channels, as conditional batch normalisation does (de Vries et al., 2017),
 * but within bounds: {@code x (1 + tanh(8 a) / 2) + tanh(8 b) / 2}. Unbounded, or with the class vector beside the latent
 * one, the class soon decides the whole picture and each class falls to a single one. No class can silence channels: in a long
 * training one that could did so with nearly all of them, until nothing of the latent vector came through.
 */
final class ClassModulation extends ParameterTree {
    /** Adam moves a number by about its rate a step; this lets a class find its channels within hundreds of steps. */
    private static final double SPEED = 8;

    /** A channel, which varies by about 1, is scaled and shifted by this at most. */
    private static final double RANGE = 0.5;

    private static final Initializer SMALL = Initializer.normal(0, 0.05);

    private final Embedding scale;
    private final Embedding shift;

    ClassModulation(int classes, int channels, Seed seed) {
        scale = child("scale", new Embedding(classes, channels, SMALL, seed.child("scale")));
        shift = child("shift", new Embedding(classes, channels, SMALL, seed.child("shift")));
    }

    /**
     * @param labels I64 {@code [N]}
     * @return what each picture's channels are scaled by, F32 {@code [N, channels]}, in (0.5, 1.5)
     */
    Tensor factors(Tensor labels) {
        return bounded(scale, labels).add(1);
    }

    /**
     * @param labels I64 {@code [N]}
     * @return what is then added, F32 {@code [N, channels]}, in (-0.5, 0.5)
     */
    Tensor shifts(Tensor labels) {
        return bounded(shift, labels);
    }

    private static Tensor bounded(Embedding embedding, Tensor labels) {
        return embedding.forward(labels).mul(SPEED).tanh().mul(RANGE);
    }
}
