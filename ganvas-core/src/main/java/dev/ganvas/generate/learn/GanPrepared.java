package dev.ganvas.generate.learn;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganvas.data.PixelCache;
import dev.ganvas.data.TrainingPictures;
import dev.ganvas.engine.machine.Precision;
import dev.ganvas.engine.tensor.Threads;
import dev.ganvas.random.Seed;
import dev.ganvas.train.Budget;
import dev.ganvas.train.Trainable;
import dev.ganvas.train.TrainingTask;
import java.io.IOException;
import java.util.Optional;

/** A GAN's settings on opened pictures: the recipe for these, and the data as drawn pictures are compared with it. */
record GanPrepared(
        PixelCache data, GanSettings settings, Recipe recipe, Extractors extractors, GanTrainable.Reference reference)
        implements TrainingTask.Prepared {
    /** The field of a run's record that says how many pictures an evaluation looks at. */
    private static final String EVALUATED = "evaluated_pictures";

    /** @param record of the run that is continued; as many pictures are evaluated as when it began */
    static GanPrepared on(TrainingPictures pictures, GanSettings settings, Optional<ObjectNode> record)
            throws IOException {
        PixelCache data = pictures.cache();
        Recipe recipe = settings.recipeFor(data.shape(), pictures.classCount(), data.count());
        Extractors extractors = Extractors.shipped();
        // With as many threads as the training will have, or what is measured is not what it takes.
        try (Threads threads =
                Threads.use(settings.run().threads().orElse(Runtime.getRuntime().availableProcessors()))) {
            EvaluationSize size = record.isPresent()
                    ? new EvaluationSize(
                            record.get().path("resolved").path(EVALUATED).asInt(EvaluationSize.FULL.pictures()))
                    : evaluationSize(settings.run().budget(), recipe, extractors)
                            .warrantedBy(data.count());
            GanTrainable.Reference reference = new GanTrainable.Reference(data, extractors, size);
            if (record.isEmpty()) {
                // Before evaluations are timed. A run that is continued may not evaluate for long, a rank never does.
                reference.contrast();
                reference.evaluator();
            }
            return new GanPrepared(data, settings, recipe, extractors, reference);
        }
    }

    private static EvaluationSize evaluationSize(Budget budget, Recipe recipe, Extractors extractors) {
        return budget instanceof Budget.Time time
                ? EvaluationSize.within(time, EvaluationSize.Cost.measured(recipe, extractors))
                : EvaluationSize.FULL;
    }

    @Override
    public Trainable trainable(Precision precision) {
        GanTrainable.Start start = new GanTrainable.Start(
                Seed.of(settings.run().seed()),
                precision.dtype(),
                settings.overrides().mirrored(),
                settings.stopEarly());
        return new GanTrainable(data, recipe, reference, start);
    }

    @Override
    public void describe(ObjectNode record) {
        record.withObject("/resolved")
                .put(EVALUATED, reference.size().pictures())
                .put("conditioned_on_classes", recipe.architecture().classes())
                .put("held_back", recipe.augmentation().applies() ? PictureBatches.countHeldBack(data.count()) : 0);
        record.set("recipe", new ObjectMapper().valueToTree(recipe));
    }

    @Override
    public void close() {
        extractors.close();
    }
}
