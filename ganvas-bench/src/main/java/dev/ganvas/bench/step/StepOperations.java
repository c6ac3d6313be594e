package dev.ganvas.bench.step;

import dev.ganvas.bench.peer.DcganStep;
import dev.ganvas.engine.nn.Operations;
import dev.ganvas.engine.tensor.Autograd;
import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.NoGrad;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.generate.network.DiscriminatorNetwork;
import dev.ganvas.generate.network.GeneratorNetwork;
import dev.ganvas.random.Seed;
import java.util.Optional;

/**
 * What the DCGAN-64 step costs in arithmetic, counted on the networks themselves.
 *
 * @param generator multiply-accumulates of the generator's forward pass, a picture
 * @param discriminator multiply-accumulates of the discriminator's forward pass, a picture
 */
record StepOperations(long generator, long discriminator) {
    static StepOperations counted() {
        try (Scope scope = Scope.open();
                NoGrad off = Autograd.noGrad();
                GeneratorNetwork g = DcganStepPeer.ARCHITECTURE.generator(Seed.of(1));
                DiscriminatorNetwork d = DcganStepPeer.ARCHITECTURE.discriminator(Seed.of(1))) {
            // As if in use: batch norm cannot take statistics of one vector.
            g.training(false);
            d.training(false);
            Tensor latent = Tensor.zeros(DType.F32, 1, DcganStep.LATENT);
            Tensor picture = Tensor.zeros(DType.F32, 1, 3, DcganStep.SIZE, DcganStep.SIZE);
            return new StepOperations(
                    Operations.during(() -> g.forward(latent, Optional.empty())),
                    Operations.during(() -> d.forward(picture, Optional.empty())));
        }
    }

    /**
     * Floating-point operations a training picture needs, two a multiply-accumulate: the generator forward and backward
     * (3 passes), the discriminator forward and backward on real and fake (6), and forward and back to the pixels for
     * the generator (2).
     */
    double perImage() {
        return 2 * (3.0 * generator + 8.0 * discriminator);
    }
}
