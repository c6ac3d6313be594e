package dev.ganvas.generate.learn;

import dev.ganvas.generate.LatentKind;
import dev.ganvas.generate.network.Architecture;
import dev.ganvas.image.Fit;
import dev.ganvas.image.PictureSize;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganvas.data.PictureChoice;
import dev.ganvas.data.PixelShape;
import dev.ganvas.error.Require;
import dev.ganvas.engine.machine.Precision;
import dev.ganvas.train.Budget;
import dev.ganvas.train.TrainingRun;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What a person may choose about a training; what is absent is chosen for them.
 *
 * @param recipe {@code "dcgan"} or {@code "modern"}
 * @param pictures their size, how they come to it, and their channels
 * @param budget how long to train
 * @param classes whether to learn the classes, if the data has any and the recipe can
 * @param seed names the run: same data, settings, machine, threads and seed give the same weights
 * @param precision by default the faster one, measured
 * @param threads by default one a processor
 * @param stopEarly whether the training ends when the distances have ceased to fall
 * @param overrides of what is otherwise chosen by recipe and data
 */
public record GanSettings(
        String recipe,
        PictureChoice pictures,
        Budget budget,
        boolean classes,
        long seed,
        Optional<Precision> precision,
        OptionalInt threads,
        boolean stopEarly,
        Overrides overrides) {
    private static final int PENALTY_INTERVAL = 16;
    private static final String AUTO = "auto";

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
        pictures.size().ifPresent(Architecture::requireSize);
        threads.ifPresent(t -> Require.within(t, 1, 1024, "threads"));
    }

    /** The recipe {@code modern}, classes if there are any, seed 1, and the rest chosen by measurement. */
    public static GanSettings defaults(Budget budget) {
        return new GanSettings(
                "modern",
                PictureChoice.AUTO,
                budget,
                true,
                1,
                Optional.empty(),
                OptionalInt.empty(),
                false,
                Overrides.NONE);
    }

    /** The recipe for {@code count} pictures of {@code shape} in {@code classCount} classes. */
    Recipe recipeFor(PixelShape shape, int classCount, int count) {
        return overrides.on(Recipe.named(recipe, shape, classes && classCount > 1 ? classCount : 0), count);
    }

    TrainingRun.Resources resources() {
        return new TrainingRun.Resources(budget, precision, threads);
    }

    /** All that a continued run must agree with. */
    ObjectNode toJson() {
        ObjectNode node = new ObjectMapper().createObjectNode();
        node.put("task", "generate");
        node.put("recipe", recipe);
        node.put("size", pictures.size().map(PictureSize::toString).orElse(AUTO));
        // Runs of older versions know nothing of these, and are continued.
        if (pictures.fit() != Fit.CROP) {
            node.put("fit", pictures.fit().toString());
        }
        pictures.channels().ifPresent(channels -> node.put("channels", channels.toString()));
        node.put("budget", budget.toString());
        node.put("classes", classes ? AUTO : "off");
        node.put("seed", seed);
        node.put("precision", precision.map(Precision::toString).orElse(AUTO));
        node.put("threads", threads.isPresent() ? Integer.toString(threads.getAsInt()) : AUTO);
        node.put("stop_early", stopEarly);
        overrides.describe(node);
        return node;
    }
}
