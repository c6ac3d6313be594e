package dev.ganvas.engine.loss;

import dev.ganvas.engine.tensor.Autograd;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.error.Require;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The zero-centred penalties on the discriminator's slope (Mescheder et al., 2018): R1 at real pictures, R2 at
 * generated ones, {@code gamma / 2 * E ||grad_x D(x)||^2}, squared over channels and pixels, mean over the batch.
 *
 * @param gamma strength; 0 switches both off
 * @param interval applied every so many steps, with its weight multiplied by as many (lazy regularisation, StyleGAN2)
 */
public record GradientPenalty(double gamma, int interval) {
    public static final GradientPenalty NONE = new GradientPenalty(0, 1);

    public GradientPenalty {
        Require.within(gamma, 0, 1e6, "gamma");
        Require.positive(interval, "penalty interval");
    }

    /** Whether step number {@code step} carries the penalty. */
    public boolean appliesAt(long step) {
        return gamma > 0 && step % interval == 0;
    }

    /**
     * The weighted penalty, a scalar to add to the discriminator's loss; differentiable.
     *
     * @param discriminator from pictures to logits {@code [N]}
     * @param pictures where the slope is taken
     */
    public Tensor at(UnaryOperator<Tensor> discriminator, Tensor pictures) {
        return squaredSlope(discriminator, pictures).mul(gamma / 2 * interval);
    }

    /** {@code E ||grad_x D(x)||^2} as a differentiable scalar, in F32 whatever the pictures' type. */
    public static Tensor squaredSlope(UnaryOperator<Tensor> discriminator, Tensor pictures) {
        Tensor x = pictures.detach().wide().copy().requiresGrad(true);
        Tensor score = discriminator.apply(x).sum();
        Tensor slope = Autograd.gradients(score, List.of(x), Autograd.Keep.DIFFERENTIABLE)
                .get(0);
        return slope.square().sum().mul(1.0 / pictures.size(0));
    }
}
