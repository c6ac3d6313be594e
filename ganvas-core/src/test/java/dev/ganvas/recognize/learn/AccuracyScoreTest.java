package dev.ganvas.recognize.learn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganvas.data.ProgressListener;
import dev.ganvas.data.ShapePictures;
import dev.ganvas.engine.machine.Precision;
import dev.ganvas.train.Budget;
import dev.ganvas.train.RunSettings;
import dev.ganvas.train.TrainingListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccuracyScoreTest {
    @TempDir
    Path folder;

    /** Here the generated pictures are as good as real ones, being painted by the same program. */
    @Test
    void aClassifierOfGeneratedPicturesIsTestedOnRealOnes() throws IOException {
        RunSettings run = RunSettings.of(Budget.images("256")).withThreads(1).withPrecision(Precision.FP32);
        AccuracyScore.Material material = new AccuracyScore.Material(
                new ShapePictures(60), Optional.of(new ShapePictures(40)), each -> new ShapePictures(2 * each), 28);
        AccuracyScore score = AccuracyScore.of(material, run, folder, new TrainingListener() {}, ProgressListener.NONE)
                .orElseThrow();
        assertThat(score.pictures()).isEqualTo(48);
        assertThat(score.generated().of()).isEqualTo(40);
        assertThat(score.generated().value()).isGreaterThan(0.6);
        assertThat(score.real().value()).isGreaterThan(0.6);
        // The run of generated pictures has learned from none that is real.
        assertThat(folder.resolve("generated/run.json")).content().contains("\"learned\" : 48", "\"generated\" : 48");
        assertThat(score.toText()).contains("Classification accuracy score", "40 real ones tested");
        assertThat(score.toJson().at("/real/tested").asInt()).isEqualTo(40);
    }
}
