package dev.ganvas.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ganvas.data.inspect.Inspection;
import dev.ganvas.data.inspect.InspectionReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Published sets, where the folder named by GANVAS_DATA has them. */
class RealDataTest {
    @TempDir
    Path temporary;

    private static Path data(String name) {
        String root = System.getenv("GANVAS_DATA");
        assumeTrue(root != null && !root.isBlank(), "set GANVAS_DATA to the folder of real data to run this test");
        Path path = Path.of(root, name);
        assumeTrue(Files.exists(path), path + " is not there");
        return path;
    }

    @ParameterizedTest
    @CsvSource({
        "cifar10-test.zip, StyleGAN dataset zip, 10000, 10, 32, 32",
        "mnist, IDX, 60000, 10, 28, 28",
        "scenes/train, folder, 780, 6, 150, 150",
        "faces-orl, folder, 400, 40, 92, 112",
        "faces, folder, 4000, 0, 89, 109"
    })
    void theyOpenAndDecode(String name, String kind, int count, int classes, int width, int height) throws Exception {
        try (PictureSource source = Sources.open(data(name).toString())) {
            assertThat(source.kind()).isEqualTo(kind);
            assertThat(source.count()).isEqualTo(count);
            assertThat(source.classes()).hasSize(classes);
            for (int i = 0; i < count; i += count / 50) {
                var picture = source.read(i);
                assertThat(picture.width()).isEqualTo(width);
                assertThat(picture.height()).isEqualTo(height);
            }
        }
    }

    @Test
    void theClassesOfCifarAreBalanced() throws Exception {
        try (PictureSource source = Sources.open(data("cifar10-test.zip").toString());
                PixelCache cache = PixelCache.open(source, 32, temporary, ProgressListener.NONE)) {
            assertThat(cache.classes()).contains("airplane", "truck");
            int[] counts = new int[10];
            for (int i = 0; i < cache.count(); i++) {
                counts[cache.label(i)]++;
            }
            assertThat(Arrays.stream(counts).boxed()).containsOnly(1000);
            assertThat(cache.skipped()).isEmpty();
        }
    }

    @Test
    void portraitsAreInspected() throws Exception {
        try (PictureSource source = Sources.open(data("faces-orl").toString())) {
            InspectionReport report =
                    Inspection.of(source, ProgressListener.NONE).report();
            assertThat(report.readable()).isEqualTo(400);
            assertThat(report.classes().values()).containsOnly(10);
            assertThat(report.mean()).allSatisfy(mean -> assertThat(mean).isBetween(0.3, 0.6));
            assertThat(report.skipped().keySet()).isEqualTo(Set.of("no file extension"));
        }
    }
}
