package dev.ganvas.generate.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ganvas.engine.io.SafeTensors;
import dev.ganvas.engine.loss.GradientPenalty;
import dev.ganvas.engine.nn.CollectiveScope;
import dev.ganvas.engine.nn.Initializer;
import dev.ganvas.engine.ranks.RankThreads;
import dev.ganvas.engine.tensor.Autograd;
import dev.ganvas.engine.tensor.BatchStatistics;
import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.engine.tensor.Threads;
import dev.ganvas.generate.LabelledPictures;
import dev.ganvas.generate.network.Architecture;
import dev.ganvas.generate.network.DiscriminatorNetwork;
import dev.ganvas.random.Seed;
import dev.ganvas.train.Trainable.Position;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GanStepTest {
    private static final int BATCH = 4;

    static Stream<Recipe> recipes() {
        return Stream.of("dcgan", "modern")
                .flatMap(name -> Stream.of(0, 3).map(classes -> Recipe.named(name, 32, classes)))
                .flatMap(recipe -> Stream.of(small(recipe, 1), small(recipe, 2)))
                .flatMap(recipe -> Stream.of(
                        recipe,
                        recipe.withPenalty(new GradientPenalty(0.5, 2))
                                .withAugmentation(new AugmentationStrength(0.4, 0.8))));
    }

    private static Recipe small(Recipe recipe, int shards) {
        Architecture wide = recipe.architecture();
        return new Recipe(
                recipe.name(),
                new Architecture(wide.family(), wide.pictures(), 8, 8, 8, wide.classes()),
                BATCH * shards,
                shards,
                recipe.renormalised(),
                recipe.latent(),
                recipe.contest(),
                recipe.augmentation(),
                recipe.rates(),
                recipe.averageRamp());
    }

    private static Tensor normal(String name, long... shape) {
        return Initializer.normal(0, 0.5).initial(Seed.of(3).child(name), shape);
    }

    private static LabelledPictures pictures(String name, int n, Optional<Tensor> labels, DType dtype) {
        return new LabelledPictures(normal(name, n, 3, 32, 32).channelsLast().to(dtype), labels);
    }

    private static Optional<Tensor> labels(Recipe recipe, int n) {
        return recipe.architecture().classes() == 0
                ? Optional.empty()
                : Optional.of(Tensor.ofLongs(
                        LongStream.range(0, n).map(i -> i % BATCH % 3).toArray(), n));
    }

    /** Of step {@code i} of a long run; the generator is renormalised from the third on. */
    private static Position at(int i, int batch) {
        return new Position((GanStep.TRACKED_STEPS - 2L + i) * batch, 1_000_000, 1);
    }

    private static void steps(GanStep step, Recipe recipe, int from, int to) {
        for (int i = from; i < to; i++) {
            try (Scope scope = Scope.open()) {
                int n = recipe.batch();
                Position position = at(i, n);
                Map<String, Double> figures = step.on(
                        new GanStep.Batch(
                                here(step, pictures("x" + i, n, labels(recipe, n), step.dtype())),
                                here(step, normal("z" + i, n, 8)).to(step.dtype()),
                                step.measuresAt(position)
                                        ? Optional.of(here(
                                                step, pictures("held back" + i, n, labels(recipe, n), step.dtype())))
                                        : Optional.empty(),
                                Seed.of(4)),
                        position);
                assertThat(figures.values()).allMatch(Double::isFinite);
            }
        }
    }

    /** What this process computes of a batch. */
    private static Tensor here(GanStep step, Tensor batch) {
        return batch.narrow(0, step.here().first(), step.here().count());
    }

    private static LabelledPictures here(GanStep step, LabelledPictures batch) {
        return new LabelledPictures(here(step, batch.pixels()), batch.labels().map(labels -> here(step, labels)));
    }

    private static Map<String, float[]> values(GanStep step) {
        Map<String, float[]> values = new LinkedHashMap<>();
        step.state().forEach((name, tensor) -> values.put(name, tensor.toFloats()));
        return values;
    }

    private static void assertEqual(Map<String, float[]> actual, Map<String, float[]> expected) {
        assertThat(actual.keySet()).isEqualTo(expected.keySet());
        expected.forEach((name, value) -> assertThat(actual.get(name)).as(name).containsExactly(value));
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void aSeedReproducesARunAlsoAfterSavingAndRestoring(Recipe recipe) throws IOException {
        for (DType dtype : List.of(DType.F32, DType.BF16)) {
            try (GanStep whole = GanStep.of(recipe, Seed.of(1), dtype);
                    GanStep first = GanStep.of(recipe, Seed.of(1), dtype);
                    GanStep second = GanStep.of(recipe, Seed.of(2), dtype)) {
                Map<String, float[]> before = values(whole);
                steps(whole, recipe, 0, 6);
                steps(first, recipe, 0, 3);
                ByteArrayOutputStream saved = new ByteArrayOutputStream();
                new SafeTensors(Map.of(), first.state()).write(saved);
                try (Scope scope = Scope.open()) {
                    SafeTensors read =
                            SafeTensors.read("state", new ByteArrayInputStream(saved.toByteArray()), saved.size());
                    second.state()
                            .forEach((name, tensor) ->
                                    tensor.copyFrom(read.tensors().get(name)));
                }
                steps(second, recipe, 3, 6);
                assertEqual(values(second), values(whole));
                before.forEach((name, value) -> {
                    if (name.endsWith("weight")) {
                        assertThat(whole.state().get(name).toFloats()).as(name).isNotEqualTo(value);
                    }
                });
            }
        }
    }

    private static void compareRanks(Recipe recipe, int count) {
        Map<String, float[]> alone;
        try (Threads two = Threads.use(2);
                GanStep step = GanStep.of(recipe, Seed.of(1), DType.F32)) {
            steps(step, recipe, 0, count);
            alone = values(step);
        }
        List<Integer> same = RankThreads.each(2, Integer.class, ranks -> {
            try (Threads one = Threads.use(1);
                    CollectiveScope scope = CollectiveScope.open(ranks.collective());
                    GanStep step = GanStep.of(recipe, Seed.of(1), DType.F32)) {
                steps(step, recipe, 0, count);
                assertEqual(values(step), alone);
                return step.here().count();
            }
        });
        assertThat(same).containsExactly(BATCH, BATCH);
    }

    /** With penalties, classes and an augmentation that measures at the first step. */
    private static List<Recipe> shared() {
        return List.of(
                small(Recipe.named("dcgan", 32, 0), 2),
                small(Recipe.named("modern", 32, 3), 2)
                        .withPenalty(new GradientPenalty(0.5, 2))
                        .withAugmentation(new AugmentationStrength(0.4, 0.8)));
    }

    @ParameterizedTest
    @MethodSource("shared")
    void twoRanksMoveAsOneProcessOfTwoShardsBitForBit(Recipe recipe) {
        compareRanks(recipe, 4);
    }

    @ParameterizedTest
    @MethodSource("shared")
    @Tag("slow")
    void soTheyDoAfterTwoHundredSteps(Recipe recipe) {
        compareRanks(recipe, 200);
    }

    /** The mean of equal gradients is each of them, so shards that see the same move the networks as one of them would. */
    @Test
    void lanesThatSeeTheSameMoveAsOneAlone() {
        Recipe alone = small(Recipe.named("modern", 32, 3), 1);
        Recipe twice = small(Recipe.named("modern", 32, 3), 2);
        try (Threads threads = Threads.use(1);
                Scope scope = Scope.open()) {
            GanStep one = GanStep.of(alone, Seed.of(1), DType.F32);
            GanStep two;
            try (Threads enough = Threads.use(2)) {
                two = GanStep.of(twice, Seed.of(1), DType.F32);
            }
            for (int i = 0; i < 5; i++) {
                Tensor x = pictures("x" + i, BATCH, Optional.empty(), DType.F32).pixels();
                Tensor z = normal("z" + i, BATCH, 8);
                // The share of pictures shown, by which the average moves, must be the same.
                one.on(
                        new GanStep.Batch(
                                new LabelledPictures(x, labels(alone, BATCH)), z, Optional.empty(), Seed.of(4)),
                        at(i, BATCH));
                two.on(
                        new GanStep.Batch(
                                new LabelledPictures(
                                        Tensor.cat(List.of(x, x), 0).channelsLast(), labels(twice, 2 * BATCH)),
                                Tensor.cat(List.of(z, z), 0),
                                Optional.empty(),
                                Seed.of(4)),
                        at(i, 2 * BATCH));
            }
            assertEqual(values(two), values(one));
            one.close();
            two.close();
        }
    }

    @Test
    void atStrengthZeroWeightsMoveAsWithoutAugmentation() {
        Recipe recipe = small(Recipe.named("modern", 32, 3), 1);
        try (GanStep without = GanStep.of(recipe, Seed.of(1), DType.BF16);
                GanStep with =
                        GanStep.of(recipe.withAugmentation(AugmentationStrength.ADAPTIVE), Seed.of(1), DType.BF16);
                GanStep changed = GanStep.of(
                        recipe.withAugmentation(new AugmentationStrength(0.5, 0.5)), Seed.of(1), DType.BF16)) {
            steps(without, recipe, 0, 3);
            steps(with, recipe, 0, 3);
            steps(changed, recipe, 0, 3);
            assertThat(with.augmentation().strength()).isZero();
            assertThat(values(without).keySet()).noneMatch(name -> name.contains("augmentation"));
            values(without).forEach((name, value) -> {
                // Measuring runs held-back pictures through the discriminator's batch norm, whose tracked statistics
                // nothing reads.
                if (!name.startsWith("discriminator.") || !name.contains("running")) {
                    assertThat(values(with).get(name)).as(name).containsExactly(value);
                }
            });
            assertThat(values(changed).get("generator.conv0.weight"))
                    .isNotEqualTo(values(without).get("generator.conv0.weight"));
        }
    }

    /** Adam's first step is its learning rate long, whatever the gradient's length. */
    @Test
    void aDiscriminatorThatHasWonMovesLeast() {
        Recipe recipe = small(Recipe.named("modern", 32, 0), 1);
        double paced = firstMove(recipe, "discriminator.");
        double even = firstMove(recipe.withEvenRates(), "discriminator.");
        assertThat(even).isCloseTo(recipe.rates().initial(), within(1e-6));
        assertThat(paced).isCloseTo(even * DiscriminatorPace.LEAST, within(1e-6));
        assertThat(firstMove(recipe, "generator.")).isCloseTo(even, within(1e-6));
    }

    /** The farthest that a weight of a network moves when the discriminator has long been winning. */
    private static double firstMove(Recipe recipe, String network) {
        try (GanStep step = GanStep.of(recipe, Seed.of(1), DType.F32);
                Scope scope = Scope.open()) {
            if (step.state().containsKey("pace.loss")) {
                step.state().get("pace.loss").copyFrom(Tensor.zeros(DType.F64, 1));
            }
            Map<String, float[]> before = values(step);
            steps(step, recipe, 0, 1);
            double farthest = 0;
            for (Map.Entry<String, float[]> after : values(step).entrySet()) {
                if (after.getKey().startsWith(network) && after.getKey().endsWith("weight")) {
                    for (int i = 0; i < after.getValue().length; i++) {
                        farthest = Math.max(farthest, Math.abs(after.getValue()[i] - before.get(after.getKey())[i]));
                    }
                }
            }
            return farthest;
        }
    }

    /** A discriminator that is smooth, so that finite differences of its slope mean something, and in F64. */
    private static final class SmoothDiscriminator extends DiscriminatorNetwork {
        private final Tensor first =
                parameter("first", normal("first", 4, 3, 4, 4).to(DType.F64));
        private final Tensor scale = parameter("scale", normal("scale", 4).to(DType.F64));
        private final Tensor shift = parameter("shift", normal("shift", 4).to(DType.F64));
        private final Tensor last = parameter("last", normal("last", 1, 4, 8, 8).to(DType.F64));

        @Override
        public Verdict verdict(Tensor pictures) {
            BatchStatistics statistics = new BatchStatistics(
                    Optional.of(scale), Optional.of(shift), Tensor.zeros(DType.F64, 4), Tensor.zeros(DType.F64, 4));
            Tensor x = pictures.conv2d(first, Optional.empty(), 2, 1, 1)
                    .batchNorm(statistics, true, 0.1, 1e-5)
                    .softplus();
            return new Verdict(
                    x.conv2d(last, Optional.empty(), 1, 0, 1).tanh().reshape(pictures.size(0)), Optional.empty());
        }
    }

    /** The penalty's derivative by the discriminator's weights, which takes a second backward pass. */
    @Test
    void thePenaltyAgreesWithFiniteDifferences() {
        try (Scope scope = Scope.open();
                DiscriminatorNetwork discriminator = new SmoothDiscriminator()) {
            Tensor pictures = normal("x", BATCH, 3, 16, 16).to(DType.F64);
            GradientPenalty penalty = new GradientPenalty(2, 4);
            double slope = GradientPenalty.squaredSlope(
                            x -> discriminator.verdict(x).realness(), pictures)
                    .item();
            assertThat(penalty.at(x -> discriminator.verdict(x).realness(), pictures)
                            .item())
                    .isCloseTo(2.0 / 2 * 4 * slope, within(1e-12 * slope));
            List<Tensor> weights = discriminator.parameters();
            List<Tensor> gradients =
                    Autograd.gradients(penalty.at(x -> discriminator.verdict(x).realness(), pictures), weights);
            for (int i = 0; i < weights.size(); i++) {
                Tensor direction = normal("direction", weights.get(i).shape()).to(DType.F64);
                double along = gradients.get(i).mul(direction).sum().item();
                double step = 1e-6;
                double up = moved(discriminator, weights.get(i), direction, step, pictures, penalty);
                double down = moved(discriminator, weights.get(i), direction, -2 * step, pictures, penalty);
                moved(discriminator, weights.get(i), direction, step, pictures, penalty);
                assertThat(along)
                        .isNotZero()
                        .isCloseTo((up - down) / (2 * step), within(1e-5 * Math.abs(along) + 1e-7));
            }
        }
    }

    private static double moved(
            DiscriminatorNetwork discriminator,
            Tensor weight,
            Tensor direction,
            double step,
            Tensor pictures,
            GradientPenalty penalty) {
        weight.copyFrom(weight.detach().add(direction.mul(step)));
        return penalty.at(x -> discriminator.verdict(x).realness(), pictures).item();
    }

    @Test
    void theObjectivesAreWhatTheirFormulasSay() {
        try (Scope scope = Scope.open()) {
            Tensor real = Tensor.of(new float[] {1, -2}, 2);
            Tensor fake = Tensor.of(new float[] {0.5f, 3}, 2);
            Objective textbook = Objective.Kind.CROSS_ENTROPY.objective();
            assertThat(textbook.discriminatorLoss(real, fake).item())
                    .isCloseTo((softplus(-1) + softplus(2) + softplus(0.5) + softplus(3)) / 2, within(1e-6));
            assertThat(textbook.generatorLoss(real, fake).item())
                    .isCloseTo((softplus(-0.5) + softplus(-3)) / 2, within(1e-6));
            Objective pairing = Objective.Kind.RELATIVISTIC.objective();
            assertThat(pairing.discriminatorLoss(real, fake).item())
                    .isCloseTo((softplus(-0.5) + softplus(5)) / 2, within(1e-6));
            assertThat(pairing.generatorLoss(real, fake).item())
                    .isCloseTo((softplus(0.5) + softplus(-5)) / 2, within(1e-6));
        }
    }

    private static double softplus(double x) {
        return Math.log1p(Math.exp(x));
    }

    @Test
    void theTextbookPairAt64HasTheTextbookSize() {
        Recipe recipe = Recipe.named("dcgan", 64, 0);
        try (GanStep step = GanStep.of(recipe, Seed.of(1), DType.F32)) {
            // Without biases: convolutions and the scale and shift of each batch norm.
            assertThat(step.parameterCounts())
                    .containsOnly(Map.entry("generator", 3_576_704L), Map.entry("discriminator", 2_765_568L));
        }
    }
}
