package dev.ganvas.recognize.learn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganvas.data.PictureSource;
import dev.ganvas.data.PixelLayout;
import dev.ganvas.data.ProgressListener;
import dev.ganvas.data.ShapePictures;
import dev.ganvas.data.Sources;
import dev.ganvas.engine.machine.Precision;
import dev.ganvas.recognize.OriginDetector;
import dev.ganvas.train.Budget;
import dev.ganvas.train.RunSettings;
import dev.ganvas.train.TrainingListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OriginTrainingTest {
    @TempDir
    Path folder;

    /** What is easy to tell apart is told apart, and the errors stand in the model. */
    @Test
    void aDetectorIsTrainedAndItsErrorsAreInTheFile() throws IOException {
        RunSettings run = RunSettings.of(Budget.images("256")).withThreads(1).withPrecision(Precision.FP32);
        ShapePictures drawn = new ShapePictures(60);
        try (PictureSource toys = Sources.open("toybox:face?n=80&size=48")) {
            OriginTraining.Result result = OriginTraining.of(
                            new OriginTraining.Drawn(drawn, "shapes", "abc", PixelLayout.square(32)),
                            new ClassifierSettings(run, OptionalInt.empty(), OptionalInt.of(24)))
                    .cachedIn(folder.resolve("cache"))
                    .run(toys, folder.resolve("run"), new TrainingListener() {}, ProgressListener.NONE)
                    .orElseThrow();
            assertThat(result.claim().missed().value()).isLessThan(0.5);
            assertThat(result.claim().falseAlarms().value()).isLessThan(0.5);
            // A fifth of 60 is held out, and half of it measured by.
            assertThat(result.claim().missed().of()).isEqualTo(6);
            assertThat(result.toText()).contains("taken for generated", "missed");
            try (OriginDetector detector = OriginDetector.open(result.model())) {
                assertThat(detector.claim()).isEqualTo(result.claim());
                assertThat(detector.probability(drawn.read(1000))).isGreaterThan(0.5);
                assertThat(detector.probability(toys.read(79))).isLessThan(0.5);
            }
        }
    }
}
