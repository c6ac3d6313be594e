package dev.ganvas.generate.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ganvas.data.PictureSource;
import dev.ganvas.data.Sources;
import dev.ganvas.train.Budget;
import dev.ganvas.train.Figures;
import dev.ganvas.train.RunSettings;
import dev.ganvas.train.Training;
import dev.ganvas.train.TrainingListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Both recipes on published sets: a minute of training must bring the distance down to a fraction. */
@Tag("slow")
class RealDataTrainingTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"modern,cifar10-train.zip,32", "dcgan,cifar10-train.zip,32", "modern,mnist,32", "modern,faces,64"})
    void theDistanceFalls(String recipe, String name, int size) throws IOException {
        String root = System.getenv("GANVAS_DATA");
        assumeTrue(root != null && Files.exists(Path.of(root, name)), "GANVAS_DATA names no folder with " + name);
        GanSettings settings = new GanSettings(
                recipe, RunSettings.of(Budget.images("20k")).withSize(size), true, false, GanSettings.Overrides.NONE);
        List<Double> distances = new ArrayList<>();
        try (PictureSource source = Sources.open(Path.of(root, name).toString())) {
            Training.of(source, settings)
                    .cachedIn(folder.resolve("cache"))
                    .start(
                            folder.resolve("run"),
                            new TrainingListener() {
                                @Override
                                public void evaluated(long images, Figures figures) {
                                    distances.add(figures.value("kd"));
                                }
                            },
                            (done, total) -> {});
        }
        double lowest =
                distances.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
        assertThat(lowest).isLessThan(0.35 * distances.get(0));
    }
}
