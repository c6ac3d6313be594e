package dev.ganvas.spark;

import dev.ganvas.image.label.Labelling;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.Optional;

/** The labels that the driver's properties and environment ask for, as they travel to the executors; empty where they say nothing. */
record LabelChoice(String profile, String producer, String key, String visibleText, String watermark)
        implements Serializable {
    /** @throws dev.ganvas.error.UsageException when they name no profile there is, or a producer is wanting */
    static LabelChoice configured() throws IOException {
        Labelling.Choice choice = Labelling.Choice.configured();
        choice.labelling();
        return new LabelChoice(
                choice.profile().orElse(""),
                choice.producer().orElse(""),
                choice.key().map(Path::toString).orElse(""),
                choice.visibleText().orElse(""),
                choice.watermark().orElse(""));
    }

    Labelling labelling() throws IOException {
        return new Labelling.Choice(
                        said(profile), said(producer), said(key).map(Path::of), said(visibleText), said(watermark))
                .labelling();
    }

    private static Optional<String> said(String text) {
        return Optional.of(text).filter(some -> !some.isEmpty());
    }
}
