package dev.ganvas.recognize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.error.MalformedFileException;
import dev.ganvas.error.UsageException;
import dev.ganvas.evaluate.distribution.Proportion;
import dev.ganvas.features.BackboneShape;
import dev.ganvas.features.FeatureModel;
import dev.ganvas.features.FeatureNetwork;
import dev.ganvas.image.Picture;
import dev.ganvas.image.PictureSize;
import dev.ganvas.image.Pictures;
import dev.ganvas.image.label.Origin;
import dev.ganvas.model.ModelFile;
import dev.ganvas.random.Seed;
import dev.ganvas.recognize.PictureOrigin.Certainty;
import dev.ganvas.vision.Calibration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureOriginTest {
    @TempDir
    Path folder;

    private Path picture(String name, int side, Origin origin) throws IOException {
        Path file = folder.resolve(name);
        Pictures.writePng(file, new Picture(side, side, new byte[3 * side * side]), origin);
        return file;
    }

    /**
     * A detector that is as sure of every picture.
     *
     * @param logit of "generated" above that of "real"
     */
    private Path detector(float logit, double threshold) throws IOException {
        Path file = folder.resolve("detector" + logit + ".ganvas");
        BackboneShape shape = new BackboneShape(32, 4, 0, 2);
        try (Scope scope = Scope.open();
                FeatureNetwork network = shape.network(Seed.of(1))) {
            network.head(
                    Tensor.of(new float[2 * shape.dimension()], 2, shape.dimension()),
                    Tensor.of(new float[] {0, logit}, 2));
            FeatureModel model = new FeatureModel(
                    shape, 32, List.of(OriginDetector.REAL, OriginDetector.GENERATED), Calibration.NONE, 1);
            OriginDetector.Claim claim = new OriginDetector.Claim(
                    "faces", "abc", PictureSize.square(32), threshold, Proportion.of(1, 200), Proportion.of(20, 200));
            write(file, claim.into(model.toJson()), ModelFile.weightsOf(network));
        }
        return file;
    }

    private static void write(Path file, ObjectNode description, byte[] weights) throws IOException {
        new ModelFile(
                        description,
                        weights,
                        "# card",
                        JsonNodeFactory.instance.objectNode(),
                        Pictures.png(new Picture(1, 1, new byte[3]), Origin.real()))
                .write(file);
    }

    private PictureOrigin said(Path file, Path... detectors) throws IOException {
        List<OriginDetector> opened = new ArrayList<>();
        for (Path detector : detectors) {
            opened.add(OriginDetector.open(detector));
        }
        try {
            return PictureOrigin.of(file, opened);
        } finally {
            opened.forEach(OriginDetector::close);
        }
    }

    @Test
    void whatAFileSaysIsCertain() throws IOException {
        PictureOrigin generated = said(picture("g.png", 32, Origin.generated()), detector(-9, 0.9));
        assertThat(generated.answer()).isEqualTo("generated");
        assertThat(generated.certainty()).isEqualTo(Certainty.CERTAIN);
        PictureOrigin enhanced = said(picture("e.png", 32, Origin.of(Origin.Kind.ENHANCED)));
        assertThat(enhanced.answer()).isEqualTo("enhanced");
        assertThat(enhanced.certainty()).isEqualTo(Certainty.CERTAIN);
    }

    @Test
    void withoutLabelAndDetectorNothingIsKnown() throws IOException {
        PictureOrigin nothing = said(picture("r.png", 32, Origin.real()));
        assertThat(nothing.answer()).isEqualTo("unknown");
        assertThat(nothing.certainty()).isEqualTo(Certainty.NONE);
    }

    @Test
    void aDetectorSpeaksWithItsErrorAndOnlyOfItsGenerator() throws IOException {
        Path real = picture("r.png", 32, Origin.real());
        PictureOrigin strong = said(real, detector(9, 0.9));
        assertThat(strong.certainty()).isEqualTo(Certainty.STRONG);
        assertThat(strong.because()).contains("drawn by faces", "0.5 %", "misses 10.0 %");
        // Above one half, and below the threshold.
        assertThat(said(real, detector(1, 0.9)).certainty()).isEqualTo(Certainty.HINT);
        PictureOrigin no = said(real, detector(-9, 0.9));
        assertThat(no.answer()).isEqualTo("unknown");
        assertThat(no.because()).contains("no sign of faces", "nothing is said of other generators");
        // The surest of several.
        assertThat(said(real, detector(-9, 0.9), detector(9, 0.9)).certainty()).isEqualTo(Certainty.STRONG);
        PictureOrigin larger = said(picture("l.png", 40, Origin.real()), detector(9, 0.9));
        assertThat(larger.certainty()).isEqualTo(Certainty.HINT);
        assertThat(larger.because()).contains("of 32 px", "which this is not");
    }

    @Test
    void whatIsNoPictureOrNoDetectorIsRefused() throws IOException {
        Path half = folder.resolve("half.png");
        byte[] whole = Files.readAllBytes(picture("r.png", 32, Origin.real()));
        Files.write(half, Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> said(half)).isInstanceOf(MalformedFileException.class);
        Path plain = folder.resolve("plain.ganvas");
        ModelFile detector = ModelFile.read(detector(9, 0.9));
        ObjectNode description = detector.description().deepCopy();
        description.withObject("/origin").put("threshold", 7);
        write(plain, description, detector.weights());
        assertThatThrownBy(() -> OriginDetector.open(plain)).isInstanceOf(MalformedFileException.class);
        description
                .withObject("/origin")
                .put("threshold", 0.9)
                .putObject("missed")
                .put("of", 0);
        write(plain, description, detector.weights());
        assertThatThrownBy(() -> OriginDetector.open(plain)).isInstanceOf(MalformedFileException.class);
        description.remove("origin");
        write(plain, description, detector.weights());
        assertThatThrownBy(() -> OriginDetector.open(plain))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("task `origin`");
    }
}
