package dev.ganvas.generate.learn;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganvas.data.PixelCache;
import dev.ganvas.data.TrainingPictures;
import dev.ganvas.engine.machine.Precision;
import dev.ganvas.random.Seed;
import dev.ganvas.train.Trainable;
import dev.ganvas.train.TrainingTask;

/** A GAN's settings on opened pictures: the recipe for these, and the data as drawn pictures are compared with it. */
record GanPrepared(PixelCache data, GanSettings settings, Recipe recipe, GanTrainable.Reference reference)
        implements TrainingTask.Prepared {
    static GanPrepared on(TrainingPictures pictures, GanSettings settings) {
        PixelCache data = pictures.cache();
        Recipe recipe = settings.recipeFor(data.shape(), pictures.classCount(), data.count());
        return new GanPrepared(data, settings, recipe, GanTrainable.Reference.on(data));
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
                .put("conditioned_on_classes", recipe.architecture().classes())
                .put("held_back", recipe.augmentation().applies() ? PictureBatches.countHeldBack(data.count()) : 0);
        record.set("recipe", new ObjectMapper().valueToTree(recipe));
    }

    @Override
    public void close() {
        reference.close();
    }
}
