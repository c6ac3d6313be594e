package dev.ganvas.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ganvas.error.MalformedFileException;
import dev.ganvas.error.UsageException;
import dev.ganvas.image.Picture;
import dev.ganvas.onnx.TinyOnnx.Message;
import dev.ganvas.vision.Classifier;
import dev.ganvas.vision.ClassifierContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxClassifierTest extends ClassifierContract {
    private static final int SIDE = 8;
    private static final String CONTRACT = "{\"size\": [8, 8], \"order\": \"%s\", \"layout\": \"nchw\","
            + " \"mean\": [0, 0, 0], \"std\": [255, 255, 255], \"answer\": \"%s\", \"classes\": [\"cat\", \"dog\", \"鸟\"]}";

    @TempDir
    private Path folder;

    @Override
    protected Classifier open() throws IOException {
        return OnnxClassifier.open(written("good", TinyOnnx.classifier(SIDE), "rgb", "logits"), 1);
    }

    private Path written(String name, byte[] bytes, String order, String answer) throws IOException {
        Path file = folder.resolve(name + ".onnx");
        Files.write(file, bytes);
        Files.writeString(OnnxContract.beside(file), CONTRACT.formatted(order, answer));
        return file;
    }

    private void assertRefused(byte[] bytes, String why) throws IOException {
        Path file = written("bad", bytes, "rgb", "logits");
        assertThatThrownBy(() -> OnnxClassifier.open(file, 1))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("bad.onnx")
                .hasMessageContaining(why);
    }

    @Test
    void theOrderOfColoursIsThatOfTheContract() throws IOException {
        byte[] rgb = new byte[3 * SIDE * SIDE];
        byte[] bgr = new byte[3 * SIDE * SIDE];
        new SplittableRandom(3).nextBytes(rgb);
        for (int i = 0; i < rgb.length; i++) {
            bgr[i] = rgb[i - i % 3 + 2 - i % 3];
        }
        try (Classifier one = open();
                Classifier other = OnnxClassifier.open(written("bgr", TinyOnnx.classifier(SIDE), "bgr", "logits"), 1)) {
            double[] expected = one.predict(List.of(new Picture(SIDE, SIDE, rgb))).get(0).probabilities().stream()
                    .mapToDouble(p -> p)
                    .toArray();
            assertThat(other.predict(List.of(new Picture(SIDE, SIDE, bgr))).get(0).probabilities().stream()
                            .mapToDouble(p -> p)
                            .toArray())
                    .containsExactly(expected, within(1e-6));
        }
    }

    @Test
    void vectorsAreNoClasses() throws IOException {
        Path file = written("vector", TinyOnnx.classifier(SIDE), "rgb", "vector");
        assertThatThrownBy(() -> OnnxClassifier.open(file, 1))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("vectors");
    }

    @Test
    void withoutAContractNothingIsGuessed() throws IOException {
        Path file = folder.resolve("alone.onnx");
        Files.write(file, TinyOnnx.classifier(SIDE));
        assertThatThrownBy(() -> OnnxClassifier.open(file, 1))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("alone.onnx.json")
                .hasMessageContaining("\"mean\"");
        for (String bad : List.of("", "[]", "{}", CONTRACT.formatted("gbr", "logits"), "{\"size\": [0, 8]}")) {
            Files.writeString(OnnxContract.beside(file), bad);
            assertThatThrownBy(() -> OnnxClassifier.open(file, 1))
                    .as(bad)
                    .isInstanceOf(MalformedFileException.class)
                    .hasMessageContaining("alone.onnx.json");
        }
    }

    @Test
    void damagedAndGreedyFilesAreRefused() throws IOException {
        assertRefused(new byte[0], "no graph");
        byte[] noise = new byte[5_000];
        new SplittableRandom(2).nextBytes(noise);
        assertRefused(noise, "");
        Message x = TinyOnnx.value("x", 0, 3, SIDE, SIDE);
        Message y = TinyOnnx.value("y", 0, 3);
        assertRefused(
                TinyOnnx.model(
                        List.of(TinyOnnx.node("ConstantOfShape", "y", "s")),
                        List.of(TinyOnnx.longs("s", 25_000, 1_000_000)),
                        x,
                        y),
                "asks for a tensor of 25000000000 values");
        assertRefused(
                TinyOnnx.model(
                        List.of(TinyOnnx.node("MatMul", "y", "x", "w")),
                        List.of(TinyOnnx.tensor("w", 1, new byte[40], 100_000, 20_000)),
                        x,
                        y),
                "2000000000 values in 40 bytes");
        assertRefused(TinyOnnx.model(List.of(TinyOnnx.node("Levitate", "y", "x")), List.of(), x, y), "Levitate");
        assertRefused(
                TinyOnnx.model(
                        List.of(TinyOnnx.node("MatMul", "y", "x", "w")),
                        List.of(TinyOnnx.tensor("w", 1, new byte[0], 0).number(14, 1)),
                        x,
                        y),
                "another file");
    }

    @Test
    void changedBytesGiveAnAnswerOrAReason() throws IOException {
        byte[] good = TinyOnnx.classifier(4);
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 300; i++) {
            byte[] bytes = good.clone();
            for (int n = random.nextInt(1, 5); n > 0; n--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            try {
                OnnxStructure.check("changed", bytes);
            } catch (MalformedFileException refused) {
                assertThat(refused).hasMessageStartingWith("changed: ");
            }
        }
    }
}
