package dev.ganvas.generate.learn;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganvas.data.PixelCache;
import dev.ganvas.data.PixelShape;
import dev.ganvas.data.TrainingPictures;
import dev.ganvas.engine.loss.GradientPenalty;
import dev.ganvas.error.Require;
import dev.ganvas.generate.GeneratorModel;
import dev.ganvas.generate.LatentKind;
import dev.ganvas.generate.network.Architecture;
import dev.ganvas.train.Budget;
import dev.ganvas.train.FixedSizeTask;
import dev.ganvas.train.RunSettings;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What a person may choose about the training of a generator; what is absent is chosen for them.
 *
 * @param recipe {@code "dcgan"} or {@code "modern"}
 * @param run what is chosen about every training
 * @param classes whether to learn the classes, if the data has any and the recipe can
 * @param stopEarly whether the training ends when the distances have ceased to fall
 * @param overrides of what is otherwise chosen by recipe and data
 */
public record GanSettings(String recipe, RunSettings run, boolean classes, boolean stopEarly, Overrides overrides)
        implements FixedSizeTask {
    private static final String AUTO = RunSettings.AUTO;
    private static final int PENALTY_INTERVAL = 16;

    /**
     * What an expert may set against recipe and data.
     *
     * @param latent what latent numbers are drawn from
     * @param gamma strength of the R1 and R2 penalties
     * @param batch pictures a step, {@value #FEWEST} to {@value #MOST}; a multiple of the recipe's shards
     * @param learningRate Adam's for both networks; the recipe's schedule scales with it
     * @param evenRates whether the discriminator learns at the generator's rate, however far it is ahead
     * @param mirrored whether pictures are shown mirrored half the time, so that there seem to be twice as many
     * @param augment how strongly pictures are changed before the discriminator sees them, 0 to
     *     {@value AugmentationStrength#LIMIT}; absent, few pictures are changed as strongly as it takes
     */
    public record Overrides(
            Optional<LatentKind> latent,
            OptionalDouble gamma,
            OptionalInt batch,
            OptionalDouble learningRate,
            boolean evenRates,
            boolean mirrored,
            OptionalDouble augment) {
        private static final int FEWEST = 2;
        private static final int MOST = 4096;

        /** Nothing is overridden. */
        public static final Overrides NONE = new Overrides(
                Optional.empty(),
                OptionalDouble.empty(),
                OptionalInt.empty(),
                OptionalDouble.empty(),
                false,
                false,
                OptionalDouble.empty());

        public Overrides {
            batch.ifPresent(pictures -> Require.within(pictures, FEWEST, MOST, "batch"));
            augment.ifPresent(
                    strength -> Require.within(strength, 0, AugmentationStrength.LIMIT, "augmentation strength"));
        }

        Recipe on(Recipe chosen, int pictures) {
            Recipe augmented = chosen.withAugmentation(AugmentationStrength.chosen(augment, pictures));
            Recipe drawn = latent.map(augmented::withLatent).orElse(augmented);
            Recipe penalised = gamma.isPresent()
                    ? drawn.withPenalty(new GradientPenalty(gamma.getAsDouble(), PENALTY_INTERVAL))
                    : drawn;
            Recipe sized = batch.isPresent() ? penalised.withBatch(batch.getAsInt()) : penalised;
            Recipe rated = learningRate.isPresent() ? sized.withLearningRate(learningRate.getAsDouble()) : sized;
            return evenRates ? rated.withEvenRates() : rated;
        }

        private void describe(ObjectNode node) {
            node.put(
                    "latent",
                    latent.map(kind -> kind.name().toLowerCase(Locale.ROOT)).orElse(AUTO));
            node.put("batch", batch.isPresent() ? Integer.toString(batch.getAsInt()) : AUTO);
            node.put("learning_rate", learningRate.isPresent() ? Double.toString(learningRate.getAsDouble()) : AUTO);
            node.put("gamma", gamma.isPresent() ? Double.toString(gamma.getAsDouble()) : AUTO);
            node.put("even_rates", evenRates);
            node.put("mirror", mirrored);
            node.put("augment", AugmentationStrength.toString(augment));
        }
    }

    public GanSettings {
        run.pictures().size().ifPresent(Architecture::requireSize);
    }

    /** The recipe {@code modern}, classes if there are any, seed 1, and the rest chosen by measurement. */
    public static GanSettings of(Budget budget) {
        return of(RunSettings.of(budget));
    }

    /** The recipe {@code modern}, and classes if there are any. */
    public static GanSettings of(RunSettings run) {
        return new GanSettings("modern", run, true, false, Overrides.NONE);
    }

    @Override
    public String name() {
        return "generate";
    }

    @Override
    public String modelKind() {
        return GeneratorModel.KIND;
    }

    @Override
    public FixedSizeTask usual() {
        return of(run.budget());
    }

    @Override
    public void describe(ObjectNode node) {
        node.put("recipe", recipe);
        node.put("classes", classes ? AUTO : "off");
        node.put("stop_early", stopEarly);
        overrides.describe(node);
    }

    @Override
    public OptionalInt heldOut(TrainingPictures pictures) {
        PixelCache data = pictures.cache();
        Recipe chosen = recipeFor(data.shape(), pictures.classCount(), data.count());
        return chosen.augmentation().applies()
                ? OptionalInt.of(PictureBatches.countHeldBack(data.count()))
                : OptionalInt.empty();
    }

    @Override
    public Prepared on(TrainingPictures pictures, Optional<ObjectNode> record) throws IOException {
        return GanPrepared.on(pictures, this, record);
    }

    /** The recipe for {@code count} pictures of {@code shape} in {@code classCount} classes. */
    Recipe recipeFor(PixelShape shape, int classCount, int count) {
        return overrides.on(Recipe.named(recipe, shape, classes && classCount > 1 ? classCount : 0), count);
    }
}
