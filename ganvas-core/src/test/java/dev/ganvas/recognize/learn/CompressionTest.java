package dev.ganvas.recognize.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.ganvas.data.PictureSource;
import dev.ganvas.data.PixelCache;
import dev.ganvas.data.ProgressListener;
import dev.ganvas.data.ShapePictures;
import dev.ganvas.data.Sources;
import dev.ganvas.engine.machine.Precision;
import dev.ganvas.engine.tensor.Autograd;
import dev.ganvas.engine.tensor.NoGrad;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.error.UsageException;
import dev.ganvas.features.BackboneShape;
import dev.ganvas.features.Connection;
import dev.ganvas.features.FeatureModel;
import dev.ganvas.features.FeatureNetwork;
import dev.ganvas.features.FeatureShape;
import dev.ganvas.features.PrunableShape;
import dev.ganvas.features.TrainedFeatures;
import dev.ganvas.features.WhitenedNetwork;
import dev.ganvas.features.WhitenedShape;
import dev.ganvas.image.Picture;
import dev.ganvas.image.Pictures;
import dev.ganvas.image.label.Origin;
import dev.ganvas.model.ModelFile;
import dev.ganvas.random.RandomStream;
import dev.ganvas.random.Seed;
import dev.ganvas.train.Budget;
import dev.ganvas.train.RunSettings;
import dev.ganvas.train.TrainingListener;
import dev.ganvas.vision.Calibration;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CompressionTest {
    @TempDir
    Path folder;

    static Stream<PrunableShape> shapes() {
        return Stream.of(new WhitenedShape(32, 24, 2), new BackboneShape(64, 16, 1, 2));
    }

    /** Multiplies by 0 whatever follows every other channel of each set, so that these have no effect. */
    private static void silenceOddChannels(FeatureNetwork network, PrunableShape shape) {
        Map<String, Tensor> tensors = network.namedTensors();
        try (Scope scope = Scope.open();
                NoGrad off = Autograd.noGrad()) {
            for (Connection one : shape.connections()) {
                if (one.from() != Connection.FIXED) {
                    String name = one.layer() + (one.to() == Connection.FIXED ? ".weight" : ".conv.weight");
                    Tensor weight = tensors.get(name);
                    float[] heard = new float[(int) weight.size(1)];
                    for (int i = 0; i < heard.length; i += 2) {
                        heard[i] = 1;
                    }
                    long[] sides = new long[weight.rank()];
                    Arrays.fill(sides, 1);
                    sides[1] = heard.length;
                    weight.copyFrom(weight.mul(Tensor.of(heard, sides)));
                }
            }
        }
    }

    private static Tensor random(int... sides) {
        float[] values = new float[Arrays.stream(sides).reduce(1, (a, b) -> a * b)];
        RandomStream random = Seed.of(5).stream();
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextDouble(-1, 1);
        }
        return Tensor.of(values, Arrays.stream(sides).asLongStream().toArray());
    }

    private static double[] answers(FeatureNetwork network, int side) {
        try (Scope scope = Scope.open();
                NoGrad off = Autograd.noGrad()) {
            return network.outputs(network.features(random(2, 3, side, side))).toDoubles();
        }
    }

    private static void whiten(FeatureNetwork network) {
        if (network instanceof WhitenedNetwork whitened) {
            try (Scope scope = Scope.open()) {
                whitened.whiten(random(12, 3, 2, 2));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void channelsWithoutEffectGoFirstAndNothingIsLost(PrunableShape shape) throws IOException {
        try (PixelCache cache = PixelCache.open(new ShapePictures(80), shape.size(), folder, ProgressListener.NONE);
                FeatureNetwork network = Scope.making(() -> shape.network(Seed.of(3)))) {
            network.training(false);
            whiten(network);
            silenceOddChannels(network, shape);
            LabelledPictures pictures = LabelledPictures.of(cache, OptionalInt.empty());
            List<double[]> importance = ChannelImportance.of(
                    network, shape, pictures, pictures.training(), pictures.labels(pictures.training()));
            assertThat(importance).hasSameSizeAs(shape.channels());
            for (double[] of : importance) {
                for (int i = 1; i < of.length; i += 2) {
                    assertThat(of[i]).isLessThan(1e-12);
                }
                assertThat(Arrays.stream(of).max().orElseThrow()).isGreaterThan(1e-9);
            }
            // With every other channel of all sets gone, about a quarter of the operations is left.
            ChannelPruning pruning = ChannelPruning.of(shape, 0.6, importance);
            assertThat(pruning.shape().multiplyAdds()).isLessThanOrEqualTo(0.6 * shape.multiplyAdds());
            try (FeatureNetwork left = pruning.of(network)) {
                double[] before = answers(network, shape.size());
                double[] after = answers(left, shape.size());
                for (int i = 0; i < before.length; i++) {
                    assertThat(after[i]).isCloseTo(before[i], within(1e-4));
                }
            }
        }
    }

    @Test
    void noMoreThanThereIsGoes() {
        PrunableShape shape = new WhitenedShape(32, 24, 2);
        List<double[]> alike = shape.channels().stream().map(double[]::new).toList();
        assertThatThrownBy(() -> ChannelPruning.of(shape, 0.001, alike))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("ask for more");
        assertThatThrownBy(() -> Compression.of(Path.of("x"), 1, RunSettings.of(Budget.images("64"))))
                .isInstanceOf(UsageException.class);
    }

    private Path model(PrunableShape shape) throws IOException {
        Path file = folder.resolve("whole.ganvas");
        try (Scope scope = Scope.open();
                FeatureNetwork network = shape.network(Seed.of(3))) {
            whiten(network);
            FeatureModel model =
                    new FeatureModel(shape, shape.size(), List.of("bar", "disc"), new Calibration(1, 0.5), 1);
            new ModelFile(
                            model.toJson(),
                            ModelFile.weightsOf(network),
                            "# card",
                            JsonNodeFactory.instance.objectNode(),
                            Pictures.png(new Picture(1, 1, new byte[3]), Origin.real()))
                    .write(file);
        }
        return file;
    }

    /** Weights that nobody trained answer by chance, and learn on once half of them are gone. */
    @Test
    void aSmallerModelLearnsOnAndIsMeasuredBesideTheLargerOne() throws IOException {
        PrunableShape shape = new WhitenedShape(32, 24, 2);
        Path whole = model(shape);
        RunSettings run = RunSettings.of(Budget.images("256")).withThreads(1).withPrecision(Precision.FP32);
        Compression compression = Compression.of(whole, 0.5, run).cachedIn(folder.resolve("cache"));
        Path out = folder.resolve("out");
        Compression.Result result = compression
                .run(new ShapePictures(80), out, new TrainingListener() {}, ProgressListener.NONE)
                .orElseThrow();
        assertThat(result.left()).isLessThanOrEqualTo(0.5 * result.multiplyAdds());
        assertThat(result.valuesLeft()).isLessThan(result.values());
        assertThat(result.accuracy().after()).isGreaterThan(0.6);
        assertThat(result.toText()).contains("million multiply-adds", "8 pictures that nothing was chosen by");
        try (TrainedFeatures small = TrainedFeatures.open(result.file())) {
            assertThat(small.classes()).containsExactlyInAnyOrder("disc", "bar");
            assertThat(small.model().shape().values()).isEqualTo(result.valuesLeft());
            assertThat(small.dimension()).isLessThan(shape.dimension());
        }
        try (PictureSource toys = Sources.open("toybox:face,animal?n=20&size=32")) {
            assertThatThrownBy(() -> compression.run(
                            toys, folder.resolve("other"), new TrainingListener() {}, ProgressListener.NONE))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("its own classes");
        }
    }

    @Test
    void aPrunedShapeIsReadBackAndNonsenseRefused() {
        PrunableShape pruned = new WhitenedShape(32, 24, 2).withChannels(List.of(5, 24, 96, 7, 8, 9));
        var described = JsonNodeFactory.instance.objectNode();
        pruned.describe(described);
        assertThat(FeatureShape.read(described, 32)).isEqualTo(pruned);
        described.withArray("channels").add(3);
        assertThatThrownBy(() -> FeatureShape.read(described, 32)).isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> pruned.withChannels(List.of(5, 25, 96, 7, 8, 9)))
                .isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> new BackboneShape(32, 8, 2_000_000_000, 2)).isInstanceOf(UsageException.class);
    }
}
