package dev.ganvas.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ganvas.error.MalformedFileException;
import dev.ganvas.image.Planes;
import dev.ganvas.image.geometry.Point;
import dev.ganvas.onnx.TinyOnnx.Message;
import dev.ganvas.vision.PlateDetector;
import dev.ganvas.vision.PlateDetector.Sighting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxPlateDetectorTest {
    @TempDir
    private Path folder;

    private static Planes white(int width, int height) {
        Planes photo = Planes.black(width, height, 3);
        Arrays.fill(photo.values(), 1);
        return photo;
    }

    private List<Sighting> found(byte[] network, Planes photo) throws IOException {
        Path file = Files.write(folder.resolve("tiny.onnx"), network);
        try (PlateDetector detector = OnnxPlateDetector.open(file, 1, OptionalDouble.empty())) {
            return detector.find(photo);
        }
    }

    @Test
    void boxesAreThoseOfThePhotograph() throws IOException {
        byte[] network = TinyOnnx.plateDetector(0, 100, 150, 200, 190, 0, 1, 0, 10, 110, 20, 120, 0, 0.3f);
        List<Sighting> found = found(network, white(768, 384));
        assertThat(found).hasSize(1);
        // Half as large, in the middle of 384 x 384: 96 rows above and below it are of level 114.
        assertThat(found.get(0).corners().corner(0)).isEqualTo(new Point(200, 108));
        assertThat(found.get(0).corners().corner(2)).isEqualTo(new Point(400, 188));
        assertThat(found.get(0).score()).isCloseTo((1 + 114 / 255.0) / 2, within(1e-4));
    }

    @Test
    void cornersComeClockwiseFromTheUpperLeftOne() throws IOException {
        // Boxes of a picture of 320 x 240: 3 x 40 x 30, 2 x 20 x 15, 2 x 10 x 7, 3 x 5 x 3.
        int boxes = 3600 + 600 + 140 + 45;
        // At stride 32 the one in row 3 and column 4 whose side is 64: its middle is 144, 112.
        int which = 3600 + 600 + 2 * (3 * 10 + 4);
        float[] places = new float[14 * boxes];
        float[] classes = new float[2 * boxes];
        float[] overlaps = new float[boxes];
        classes[2 * which + 1] = 1;
        overlaps[which] = 0.9025f;
        // In units of a tenth of the side, the lower right corner first.
        float[][] corners = {{5, 2}, {-5, 2}, {-5, -2}, {5, -2}};
        int[] at = {4, 6, 10, 12};
        for (int i = 0; i < at.length; i++) {
            places[14 * which + at[i]] = corners[i][0];
            places[14 * which + at[i] + 1] = corners[i][1];
        }
        byte[] network = constants(places, classes, overlaps);
        List<Sighting> found = found(network, white(320, 240));
        assertThat(found).hasSize(1);
        assertThat(found.get(0).score()).isCloseTo(0.95, within(1e-6));
        double[][] expected = {{112, 99.2}, {176, 99.2}, {176, 124.8}, {112, 124.8}};
        for (int i = 0; i < expected.length; i++) {
            assertThat(found.get(0).corners().corner(i).x()).isCloseTo(expected[i][0], within(1e-3));
            assertThat(found.get(0).corners().corner(i).y()).isCloseTo(expected[i][1], within(1e-3));
        }
    }

    /** Whatever the picture, these numbers come out. */
    private static byte[] constants(float[] places, float[] classes, float[] overlaps) {
        long boxes = overlaps.length;
        Message mean = TinyOnnx.with(
                TinyOnnx.with(TinyOnnx.node("ReduceMean", "mean", "input"), "axes", false, 0, 1, 2, 3),
                "keepdims",
                true,
                0);
        return TinyOnnx.model(
                List.of(
                        mean,
                        TinyOnnx.node("Sub", "zero", "mean", "mean"),
                        TinyOnnx.node("Add", "loc", "zero", "places"),
                        TinyOnnx.node("Add", "conf", "zero", "classes"),
                        TinyOnnx.node("Add", "iou", "zero", "overlaps")),
                List.of(
                        TinyOnnx.floats("places", places, boxes, 14),
                        TinyOnnx.floats("classes", classes, boxes, 2),
                        TinyOnnx.floats("overlaps", overlaps, boxes, 1)),
                TinyOnnx.value("input", 1, 3, 240, 320),
                TinyOnnx.value("loc", boxes, 14),
                TinyOnnx.value("conf", boxes, 2),
                TinyOnnx.value("iou", boxes, 1));
    }

    @Test
    void otherNetworksAreRefused() throws IOException {
        assertThatThrownBy(() -> found(TinyOnnx.classifier(16), white(16, 16)))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("tiny.onnx")
                .hasMessageContaining("plate detector");
        assertThatThrownBy(() -> found(new byte[] {1, 2, 3}, white(16, 16)))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("tiny.onnx");
    }
}
