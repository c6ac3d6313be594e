package dev.ganvas.generate;

import dev.ganvas.engine.nn.Operations;
import dev.ganvas.engine.nn.ParameterTree;
import dev.ganvas.engine.optim.Adam;
import dev.ganvas.engine.optim.ExponentialMovingAverage;
import dev.ganvas.engine.random.Seed;
import dev.ganvas.engine.tensor.Autograd;
import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.FusedOperators.AdamRates;
import dev.ganvas.engine.tensor.NativeLibrary;
import dev.ganvas.engine.tensor.NoGrad;
import dev.ganvas.engine.tensor.ParallelLanes;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.train.Trainable.Position;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One step of the competition, and the networks and optimisers it moves. */
final class GanStep implements AutoCloseable {
    /** Steps in which the generator's statistics are tracked before they count. */
    static final int TRACKED_STEPS = 100;

    private static final double ADAM_EPSILON = 1e-8;

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
    private final ParallelLanes threads;
    private final List<Lane> lanes;

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
        discriminatorPace = new DiscriminatorPace();
        threads = new ParallelLanes(NativeLibrary.threads() < recipe.lanes() ? 1 : recipe.lanes());
        lanes = lanes(seed);
    }

    /** A lane alone uses the networks themselves, several use copies. */
    private List<Lane> lanes(Seed seed) {
        if (threads.count() == 1) {
            return List.of(new Lane(recipe.contest(), generator, discriminator));
        }
        List<Lane> made = new ArrayList<>();
        try (Scope scope = Scope.open()) {
            for (int i = 0; i < threads.count(); i++) {
                made.add(new Lane(
                        recipe.contest(),
                        recipe.architecture().generator(seed),
                        recipe.architecture().discriminator(seed)));
            }
        }
        return made;
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
            threads.run(i -> lanes.get(i).end());
        }
    }

    private Map<String, Double> learn(Batch batch, Position position, double rate) {
        double certainty = classCertainty.weight();
        boolean renormalised = recipe.renormalised() && position.images() >= (long) TRACKED_STEPS * recipe.batch();
        boolean penalised = recipe.contest().penalty().appliesAt(position.images() / recipe.batch());
        List<Lane.Lesson> lessons = threads.each(i -> {
            Lane lane = lanes.get(i);
            lane.begin();
            lane.generator().renormalise(renormalised);
            follow(lane.generator(), generator);
            follow(lane.discriminator(), discriminator);
            long first = position.images() + i * share();
            Optional<Tensor> labels = batch.real().labels().map(all -> part(all, i));
            Seed changes = batch.changes();
            return lane.discriminatorLesson(
                    augmentation.shown(part(batch.real().pixels(), i), changes.child("real"), first),
                    part(batch.latent(), i),
                    fakes -> augmentation.shown(fakes, changes.child("fake"), first),
                    new Lane.Situation(labels, certainty, penalised));
        });
        Map<String, Double> figures = means(lessons);
        batch.heldBack().ifPresent(heldBack -> measure(heldBack, batch.changes().child("held back"), position));
        if (figures.containsKey(Lane.SURPRISE)) {
            classCertainty.observe(figures.remove(Lane.SURPRISE));
            figures.put("certainty", certainty);
        }
        figures.putAll(augmentation.figures());
        List<Tensor> gradients = meanGradients(lessons);
        figures.put("gradient_d", norm(gradients));
        discriminatorAdam.step(gradients, adam(rate * pace(figures)));

        lessons = threads.each(i -> {
            follow(lanes.get(i).discriminator().namedParameters(), discriminator.namedParameters());
            return lanes.get(i).generatorLesson();
        });
        figures.putAll(means(lessons));
        gradients = meanGradients(lessons);
        figures.put("gradient_g", norm(gradients));
        generatorAdam.step(gradients, adam(rate));

        gatherBuffers();
        averaging.update(ExponentialMovingAverage.decay(
                recipe.batch(), recipe.averageRamp() * (position.images() + recipe.batch())));
        figures.put("rate", rate);
        return figures;
    }

    /** What to multiply the discriminator's learning rate by at this step. */
    private double pace(Map<String, Double> figures) {
        if (!recipe.contest().paced()) {
            return 1;
        }
        discriminatorPace.observe(figures.get(Lane.DISCRIMINATOR_LOSS));
        figures.put("pace_d", discriminatorPace.factor());
        return discriminatorPace.factor();
    }

    private AdamRates adam(double rate) {
        return new AdamRates(rate, recipe.rates().beta1(), recipe.rates().beta2(), ADAM_EPSILON);
    }

    private Tensor part(Tensor all, int lane) {
        return lanes.size() == 1 ? all : all.narrow(0, lane * share(), share());
    }

    /** Pictures of a lane. */
    private long share() {
        return recipe.batch() / lanes.size();
    }

    private static void follow(ParameterTree copy, ParameterTree original) {
        follow(copy.namedTensors(), original.namedTensors());
    }

    private static void follow(Map<String, Tensor> copies, Map<String, Tensor> originals) {
        copies.forEach((name, copy) -> {
            Tensor original = originals.get(name);
            if (copy != original) {
                copy.copyFrom(original);
            }
        });
    }

    /** Batch statistics that the lanes tracked each for itself: their means. */
    private void gatherBuffers() {
        if (lanes.size() > 1) {
            gather(generator, lanes.stream().map(Lane::generator).toList());
            gather(discriminator, lanes.stream().map(Lane::discriminator).toList());
        }
    }

    private static void gather(ParameterTree into, List<? extends ParameterTree> from) {
        into.namedBuffers()
                .forEach((name, buffer) -> buffer.copyFrom(mean(from.stream()
                        .map(network -> network.namedBuffers().get(name))
                        .toList())));
    }

    private static Tensor mean(List<Tensor> tensors) {
        Tensor sum = tensors.get(0);
        for (Tensor next : tensors.subList(1, tensors.size())) {
            sum = sum.add(next);
        }
        return tensors.size() == 1 ? sum : sum.mul(1.0 / tensors.size());
    }

    private static List<Tensor> meanGradients(List<Lane.Lesson> lessons) {
        List<Tensor> means = new ArrayList<>();
        for (int i = 0; i < lessons.get(0).gradients().size(); i++) {
            int at = i;
            means.add(mean(
                    lessons.stream().map(lesson -> lesson.gradients().get(at)).toList()));
        }
        return means;
    }

    private static Map<String, Double> means(List<Lane.Lesson> lessons) {
        Map<String, Double> means = new LinkedHashMap<>();
        for (Lane.Lesson lesson : lessons) {
            lesson.figures().forEach((name, value) -> means.merge(name, value / lessons.size(), Double::sum));
        }
        return means;
    }

    /** Before the discriminator's step, each lane with its share of the pictures. */
    private void measure(LabelledPictures heldBack, Seed changes, Position position) {
        List<Tensor> logits = threads.each(i -> lanes.get(i)
                .logits(new LabelledPictures(
                        augmentation.shown(part(heldBack.pixels(), i), changes, position.images() + i * share()),
                        heldBack.labels().map(all -> part(all, i)))));
        List<Tensor> real = lanes.stream().map(Lane::realLogits).toList();
        augmentation.observe(Tensor.cat(real, 0), Tensor.cat(logits, 0), recipe.batch());
    }

    private static double norm(List<Tensor> gradients) {
        try (Scope scope = Scope.open();
                NoGrad off = Autograd.noGrad()) {
            double sum = 0;
            for (Tensor gradient : gradients) {
                double length = gradient.norm().item();
                sum += length * length;
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
        if (recipe.contest().paced()) {
            discriminatorPace.namedTensors().forEach((name, tensor) -> state.put("pace." + name, tensor));
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
        discriminatorPace.close();
        if (lanes.size() > 1) {
            lanes.forEach(Lane::close);
        }
        threads.close();
    }
}
