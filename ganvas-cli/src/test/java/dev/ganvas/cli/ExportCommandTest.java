package dev.ganvas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ganvas.engine.io.SafeTensors;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.features.TrainedFeatures;
import dev.ganvas.image.Picture;
import dev.ganvas.image.Pictures;
import dev.ganvas.image.label.Origin;
import dev.ganvas.io.AtomicFile;
import dev.ganvas.onnx.OnnxClassifier;
import dev.ganvas.onnx.OnnxEmbedder;
import dev.ganvas.onnx.OnnxNetwork;
import dev.ganvas.onnx.OnnxNetwork.Numbers;
import dev.ganvas.random.RandomStream;
import dev.ganvas.random.Seed;
import dev.ganvas.repair.network.NetworkShape;
import dev.ganvas.repair.network.NetworkShape.Family;
import dev.ganvas.repair.network.RestorationNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

class ExportCommandTest {
    @TempDir
    Path folder;

    private JsonNode exported(Object model, String format, Path out) throws IOException {
        MainTest.Said said = MainTest.ganvas("export", model, "--to", format, "--out", out, "--json");
        assertThat(said.code()).as(said.err()).isZero();
        JsonNode json = new ObjectMapper().readTree(said.out());
        assertThat(json.path("checks")).hasSize(3);
        json.path("checks").forEach(check -> assertThat(check.path("difference").asDouble())
                .isLessThan(1e-4));
        return json;
    }

    @Test
    void eightBitsAreCalibratedAndTheirCostMeasured() throws IOException {
        Path pictures = folder.resolve("pictures");
        RandomStream random = Seed.of(3).stream();
        for (int i = 0; i < 8; i++) {
            byte[] rgb = new byte[3 * 64 * 64];
            for (int j = 0; j < rgb.length; j++) {
                rgb[j] = (byte) (j / 192 * 3 + j % 3 * 20 + i * 9 + random.nextInt(12));
            }
            Pictures.writePng(pictures.resolve(i + ".png"), new Picture(64, 64, rgb), Origin.real());
        }
        Path plain = folder.resolve("plain.onnx");
        Path out = folder.resolve("eight.onnx");
        exported("restore-deblock", "onnx", plain);
        MainTest.Said said = MainTest.ganvas(
                "export", "restore-deblock", "--to", "onnx-int8", "--out", out, "--calibrate", pictures, "--json");
        assertThat(said.code()).as(said.err()).isZero();
        JsonNode cost = new ObjectMapper().readTree(said.out()).path("cost");
        // 8 bits of 255 levels are off by a three-hundredth or so of the range: 25 to 50 dB.
        assertThat(cost.path("decibels").asDouble()).isBetween(20.0, 60.0);
        assertThat(Files.size(out)).isLessThan(Files.size(plain) / 3);
        assertThat(MainTest.ganvas("export", "restore-deblock", "--to", "onnx-int8", "--out", out)
                        .err())
                .contains("--calibrate");
        assertThat(MainTest.ganvas("export", "restore-deblock", "--to", "onnx", "--out", out, "--calibrate", pictures)
                        .code())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"restore-denoise", "toybox-faces"})
    void modelsThatShipGiveTheSameNumbersInOnnxRuntime(String model) throws IOException {
        Path out = folder.resolve(model + ".onnx");
        JsonNode json = exported(model, "onnx", out);
        assertThat(json.at("/notes/licence").asText()).isNotBlank();
        assertThat(json.path("files")).hasSize(1);
        assertThat(out).isNotEmptyFile();
    }

    /** Weights of random numbers, as another program would save them. */
    private Path weights(NetworkShape shape) throws IOException {
        Path file = folder.resolve("tiny.safetensors");
        try (RestorationNetwork network = Scope.making(() -> shape.build(Seed.of(1)));
                Scope scope = Scope.open()) {
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            network.namedTensors().forEach((name, tensor) -> {
                RandomStream random = Seed.of(3).child(name).stream();
                float[] values = new float[(int) tensor.count()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = (float) random.nextDouble(-0.2, 0.2);
                }
                tensors.put(name, Tensor.of(values, tensor.shape()));
            });
            AtomicFile.write(file, new SafeTensors(Map.of(), tensors)::write);
        }
        return file;
    }

    @ParameterizedTest
    @EnumSource(
            value = Family.class,
            mode = Mode.INCLUDE,
            names = {"COMPACT", "DNCNN", "FFDNET", "RRDB"})
    void networksOfOthersGiveTheSameNumbersInOnnxRuntime(Family family) throws IOException {
        NetworkShape shape =
                switch (family) {
                    case DNCNN -> new NetworkShape(family, 1, 1, 4, 2, 1);
                    case FFDNET -> new NetworkShape(family, 4, 3, 8, 3, 1);
                    default -> new NetworkShape(family, 3, 3, 4, 1, 2);
                };
        exported(weights(shape), "onnx", folder.resolve("tiny.onnx"));
    }

    @Test
    void anExportedClassifierIsOpenedAtOnceAndAnswersAsOurs() throws IOException {
        Path out = folder.resolve("classifier.onnx");
        exported("cifar10-classifier", "onnx", out);
        byte[] rgb = new byte[3 * 50 * 40];
        new SplittableRandom(4).nextBytes(rgb);
        List<Picture> pictures = List.of(new Picture(50, 40, rgb), new Picture(1, 1, new byte[] {1, 2, 3}));
        try (TrainedFeatures ours = TrainedFeatures.shipped("cifar10-classifier");
                OnnxClassifier theirs = OnnxClassifier.open(out, 1)) {
            assertThat(theirs.classes()).isEqualTo(ours.classes());
            for (int i = 0; i < pictures.size(); i++) {
                List<Double> expected = ours.predict(pictures).get(i).probabilities();
                List<Double> given = theirs.predict(pictures).get(i).probabilities();
                for (int c = 0; c < expected.size(); c++) {
                    assertThat(given.get(c)).isCloseTo(expected.get(c), within(1e-4));
                }
            }
        }
    }

    @Test
    void anExportedFeatureExtractorGivesOurFeatures() throws IOException {
        Path out = folder.resolve("features.onnx");
        exported("cifar10-features", "onnx", out);
        byte[] rgb = new byte[3 * 32 * 32];
        new SplittableRandom(5).nextBytes(rgb);
        List<Picture> pictures = List.of(new Picture(32, 32, rgb));
        try (TrainedFeatures ours = TrainedFeatures.shipped("cifar10-features");
                OnnxEmbedder theirs = OnnxEmbedder.open(out, 1)) {
            assertThat(theirs.embed(pictures)).containsExactly(ours.embed(pictures), within(1e-4f));
        }
    }

    @Test
    void theBatchAndTheSidesAreFree() throws IOException {
        Path out = folder.resolve("enlarge.onnx");
        exported("enlarge-x4", "onnx", out);
        try (OnnxNetwork network = OnnxNetwork.open(out, 1)) {
            assertThat(network.inputs()).containsExactly("picture");
            assertThat(network.outputs()).containsExactly("restored");
            Numbers given = new Numbers(List.of(5L, 3L, 2L, 7L), new float[5 * 3 * 2 * 7]);
            assertThat(network.run(Map.of("picture", given)).get("restored").shape())
                    .containsExactly(5L, 3L, 8L, 28L);
        }
    }

    @Test
    void safetensorsComeWithCode() throws IOException {
        Path weights = folder.resolve("denoise.safetensors");
        assertThat(exported("restore-denoise", "safetensors", weights).path("files"))
                .hasSize(2);
        assertThat(folder.resolve("denoise.py")).content().contains("class Network(torch.nn.Module):");
    }

    @Test
    void aWrongModelOrFormatIsSaidInALine() throws IOException {
        Path out = folder.resolve("a.onnx");
        assertThat(MainTest.ganvas("export", "no-such", "--to", "onnx", "--out", out)
                        .code())
                .isEqualTo(2);
        assertThat(MainTest.ganvas("export", "enlarge-x2", "--to", "tflite", "--out", out)
                        .err())
                .contains("tflite");
        assertThat(Files.exists(out)).isFalse();
    }
}
