package dev.ganvas.repair.learn;

import dev.ganvas.engine.tensor.Tensor;
import java.util.Locale;

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
    },
    /**
     * Of logits and a mask: the mean binary cross-entropy, which sees every pixel, plus one minus the Dice coefficient of the whole
     * batch (Milletari, Navab and Ahmadi, "V-Net", 3DV 2016, section 3), which does not mind how few pixels the mask has. Over a
     * batch rather than a picture, since many pictures have no damage at all.
     */
    CROSS_ENTROPY_AND_DICE {
        @Override
        Tensor of(Tensor logits, Tensor mask) {
            Tensor crossEntropy = logits.softplus().sub(logits.mul(mask)).mean();
            Tensor found = logits.sigmoid();
            Tensor common = found.mul(mask).sum().mul(2).add(1);
            Tensor all = found.square().sum().add(mask.sum()).add(1);
            return crossEntropy.add(common.div(all).neg().add(1));
        }
    };

    /** As restoration networks have it since Lai et al., "Deep Laplacian pyramid networks", 2017; values in [0, 1]. */
    private static final double EPSILON = 1e-3;

    private static final double LARGE_EPSILON = 0.1;

    private static Tensor charbonnier(Tensor restored, Tensor clean, double epsilon) {
        return restored.sub(clean).square().add(epsilon * epsilon).sqrt().mean();
    }

    /** For people. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /**
     * As a scalar to be minimised.
     *
     * @param restored F32 {@code [N, C, H, W]}
     * @param clean same shape
     */
    abstract Tensor of(Tensor restored, Tensor clean);
}
