package dev.ganvas.generate.learn;

import dev.ganvas.data.PixelShape;
import dev.ganvas.engine.nn.CollectiveScope;
import dev.ganvas.engine.nn.Operations;
import dev.ganvas.engine.nn.Replicas;
import dev.ganvas.engine.optim.Adam;
import dev.ganvas.engine.optim.ExponentialMovingAverage;
import dev.ganvas.engine.tensor.Autograd;
import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.Device;
import dev.ganvas.engine.tensor.FusedOperators.AdamRates;
import dev.ganvas.engine.tensor.NoGrad;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.generate.Discriminator;
import dev.ganvas.generate.LabelledPictures;
import dev.ganvas.generate.network.Architecture;
import dev.ganvas.generate.network.DiscriminatorNetwork;
import dev.ganvas.generate.network.GeneratorNetwork;
import dev.ganvas.model.ModelFile;
import dev.ganvas.random.Seed;
import dev.ganvas.train.Trainable.Position;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One step of the competition, and the networks and optimisers it moves. */
public final class GanStep implements AutoCloseable {
    /** Steps in which the generator's statistics are tracked before they count. */
    static final int TRACKED_STEPS = 100;

    private static final double ADAM_EPSILON = 1e-8;

    /** Its place among {@link Shard#networks()}. */
    private static final int DISCRIMINATOR = 1;

    private final Recipe recipe;
    private final DType dtype;
    private final GeneratorNetwork generator;
    private final GeneratorNetwork average;
    private final DiscriminatorNetwork discriminator;
    private final Adam generatorAdam;
    private final Adam discriminatorAdam;
    private final ExponentialMovingAverage averaging;
    private final AdaptiveAugmentation augmentation;
    private final ClassCertainty classCertainty;
    private final DiscriminatorPace discriminatorPace;
    private final Replicas<Shard> shards;

    /**
     * What a step learns from, as far as {@linkplain #here this process} computes it.
     *
     * @param real {@code N} pictures, with labels when the recipe has classes
     * @param latent {@code [N, latentSize]}
     * @param heldBack as many that are never learned from, for a step that {@link #measuresAt measures}
     * @param changes names what is done to pictures before the discriminator sees them; the same for every step of a run
     */
    record Batch(LabelledPictures real, Tensor latent, Optional<LabelledPictures> heldBack, Seed changes) {}

    /** @param dtype to compute in */
    static GanStep of(Recipe recipe, Seed seed, DType dtype) {
        return Scope.making(() -> new GanStep(recipe, seed, dtype));
    }

    private GanStep(Recipe recipe, Seed seed, DType dtype) {
        this.recipe = recipe;
        this.dtype = dtype;
        generator = recipe.architecture().generator(seed);
        average = recipe.architecture().generator(seed);
        discriminator = recipe.architecture().discriminator(seed);
        // Weights of copies are never kept, so the seed does not matter.
        shards = new Replicas<>(
                new Shard(recipe.contest(), generator, discriminator),
                () -> new Shard(
                        recipe.contest(),
                        recipe.architecture().generator(seed),
                        recipe.architecture().discriminator(seed)),
                recipe.shards(),
                CollectiveScope.current());
        average.training(false);
        generatorAdam = new Adam(generator.namedParameters());
        discriminatorAdam = new Adam(discriminator.namedParameters());
        averaging = new ExponentialMovingAverage(average, generator);
        augmentation = new AdaptiveAugmentation(recipe.augmentation());
        classCertainty = new ClassCertainty(Math.max(2, recipe.architecture().classes()));
        discriminatorPace = new DiscriminatorPace();
    }

    /** What this process computes of a batch. */
    Replicas.Part here() {
        return shards.here(recipe.batch());
    }

    /** Whether this step's batch is to hold pictures back. */
    boolean measuresAt(Position position) {
        return augmentation.measuresAt(position.images() / recipe.batch());
    }

    /** Moves both networks once; tensors made here belong to the open scope. */
    Map<String, Double> on(Batch batch, Position position) {
        double rate = recipe.rates().schedule(position.totalImages()).at(position.progress()) * position.rateScale();
        try {
            return learn(batch, position, rate);
        } finally {
            shards.end();
        }
    }

    private Map<String, Double> learn(Batch batch, Position position, double rate) {
        double certainty = classCertainty.weight();
        boolean renormalised = recipe.renormalised() && position.images() >= (long) TRACKED_STEPS * recipe.batch();
        boolean penalised = recipe.contest().penalty().appliesAt(position.images() / recipe.batch());
        Replicas.Pass pass = shards.pass(recipe.batch(), (shard, part) -> {
            shard.generator().renormalise(renormalised);
            shards.follow(shard);
            LabelledPictures real = part(batch.real(), part);
            return shard.discriminatorPass(
                    augmentation.shown(real.pixels(), batch.changes().child("real"), position.images() + part.first()),
                    part.of(batch.latent()),
                    fakes -> augmentation.shown(fakes, batch.changes().child("fake"), position.images() + part.first()),
                    new Shard.Situation(real.labels(), certainty, penalised));
        });
        Map<String, Double> figures = new LinkedHashMap<>(pass.figures());
        batch.heldBack().ifPresent(heldBack -> measure(heldBack, batch.changes().child("held back"), position));
        if (figures.containsKey(Shard.SURPRISE)) {
            classCertainty.observe(figures.remove(Shard.SURPRISE));
            figures.put("certainty", certainty);
        }
        figures.putAll(augmentation.figures());
        figures.put("gradient_d", pass.gradientNorm());
        discriminatorAdam.step(pass.gradients(), adam(rate * pace(figures, position)));

        pass = shards.pass(recipe.batch(), (shard, part) -> {
            shards.followParameters(shard, DISCRIMINATOR);
            return shard.generatorPass();
        });
        figures.putAll(pass.figures());
        figures.put("gradient_g", pass.gradientNorm());
        generatorAdam.step(pass.gradients(), adam(rate));

        shards.gatherStatistics();
        averaging.update(ExponentialMovingAverage.decay(
                recipe.batch(), recipe.averageRamp() * (position.images() + recipe.batch())));
        figures.put("rate", rate);
        return figures;
    }

    private static LabelledPictures part(LabelledPictures all, Replicas.Part part) {
        return new LabelledPictures(part.of(all.pixels()), all.labels().map(part::of));
    }

    /** What to multiply the discriminator's learning rate by at this step. */
    private double pace(Map<String, Double> figures, Position position) {
        if (!recipe.contest().paced()) {
            return 1;
        }
        discriminatorPace.observe(figures.get(Shard.DISCRIMINATOR_LOSS));
        double factor = discriminatorPace.factor(position.images());
        figures.put("pace_d", factor);
        return factor;
    }

    private AdamRates adam(double rate) {
        return new AdamRates(rate, recipe.rates().beta1(), recipe.rates().beta2(), ADAM_EPSILON);
    }

    /** Before the discriminator's step, each shard with its part of the pictures. */
    private void measure(LabelledPictures heldBack, Seed changes, Position position) {
        Tensor logits = shards.joined(recipe.batch(), (shard, part) -> {
            LabelledPictures pictures = part(heldBack, part);
            return shard.logits(new LabelledPictures(
                    augmentation.shown(pictures.pixels(), changes, position.images() + part.first()),
                    pictures.labels()));
        });
        Tensor real = shards.joined(recipe.batch(), (shard, part) -> shard.realLogits());
        augmentation.observe(real, logits, recipe.batch());
    }

    /** The generator to draw from: the running average. */
    GeneratorNetwork average() {
        return average;
    }

    DiscriminatorNetwork discriminator() {
        return discriminator;
    }

    Device device() {
        return generator.device();
    }

    DType dtype() {
        return dtype;
    }

    /** By entries of a generator's model file: what it draws with begins both the generator and its average. */
    Map<String, List<Map<String, Tensor>>> transferable() {
        return Map.of(
                ModelFile.WEIGHTS,
                List.of(generator.namedTensors(), average.namedTensors()),
                Discriminator.ENTRY,
                List.of(discriminator.namedTensors()));
    }

    Map<String, Tensor> state() {
        Map<String, Tensor> state = new LinkedHashMap<>();
        generator.namedTensors().forEach((name, tensor) -> state.put("generator." + name, tensor));
        average.namedTensors().forEach((name, tensor) -> state.put("average." + name, tensor));
        discriminator.namedTensors().forEach((name, tensor) -> state.put("discriminator." + name, tensor));
        generatorAdam.namedTensors().forEach((name, tensor) -> state.put("adam_generator." + name, tensor));
        discriminatorAdam.namedTensors().forEach((name, tensor) -> state.put("adam_discriminator." + name, tensor));
        augmentation.namedTensors().forEach((name, tensor) -> state.put("augmentation." + name, tensor));
        if (recipe.architecture().classes() > 0) {
            classCertainty.namedTensors().forEach((name, tensor) -> state.put("certainty." + name, tensor));
        }
        if (recipe.contest().paced()) {
            discriminatorPace.namedTensors().forEach((name, tensor) -> state.put("pace." + name, tensor));
        }
        return state;
    }

    /** What is done to pictures before the discriminator sees them, and how far it has overfitted them. */
    AdaptiveAugmentation augmentation() {
        return augmentation;
    }

    Map<String, Long> parameterCounts() {
        return Map.of("generator", generator.parameterCount(), "discriminator", discriminator.parameterCount());
    }

    /**
     * Floating-point operations a training image takes: the generator forward and backward (3), the discriminator
     * forward and backward on real and fake (6), and forward and backward to the pixels for the generator (2); a
     * penalised image costs about 6 discriminator passes more.
     */
    double operationsPerImage() {
        Architecture architecture = recipe.architecture();
        long[] passes = new long[2];
        try (Scope scope = Scope.open();
                NoGrad off = Autograd.noGrad()) {
            Optional<Tensor> label =
                    architecture.classes() == 0 ? Optional.empty() : Optional.of(device().zeros(DType.I64, 1));
            Tensor latent = device().zeros(DType.F32, 1, architecture.latentSize());
            PixelShape shape = architecture.pictures();
            Tensor picture = device().zeros(DType.F32, 1, shape.channels(), shape.height(), shape.width());
            passes[0] = Operations.during(() -> average.forward(latent, label));
            // The running statistics must not see this, so it runs as if in use.
            discriminator.training(false);
            passes[1] = Operations.during(() -> discriminator.forward(picture, label));
            discriminator.training(true);
        }
        double penalties = recipe.contest().penalty().gamma() > 0
                ? 12.0 / recipe.contest().penalty().interval()
                : 0;
        return 2 * (3.0 * passes[0] + (8 + penalties) * passes[1]);
    }

    @Override
    public void close() {
        generator.close();
        average.close();
        discriminator.close();
        generatorAdam.close();
        discriminatorAdam.close();
        augmentation.close();
        classCertainty.close();
        discriminatorPace.close();
        shards.close();
    }
}
