package dev.ganvas.generate.learn;

import dev.ganvas.engine.tensor.Tensor;

/**
 * The textbook game: binary cross-entropy on real against fake, the generator maximising the log of being taken for
 * real (Goodfellow et al., 2014). With logits, {@code -log sigmoid(x) = softplus(-x)}.
 */
final class CrossEntropy implements Objective {
    @Override
    public Tensor discriminatorLoss(Tensor real, Tensor fake) {
        return real.neg().softplus().mean().add(fake.softplus().mean());
    }

    @Override
    public Tensor generatorLoss(Tensor real, Tensor fake) {
        return fake.neg().softplus().mean();
    }
}
