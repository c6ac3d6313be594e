package dev.ganvas.generate.learn;

import dev.ganvas.engine.tensor.Tensor;

/**
 * Each fake is evaluated against one real picture: {@code softplus(-(D(real) - D(fake)))} and its mirror image
 * (Jolicoeur-Martineau, 2019; Huang et al., "The GAN is dead; long live the GAN!", 2024, equation 2). A generator
 * cannot satisfy it by one good picture, since that picture is compared with every real one.
 */
final class RelativisticPairing implements Objective {
    @Override
    public Tensor discriminatorLoss(Tensor real, Tensor fake) {
        return fake.sub(real).softplus().mean();
    }

    @Override
    public Tensor generatorLoss(Tensor real, Tensor fake) {
        return real.sub(fake).softplus().mean();
    }
}
