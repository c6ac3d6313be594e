package dev.ganvas.peers.djl;

import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.SequentialBlock;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.loss.SigmoidBinaryCrossEntropyLoss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import dev.ganvas.bench.peer.DcganStep;
import dev.ganvas.bench.peer.PeerProgram;
import dev.ganvas.bench.peer.StepRequest;
import java.util.Set;

/** The step by two {@link Trainer}s, one a network, and two {@link GradientCollector}s, one an update. */
public final class DjlPeer implements DcganStep {
    private static final Shape LATENT_SHAPE = new Shape(BATCH, LATENT);
    private static final Shape PICTURE_SHAPE = new Shape(BATCH, 3, SIZE, SIZE);

    private final Engine engine = Engine.getEngine("PyTorch");
    private final NDManager manager = engine.newBaseManager();
    private final Loss loss = new SigmoidBinaryCrossEntropyLoss();
    private final Model generatorModel;
    private final Model discriminatorModel;
    private final Trainer generator;
    private final Trainer discriminator;
    private final NDArray real;
    private final NDList ones;
    private final NDList zeros;
    private NDArray latent;

    private DjlPeer() {
        engine.setRandomSeed(1);
        generatorModel = model("generator", DcganNetworks.generator());
        discriminatorModel = model("discriminator", DcganNetworks.discriminator());
        generator = trainer(generatorModel, LATENT_SHAPE);
        discriminator = trainer(discriminatorModel, PICTURE_SHAPE);
        real = manager.randomUniform(-1, 1, PICTURE_SHAPE);
        ones = new NDList(manager.ones(new Shape(BATCH, 1)));
        zeros = new NDList(manager.zeros(new Shape(BATCH, 1)));
        latent = manager.randomNormal(LATENT_SHAPE);
    }

    public static void main(String[] arguments) {
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
        String version = DefaultTrainingConfig.class.getPackage().getSpecificationVersion();
        new PeerProgram("djl", String.valueOf(version), Set.of("fp32-nchw")).main(arguments, DjlPeer::open);
    }

    private static DcganStep open(StepRequest request) {
        // Read once, when the engine is first touched.
        System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(request.threads()));
        System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
        return new DjlPeer();
    }

    private static Model model(String name, SequentialBlock block) {
        Model model = Model.newInstance(name, "PyTorch");
        model.setBlock(block);
        return model;
    }

    private Trainer trainer(Model model, Shape input) {
        Optimizer adam = Optimizer.adam()
                .optLearningRateTracker(Tracker.fixed(LEARNING_RATE))
                .optBeta1(BETA1)
                .optBeta2(BETA2)
                .build();
        Trainer trainer = model.newTrainer(new DefaultTrainingConfig(loss).optOptimizer(adam));
        trainer.initialize(input);
        return trainer;
    }

    @Override
    public Losses step() {
        latent.close();
        latent = manager.randomNormal(LATENT_SHAPE);
        try (NDManager scope = manager.newSubManager()) {
            clearDiscriminatorGradients();
            NDArray fakes;
            NDArray discriminatorLoss;
            try (GradientCollector gradients = discriminator.newGradientCollector()) {
                fakes = fakes(scope);
                discriminatorLoss = discriminatorLoss(scope, fakes);
                gradients.backward(discriminatorLoss);
            }
            discriminator.step();
            NDArray generatorLoss;
            try (GradientCollector gradients = generator.newGradientCollector()) {
                generatorLoss = generatorLoss(fakes);
                gradients.backward(generatorLoss);
            }
            generator.step();
            return new Losses(discriminatorLoss.getFloat(), generatorLoss.getFloat());
        }
    }

    @Override
    public double repeatDiscriminator() {
        try (NDManager scope = manager.newSubManager()) {
            clearDiscriminatorGradients();
            NDArray value;
            try (GradientCollector gradients = discriminator.newGradientCollector()) {
                value = discriminatorLoss(scope, fakes(scope));
                gradients.backward(value);
            }
            discriminator.step();
            return value.getFloat();
        }
    }

    @Override
    public double repeatGenerator() {
        try (NDManager scope = manager.newSubManager()) {
            NDArray value;
            try (GradientCollector gradients = generator.newGradientCollector()) {
                value = generatorLoss(fakes(scope));
                gradients.backward(value);
            }
            generator.step();
            return value.getFloat();
        }
    }

    /** The update of a generator leaves gradients in the discriminator too, and DJL does not clear those itself. */
    private void clearDiscriminatorGradients() {
        discriminatorModel.getBlock().getParameters().values().stream()
                .map(parameter -> parameter.getArray())
                .filter(NDArray::hasGradient)
                .forEach(array -> {
                    try (NDArray gradient = array.getGradient()) {
                        gradient.subi(gradient);
                    }
                });
    }

    /** Everything computed from {@code scope}'s arrays closes with it. */
    private NDArray fakes(NDManager scope) {
        NDArray z = latent.duplicate();
        z.attach(scope);
        return generator.forward(new NDList(z)).singletonOrThrow();
    }

    private NDArray discriminatorLoss(NDManager scope, NDArray fakes) {
        NDArray pictures = real.duplicate();
        pictures.attach(scope);
        NDArray onReal = loss.evaluate(ones, discriminator.forward(new NDList(pictures)));
        NDArray onFakes = loss.evaluate(zeros, discriminator.forward(new NDList(fakes.stopGradient())));
        return onReal.add(onFakes);
    }

    private NDArray generatorLoss(NDArray fakes) {
        return loss.evaluate(ones, discriminator.forward(new NDList(fakes)));
    }

    @Override
    public void close() {
        generator.close();
        discriminator.close();
        generatorModel.close();
        discriminatorModel.close();
        manager.close();
    }
}
