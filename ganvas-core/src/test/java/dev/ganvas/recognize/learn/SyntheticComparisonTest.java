package dev.ganvas.recognize.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganvas.data.PictureSource;
import dev.ganvas.data.ProgressListener;
import dev.ganvas.data.ShapePictures;
import dev.ganvas.data.Sources;
import dev.ganvas.engine.machine.Precision;
import dev.ganvas.error.UsageException;
import dev.ganvas.features.TrainedFeatures;
import dev.ganvas.train.Budget;
import dev.ganvas.train.RunSettings;
import dev.ganvas.train.TrainingListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trainings with and without generated pictures; here both are painted by the same program. */
class SyntheticComparisonTest {
    private static final ShapePictures REAL = new ShapePictures(60);

    @TempDir
    Path folder;

    private final List<String> notes = new ArrayList<>();

    private Optional<SyntheticComparison.Result> compared(String name, GeneratedPictures generated, boolean stop)
            throws IOException {
        RunSettings run =
                RunSettings.of(Budget.images("128")).withSize(32).withThreads(1).withPrecision(Precision.FP32);
        ClassifierSettings settings = new ClassifierSettings(run, OptionalInt.empty(), OptionalInt.of(24));
        return SyntheticComparison.of(settings, 1)
                .cachedIn(folder.resolve("cache"))
                .run(
                        REAL,
                        generated,
                        folder.resolve(name),
                        new TrainingListener() {
                            @Override
                            public void noted(String message) {
                                notes.add(message);
                            }

                            @Override
                            public boolean stopRequested() {
                                return stop;
                            }
                        },
                        ProgressListener.NONE);
    }

    @Tag("slow")
    @Test
    void whatGeneratedPicturesBringIsMeasuredAndTheBetterModelKept() throws IOException {
        List<Integer> wanted = new ArrayList<>();
        GeneratedPictures drawn = each -> {
            wanted.add(each);
            return new ShapePictures(2 * each);
        };
        assertThat(compared("run", drawn, true)).isEmpty();
        SyntheticComparison.Result result = compared("run", drawn, false).orElseThrow();
        // 30 pictures of a class, a fifth held out.
        assertThat(wanted).containsOnly(24);
        assertThat(result.tried()).containsOnlyKeys(0.0, 0.25, 0.5, 1.0);
        assertThat(result.gain().pictures()).isEqualTo(6);
        assertThat(result.gain().trainings()).isEqualTo(1);
        assertThat(notes).anyMatch(note -> note.contains("training 4 of 4"));
        // Each training sees as many pictures, whatever it learns from.
        for (String trial : List.of("ratio-0.0-seed-1", "ratio-1.0-seed-1")) {
            assertThat(folder.resolve("run/trials").resolve(trial).resolve("run.json"))
                    .content()
                    .contains("\"budget\" : \"128 images\"");
        }
        assertThat(folder.resolve("run/trials/ratio-1.0-seed-1/run.json"))
                .content()
                .contains("\"learned\" : 96", "\"generated\" : 48");
        String kept = result.generatedKept() ? "ratio-" + result.ratio() : "ratio-0.0";
        assertThat(result.model())
                .hasBinaryContent(Files.readAllBytes(folder.resolve("run/trials/" + kept + "-seed-1/best.ganvas")));
        assertThat(folder.resolve("run/synthetic.json")).content().contains(result.verdict());
        assertThat(folder.resolve("run/report.html")).content().contains("Do generated pictures help?", "points");
        assertThat(result.toText()).contains("points", "is kept");
        try (TrainedFeatures model = TrainedFeatures.open(result.model())) {
            assertThat(model.classes()).containsExactly("disc", "bar");
        }
    }

    @Test
    void generatedPicturesOfOtherClassesAreRefused() throws IOException {
        try (PictureSource toys = Sources.open("toybox:face?n=4&size=32")) {
            assertThatThrownBy(() -> compared("other", each -> toys, false))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("none of those of shapes (disc, bar)");
        }
        Files.createDirectories(folder.resolve("used"));
        Files.writeString(folder.resolve("used/run.json"), "{}");
        assertThatThrownBy(() -> compared("used", each -> REAL, false))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("new folder");
    }
}
