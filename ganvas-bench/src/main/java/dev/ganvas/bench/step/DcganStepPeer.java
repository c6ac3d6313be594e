package dev.ganvas.bench.step;

import dev.ganvas.bench.peer.DcganStep;
import dev.ganvas.bench.peer.PeerProgram;
import dev.ganvas.bench.peer.StepRequest;
import dev.ganvas.engine.machine.Precision;
import dev.ganvas.engine.optim.Adam;
import dev.ganvas.engine.tensor.Autograd;
import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.FusedOperators.AdamRates;
import dev.ganvas.engine.tensor.NativeLibrary;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.engine.tensor.Threads;
import dev.ganvas.generate.learn.Objective;
import dev.ganvas.generate.network.Architecture;
import dev.ganvas.generate.network.DiscriminatorNetwork;
import dev.ganvas.generate.network.GeneratorNetwork;
import dev.ganvas.random.RandomStream;
import dev.ganvas.random.Seed;
import java.util.Optional;
import java.util.Set;

/**
 * The DCGAN-64 step written with Ganvas's own parts. Ganvas is always channels last, so only those layouts are offered.
 * The generator's update asks for the generator's gradients alone: the discriminator's weight gradients are never
 * computed there.
 */
public final class DcganStepPeer implements DcganStep {
    /** The networks of the contest, the same as every program's. */
    static final Architecture ARCHITECTURE = new Architecture(Architecture.Family.DCGAN, SIZE, LATENT, WIDTH, WIDTH, 0);

    private static final AdamRates RATES = new AdamRates(LEARNING_RATE, BETA1, BETA2, 1e-8);
    private static final Seed SEED = Seed.of(1);

    private final Objective objective = Objective.Kind.CROSS_ENTROPY.objective();
    private final DType dtype;
    private final GeneratorNetwork generator;
    private final DiscriminatorNetwork discriminator;
    private final Adam generatorAdam;
    private final Adam discriminatorAdam;
    private final Tensor real;
    private final Threads threads;
    private final RandomStream latentStream = SEED.child("latent").stream();
    private final float[] latent = new float[BATCH * LATENT];

    DcganStepPeer(Precision precision, int threads) {
        this.threads = Threads.use(threads);
        dtype = precision.dtype();
        try (Scope scope = Scope.open()) {
            generator = ARCHITECTURE.generator(SEED);
            discriminator = ARCHITECTURE.discriminator(SEED);
            generatorAdam = new Adam(generator.namedParameters());
            discriminatorAdam = new Adam(discriminator.namedParameters());
            real = Tensor.of(noise(), BATCH, 3, SIZE, SIZE)
                    .channelsLast()
                    .to(dtype)
                    .keep();
        }
    }

    public static void main(String[] arguments) {
        new PeerProgram("ganvas", "libtorch " + NativeLibrary.version(), Set.of("fp32-nhwc", "bf16-nhwc"))
                .main(arguments, DcganStepPeer::of);
    }

    private static DcganStepPeer of(StepRequest request) {
        return new DcganStepPeer(Precision.parse(request.precision()), request.threads());
    }

    private static float[] noise() {
        RandomStream stream = SEED.child("pictures").stream();
        float[] values = new float[BATCH * 3 * SIZE * SIZE];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) stream.nextDouble(-1, 1);
        }
        return values;
    }

    @Override
    public Losses step() {
        for (int i = 0; i < latent.length; i++) {
            latent[i] = (float) latentStream.nextGaussian();
        }
        try (Scope scope = Scope.open()) {
            Tensor fakes = fakes();
            double discriminatorLoss = updateDiscriminator(fakes);
            return new Losses(discriminatorLoss, updateGenerator(fakes));
        }
    }

    @Override
    public double repeatDiscriminator() {
        try (Scope scope = Scope.open()) {
            return updateDiscriminator(fakes());
        }
    }

    @Override
    public double repeatGenerator() {
        try (Scope scope = Scope.open()) {
            return updateGenerator(fakes());
        }
    }

    private Tensor fakes() {
        return generator.forward(Tensor.of(latent, BATCH, LATENT).to(dtype), Optional.empty());
    }

    private double updateDiscriminator(Tensor fakes) {
        Tensor realLogits = discriminator.forward(real, Optional.empty());
        Tensor fakeLogits = discriminator.forward(fakes.detach(), Optional.empty());
        Tensor loss = objective.discriminatorLoss(realLogits, fakeLogits);
        discriminatorAdam.step(Autograd.gradients(loss, discriminator.parameters()), RATES);
        return loss.item();
    }

    private double updateGenerator(Tensor fakes) {
        // Cross-entropy does not look at the logits of the real pictures here, so any will do.
        Tensor loss =
                objective.generatorLoss(Tensor.zeros(DType.F32, BATCH), discriminator.forward(fakes, Optional.empty()));
        generatorAdam.step(Autograd.gradients(loss, generator.parameters()), RATES);
        return loss.item();
    }

    @Override
    public void close() {
        generator.close();
        discriminator.close();
        generatorAdam.close();
        discriminatorAdam.close();
        real.close();
        threads.close();
    }
}
