package dev.ganvas.generate;

import dev.ganvas.engine.nn.Operations;
import dev.ganvas.engine.optim.Adam;
import dev.ganvas.engine.optim.ExponentialMovingAverage;
import dev.ganvas.engine.random.Seed;
import dev.ganvas.engine.tensor.Autograd;
import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.FusedOperators.AdamRates;
import dev.ganvas.engine.tensor.NoGrad;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.train.Trainable.Position;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** One step of the competition, and the networks and optimisers it moves. */
final class GanStep implements AutoCloseable {
    private static final double ADAM_EPSILON = 1e-8;

    private final Recipe recipe;
    private final DType dtype;
    private final Objective objective;
    private final GeneratorNetwork generator;
    private final GeneratorNetwork average;
    private final DiscriminatorNetwork discriminator;
    private final Adam generatorAdam;
    private final Adam discriminatorAdam;
    private final ExponentialMovingAverage averaging;
    private final AdaptiveAugmentation augmentation;
    private final ClassCertainty classCertainty;

    /**
     * What a step learns from.
     *
     * @param real {@code N} pictures, with labels when the recipe has classes
     * @param latent {@code [N, latentSize]}
     * @param heldBack as many that are never learned from, for a step that {@link #measuresAt measures}
     * @param changes names what is done to pictures before the discriminator sees them; the same for every step of a run
     */
    record Batch(LabelledPictures real, Tensor latent, Optional<LabelledPictures> heldBack, Seed changes) {}

    GanStep(Recipe recipe, Seed seed, DType dtype) {
        this.recipe = recipe;
        this.dtype = dtype;
        this.objective = recipe.contest().objective().objective();
        try (Scope scope = Scope.open()) {
            generator = recipe.architecture().generator(seed);
            average = recipe.architecture().generator(seed);
            discriminator = recipe.architecture().discriminator(seed);
        }
        average.training(false);
        generatorAdam = new Adam(generator.namedParameters());
        discriminatorAdam = new Adam(discriminator.namedParameters());
        averaging = new ExponentialMovingAverage(average, generator);
        augmentation = new AdaptiveAugmentation(recipe.augmentation());
        classCertainty = new ClassCertainty(Math.max(2, recipe.architecture().classes()));
    }

    /** Whether this step's batch is to hold pictures back. */
    boolean measuresAt(Position position) {
        return augmentation.measuresAt(position.images() / recipe.batch());
    }

    /** Moves both networks once; tensors made here belong to the open scope. */
    Map<String, Double> on(Batch batch, Position position) {
        double rate = recipe.rates().schedule().at(position.progress()) * position.rateScale();
        AdamRates adam =
                new AdamRates(rate, recipe.rates().beta1(), recipe.rates().beta2(), ADAM_EPSILON);
        Optional<Tensor> labels = batch.real().labels();
        Tensor real = augmentation.shown(batch.real().pixels(), batch.changes().child("real"), position.images());
        Tensor fake = augmentation.shown(
                generator.forward(batch.latent(), labels), batch.changes().child("fake"), position.images());

        DiscriminatorNetwork.Verdict onReal = discriminator.judge(real);
        onReal.classes().ifPresent(seen -> classCertainty.observe(seen, labels.orElseThrow()));
        double certainty = classCertainty.weight();
        Tensor realLogits = onReal.logits(labels, certainty);
        DiscriminatorNetwork.Verdict onFake = discriminator.judge(fake.detach());
        Tensor discriminatorLoss = objective.discriminatorLoss(realLogits, onFake.logits(labels, certainty));
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("loss_d", discriminatorLoss.item());
        figures.putAll(augmentation.figures());
        if (recipe.contest().classWeight() > 0 && labels.isPresent()) {
            Tensor classLoss = onReal.classes()
                    .orElseThrow()
                    .lossOnReal(labels.get())
                    .add(onFake.classes().orElseThrow().lossOnGenerated(labels.get()));
            figures.put("loss_class", classLoss.item());
            figures.put("certainty", certainty);
            discriminatorLoss =
                    discriminatorLoss.add(classLoss.mul(recipe.contest().classWeight()));
        }
        if (recipe.contest().penalty().appliesAt(position.images() / recipe.batch())) {
            UnaryOperator<Tensor> logits = x -> discriminator.judge(x).logits(labels, certainty);
            Tensor penalty = recipe.contest()
                    .penalty()
                    .at(logits, real)
                    .add(recipe.contest().penalty().at(logits, fake));
            figures.put("penalty", penalty.item());
            discriminatorLoss = discriminatorLoss.add(penalty);
        }
        batch.heldBack()
                .ifPresent(heldBack ->
                        measure(realLogits, heldBack, certainty, batch.changes().child("held back"), position));
        List<Tensor> gradients = Autograd.gradients(discriminatorLoss, discriminator.parameters());
        figures.put("gradient_d", norm(gradients));
        discriminatorAdam.step(gradients, adam);

        // The same fakes once more, before the discriminator as it is now. The real logits are those from before its
        // step: they only weigh the pairs, and computing them again would cost a forward pass.
        Tensor generatorLoss = objective.generatorLoss(
                realLogits.detach(), discriminator.judge(fake).logits(labels, certainty));
        figures.put("loss_g", generatorLoss.item());
        gradients = Autograd.gradients(generatorLoss, generator.parameters());
        figures.put("gradient_g", norm(gradients));
        generatorAdam.step(gradients, adam);

        averaging.update(ExponentialMovingAverage.decay(
                recipe.batch(), recipe.averageRamp() * (position.images() + recipe.batch())));
        figures.put("rate", rate);
        return figures;
    }

    /** Before the discriminator's step, as the real logits are. */
    private void measure(
            Tensor realLogits, LabelledPictures heldBack, double certainty, Seed changes, Position position) {
        try (NoGrad off = Autograd.noGrad()) {
            Tensor seen = augmentation.shown(heldBack.pixels(), changes, position.images());
            augmentation.observe(
                    realLogits, discriminator.judge(seen).logits(heldBack.labels(), certainty), recipe.batch());
        }
    }

    private static double norm(List<Tensor> gradients) {
        try (Scope scope = Scope.open();
                NoGrad off = Autograd.noGrad()) {
            double sum = 0;
            for (Tensor gradient : gradients) {
                sum += gradient.square().sum().item();
            }
            return Math.sqrt(sum);
        }
    }

    /** The generator to draw from: the running average. */
    GeneratorNetwork average() {
        return average;
    }

    DiscriminatorNetwork discriminator() {
        return discriminator;
    }

    DType dtype() {
        return dtype;
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
        return state;
    }

    /** What is done to pictures before the discriminator sees them, and how much of them it knows by heart. */
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
                    architecture.classes() == 0 ? Optional.empty() : Optional.of(Tensor.zeros(DType.I64, 1));
            Tensor latent = Tensor.zeros(DType.F32, 1, architecture.latentSize());
            Tensor picture = Tensor.zeros(DType.F32, 1, 3, architecture.size(), architecture.size());
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
    }
}
