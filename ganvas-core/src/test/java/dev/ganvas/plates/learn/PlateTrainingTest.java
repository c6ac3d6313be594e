package dev.ganvas.plates.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganvas.data.PictureSource;
import dev.ganvas.data.Sources;
import dev.ganvas.engine.machine.Precision;
import dev.ganvas.error.MalformedFileException;
import dev.ganvas.image.Picture;
import dev.ganvas.model.ModelFile;
import dev.ganvas.plates.PlateFinder;
import dev.ganvas.plates.PlateReader;
import dev.ganvas.train.Budget;
import dev.ganvas.train.RunSettings;
import dev.ganvas.train.Training;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class PlateTrainingTest {
    @TempDir
    Path folder;

    private Training.Result trained(PlateSettings.Work work, String images, String name) throws IOException {
        RunSettings run = RunSettings.of(Budget.images(images))
                .withPrecision(Precision.FP32)
                .withThreads(1);
        try (PictureSource source = Sources.open("toybox?n=6&size=192")) {
            return Training.of(source, new PlateSettings(work, run)).start(folder.resolve(name));
        }
    }

    private static Picture grey() {
        byte[] pixels = new byte[96 * 64 * 3];
        Arrays.fill(pixels, (byte) 128);
        return new Picture(96, 64, pixels);
    }

    @Test
    void modelsOfATrainingOpenAndSayWhatTheyAre() throws IOException {
        Training.Result reader = trained(PlateSettings.Work.READ, "64", "reader");
        try (PlateReader opened = PlateReader.open(reader.last())) {
            assertThat(opened.read(grey())).isPresent();
        }
        Training.Result finder = trained(PlateSettings.Work.FIND, "16", "finder");
        try (PlateFinder opened = PlateFinder.open(finder.last())) {
            opened.find(grey()).forEach(found -> assertThat(found.score()).isBetween(0.0, 1.0));
        }
        assertThatThrownBy(() -> PlateReader.open(finder.last()))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("plate-finder");
    }

    @Test
    void theSameRunGivesTheSameWeights() throws IOException {
        String once = weights(trained(PlateSettings.Work.READ, "64", "once"));
        assertThat(weights(trained(PlateSettings.Work.READ, "64", "again"))).isEqualTo(once);
    }

    private static String weights(Training.Result run) throws IOException {
        return ModelFile.read(run.last()).weightsSha256();
    }
}
