package dev.ganvas.repair.learn;

import dev.ganvas.engine.tensor.Tensor;

/** How far pictures are from what they should be. */
enum RepairLoss {
    /** The mean absolute difference. */
    ABSOLUTE {
        @Override
        Tensor of(Tensor restored, Tensor clean) {
            return restored.sub(clean).abs().mean();
        }
    },
    /** The mean of {@code sqrt(d^2 + epsilon^2)} (Charbonnier et al., 1994): as the absolute difference, but smooth at 0. */
    CHARBONNIER {
        @Override
        Tensor of(Tensor restored, Tensor clean) {
            return charbonnier(restored, clean, EPSILON);
        }
    },
    /**
     * As that less epsilon, which is as large as what is usually made wrong: small errors hardly count, and large ones are not
     * squared.
     */
    GENTLE {
        @Override
        Tensor of(Tensor restored, Tensor clean) {
            return charbonnier(restored, clean, LARGE_EPSILON).add(-LARGE_EPSILON);
        }
    };

    /** As restoration networks have it since Lai et al., "Deep Laplacian pyramid networks", 2017; values in [0, 1]. */
    private static final double EPSILON = 1e-3;

    private static final double LARGE_EPSILON = 0.1;

    private static Tensor charbonnier(Tensor restored, Tensor clean, double epsilon) {
        return restored.sub(clean).square().add(epsilon * epsilon).sqrt().mean();
    }

    /**
     * As a scalar to be minimised.
     *
     * @param restored F32 {@code [N, C, H, W]}
     * @param clean same shape
     */
    abstract Tensor of(Tensor restored, Tensor clean);
}
