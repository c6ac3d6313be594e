package dev.ganvas.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.ganvas.data.PictureSource;
import dev.ganvas.data.PixelTensors;
import dev.ganvas.data.Sources;
import dev.ganvas.engine.io.StateDict;
import dev.ganvas.engine.tensor.Autograd;
import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.NoGrad;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.error.MalformedFileException;
import dev.ganvas.image.Picture;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Small ResNets of random weights by the names of others, and what PyTorch 2.13 makes of a picture with them. */
class ForeignClassifierTest {
    @TempDir
    private Path folder;

    private static Path file(String name) throws URISyntaxException {
        return Path.of(ForeignClassifierTest.class.getResource(name).toURI());
    }

    /** Level {@code (31 y + 17 x + 101 c) mod 256}, as PyTorch was given it. */
    private static Picture picture(int side) {
        byte[] rgb = new byte[3 * side * side];
        for (int i = 0; i < rgb.length; i++) {
            int pixel = i / 3;
            rgb[i] = (byte) (pixel / side * 31 + pixel % side * 17 + i % 3 * 101);
        }
        return new Picture(side, side, rgb);
    }

    @ParameterizedTest
    @CsvSource({"resnet-cifar, 32", "resnet-basic, 224", "resnet-bottleneck, 224"})
    void answersAsPytorchDoes(String name, int side) throws IOException, URISyntaxException {
        assertThat(FeatureModel.isOne(file(name + ".pth"))).isTrue();
        try (TrainedFeatures classifier = TrainedFeatures.open(file(name + ".pth"));
                Scope scope = Scope.open();
                NoGrad off = Autograd.noGrad()) {
            assertThat(classifier.input().width()).isEqualTo(side);
            StateDict expected = StateDict.read(file("resnet-expected.pth"));
            Tensor pictures = PixelTensors.toTensor(List.of(picture(side)), DType.F32);
            close(
                    classifier.forward(pictures).logits(),
                    expected.tensors().get(name + ".logits").toFloats());
            close(
                    classifier.network().features(pictures),
                    expected.tensors().get(name + ".features").toFloats());
            assertThat(classifier.predict(List.of(picture(side))).get(0).best()).isNotNull();
        }
    }

    private static void close(Tensor found, float[] wanted) {
        float[] values = found.toFloats();
        assertThat(values).hasSameSizeAs(wanted);
        for (int i = 0; i < wanted.length; i++) {
            assertThat((double) values[i]).isCloseTo(wanted[i], within(1e-4));
        }
    }

    @Test
    void classesAreThoseBesideItOrOfItsDataSet() throws IOException, URISyntaxException {
        try (TrainedFeatures classifier = TrainedFeatures.open(file("resnet-cifar.pth"))) {
            assertThat(classifier.classes()).hasSize(10).startsWith("airplane", "automobile");
        }
        Path copy = Files.copy(file("resnet-basic.pth"), folder.resolve("own.pth"));
        try (TrainedFeatures classifier = TrainedFeatures.open(copy)) {
            assertThat(classifier.classes()).hasSize(7).startsWith("class 0");
        }
        Path beside = folder.resolve("own.pth.json");
        Files.writeString(beside, "{\"classes\": [\"a\", \"b\", \"c\", \"d\", \"e\", \"f\", \"g\"]}");
        try (TrainedFeatures classifier = TrainedFeatures.open(copy)) {
            assertThat(classifier.classes()).startsWith("a", "b");
        }
        Files.writeString(beside, "{\"classes\": [\"a\", \"b\"]}");
        assertThatThrownBy(() -> TrainedFeatures.open(copy))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("7 classes");
    }

    @Test
    void otherNetworksAreRefused() throws URISyntaxException, IOException {
        Path expected = file("resnet-expected.pth");
        assertThat(FeatureModel.isOne(expected)).isFalse();
        assertThatThrownBy(() -> TrainedFeatures.open(expected))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("torchvision");
    }

    /** 91.73 %: table of the repository that the weights are from (akamaster/pytorch_resnet_cifar10, test error 8.27 %). */
    @Test
    @Tag("slow")
    void aPublishedNetworkForCifarReachesItsFigure() throws IOException {
        String data = System.getenv("GANVAS_DATA");
        assumeThat(data).as("GANVAS_DATA").isNotNull();
        Path weights;
        try (var files = Files.list(Path.of(data, "weights", "cifar-resnet"))) {
            weights = files.filter(path -> path.toString().endsWith(".th"))
                    .findFirst()
                    .orElseThrow();
        }
        int right = 0;
        try (TrainedFeatures classifier = TrainedFeatures.open(weights);
                PictureSource test =
                        Sources.open(Path.of(data, "cifar10-test.zip").toString())) {
            for (int from = 0; from < test.count(); from += 500) {
                List<Picture> pictures = new ArrayList<>();
                for (int i = from; i < from + 500; i++) {
                    pictures.add(test.read(i));
                }
                int[] answers = classifier.classesOf(classifier.embed(pictures));
                for (int i = 0; i < answers.length; i++) {
                    String name = test.classes().get(test.label(from + i).orElseThrow());
                    right += classifier.classes().get(answers[i]).equals(name) ? 1 : 0;
                }
            }
            assertThat(100.0 * right / test.count()).isCloseTo(91.73, within(0.05));
        }
    }
}
