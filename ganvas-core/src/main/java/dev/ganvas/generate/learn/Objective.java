package dev.ganvas.generate.learn;

import dev.ganvas.engine.tensor.Tensor;

/** What the two networks compete for. All tensors are F32 logits {@code [N]}; results are scalars to be minimised. */
public interface Objective {
    Tensor discriminatorLoss(Tensor real, Tensor fake);

    /** @param real logits of the real pictures, without a graph */
    Tensor generatorLoss(Tensor real, Tensor fake);

    /** The objectives by the name that recipes and run records use. */
    enum Kind {
        /** Binary cross-entropy, non-saturating (Goodfellow et al., 2014). */
        CROSS_ENTROPY(new CrossEntropy()),
        /** Relativistic pairing (Jolicoeur-Martineau, 2019; R3GAN, Huang et al., 2024). */
        RELATIVISTIC(new RelativisticPairing());

        private final Objective objective;

        Kind(Objective objective) {
            this.objective = objective;
        }

        public Objective objective() {
            return objective;
        }
    }
}
