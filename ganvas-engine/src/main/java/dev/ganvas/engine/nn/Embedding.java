package dev.ganvas.engine.nn;

import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.random.Seed;

/** A learned vector for each class: I64 {@code [N] -> [N, width]} F32. */
public final class Embedding extends Layer {
    private final Tensor weight;

    public Embedding(int classes, int width, Initializer initializer, Seed seed) {
        this.weight = parameter("weight", initializer.initial(seed.child("weight"), classes, width));
    }

    @Override
    public Tensor forward(Tensor labels) {
        return weight.indexSelect(0, labels);
    }
}
