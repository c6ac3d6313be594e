package dev.ganvas.spring;

import dev.ganvas.image.label.AigcLabel;
import dev.ganvas.image.label.FileLabel;
import dev.ganvas.image.label.LabelledFile;
import dev.ganvas.image.label.Labelling;
import dev.ganvas.image.label.Origin;
import dev.ganvas.image.label.Verification;
import java.io.IOException;
import java.util.Optional;

/** Labels that say of pictures that they are generated: read, verified, written. Needs no natives; for any thread. */
public final class PictureLabels {
    private final PictureEngine engine;
    private final Labelling labels;

    PictureLabels(PictureEngine engine, Labelling labels) {
        this.engine = engine;
        this.labels = labels;
    }

    /** What a picture file says of its origin, whoever wrote it. */
    public FileLabel read(byte[] file) throws IOException {
        return FileLabel.read(engine.admitted(file), "picture");
    }

    /** Whether a picture has a valid label, and whether picture or label were changed since. */
    public Verification verify(byte[] file) throws IOException {
        return Verification.of(engine.admitted(file), "picture", Optional.empty());
    }

    /**
     * Labels a picture of another program as generated, by the producer and the key of {@code ganvas.label}; pixels stay byte for byte.
     *
     * @return the file with its label
     */
    public byte[] labelled(byte[] file) throws IOException {
        AigcLabel label = AigcLabel.generated(labels.producer(), "");
        return LabelledFile.with(
                engine.admitted(file), new LabelledFile.Order(label, Origin.Kind.GENERATED, labels.key()), "picture");
    }
}
