package dev.ganvas.features;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganvas.data.PictureChoice;
import dev.ganvas.error.Require;
import dev.ganvas.image.Channels;
import dev.ganvas.image.PictureSize;
import dev.ganvas.engine.machine.Precision;
import dev.ganvas.train.TrainingRun;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * What a person may choose about the training of a feature extractor.
 *
 * @param task what to learn by
 * @param size side of the pictures: 32, 64 or 128; by default 32 for small pictures, else 64
 * @param resources time or images, precision, threads
 * @param seed names the run
 */
public record FeatureSettings(Task task, OptionalInt size, TrainingRun.Resources resources, long seed) {
    /** What a feature extractor learns by. */
    public enum Task {
        /** Telling the classes apart. */
        CLASSIFY,
        /** Telling that two changed versions of a picture are the same picture; needs no labels. */
        FEATURES
    }

    public FeatureSettings {
        size.ifPresent(s -> Require.that(s == 32 || s == 64 || s == 128, "size must be 32, 64 or 128, not " + s));
    }

    /** Central squares in RGB: what extractors see of any picture. */
    PictureChoice pictures() {
        PictureChoice inColour = PictureChoice.AUTO.withChannels(Channels.RGB);
        return size.isPresent() ? inColour.withSize(PictureSize.square(size.getAsInt())) : inColour;
    }

    /** All that a continued run must agree with. */
    ObjectNode toJson() {
        ObjectNode node = new ObjectMapper().createObjectNode();
        node.put("task", task.name().toLowerCase(Locale.ROOT));
        node.put("size", size.isPresent() ? Integer.toString(size.getAsInt()) : "auto");
        node.put("budget", resources.budget().toString());
        node.put("seed", seed);
        node.put("precision", resources.precision().map(Precision::toString).orElse("auto"));
        node.put(
                "threads",
                resources.threads().isPresent()
                        ? Integer.toString(resources.threads().getAsInt())
                        : "auto");
        return node;
    }
}
