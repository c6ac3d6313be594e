package dev.ganvas.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganvas.data.PictureSource;
import dev.ganvas.data.ProgressListener;
import dev.ganvas.data.Sources;
import dev.ganvas.data.TexturePictures;
import dev.ganvas.data.TrainingData;
import dev.ganvas.engine.machine.Precision;
import dev.ganvas.engine.tensor.DefaultDevice;
import dev.ganvas.engine.tensor.Device;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.engine.tensor.Threads;
import dev.ganvas.features.FeatureSettings;
import dev.ganvas.generate.learn.GanSettings;
import dev.ganvas.image.Pictures;
import dev.ganvas.image.label.Origin;
import dev.ganvas.plates.learn.PlateSettings;
import dev.ganvas.recognize.learn.ClassifierSettings;
import dev.ganvas.repair.RepairKind;
import dev.ganvas.repair.learn.RepairSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every kind of training on another device than the CPU: one that refuses to meet tensors of the CPU as a card does, and computes the
 * same bits, so that steps, evaluations and models must be those of the CPU.
 */
class DeviceTrainingTest {
    private static final String TOYS = "toybox:face,vehicle?n=60&size=32";

    @TempDir
    Path folder;

    /** What came of a few steps and an evaluation. */
    private record Came(Map<String, Double> figures, Map<String, String> state, String weights) {}

    private static RunSettings run() {
        return RunSettings.of(Budget.images("1000"));
    }

    static Stream<Arguments> quick() {
        GanSettings.Overrides penalised = new GanSettings.Overrides(
                Optional.empty(),
                OptionalDouble.of(1),
                OptionalInt.of(8),
                OptionalDouble.empty(),
                false,
                true,
                OptionalDouble.of(0.4));
        return Stream.of(
                Arguments.of("generator", TOYS, new GanSettings("modern", run().withSize(32), true, false, penalised)),
                Arguments.of("denoiser", "textures", tiny(RepairKind.DENOISE, false)));
    }

    static Stream<Arguments> all() {
        return Stream.of(
                Arguments.of("generator, tutorial", TOYS, GanSettings.of(run().withSize(32))),
                Arguments.of("features", TOYS, new FeatureSettings(run().withSize(32), FeatureSettings.Goal.LIKENESS)),
                Arguments.of(
                        "identity", "people", new FeatureSettings(run().withSize(32), FeatureSettings.Goal.IDENTITY)),
                Arguments.of(
                        "classifier",
                        TOYS,
                        new ClassifierSettings(run().withSize(32), OptionalInt.empty(), OptionalInt.of(24))),
                Arguments.of("classifier, known", TOYS, ClassifierSettings.of(run().withSize(32))),
                Arguments.of(
                        "classifier, few labels",
                        TOYS,
                        new ClassifierSettings(run().withSize(32), OptionalInt.of(4), OptionalInt.of(24))),
                Arguments.of("deblocker", "textures", tiny(RepairKind.DEBLOCK, false)),
                Arguments.of("scratches", "textures", tiny(RepairKind.SCRATCHES, false)),
                Arguments.of("enlarger", "textures", tiny(RepairKind.SUPERRES, false)),
                Arguments.of("enlarger, adversarial", "textures", tiny(RepairKind.SUPERRES, true)),
                Arguments.of("filler", "textures", tiny(RepairKind.FILL, false)),
                Arguments.of("filler, adversarial", "textures", tiny(RepairKind.FILL, true)),
                Arguments.of("colour", "toybox?n=6&size=256", tiny(RepairKind.COLOR, false)),
                Arguments.of("light", "toybox?n=6&size=256", tiny(RepairKind.LOWLIGHT, false)),
                Arguments.of(
                        "finder of plates", "toybox?n=6&size=192", new PlateSettings(PlateSettings.Work.FIND, run())),
                Arguments.of(
                        "reader of plates", "toybox?n=6&size=192", new PlateSettings(PlateSettings.Work.READ, run())));
    }

    private static RepairSettings tiny(RepairKind kind, boolean adversarial) {
        boolean enlarges = kind == RepairKind.SUPERRES;
        return new RepairSettings(
                kind,
                run(),
                new RepairSettings.Choice(
                        enlarges ? OptionalInt.of(2) : OptionalInt.empty(),
                        OptionalInt.of(enlarges ? 8 : 4),
                        enlarges ? OptionalInt.of(1) : OptionalInt.empty(),
                        adversarial));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("quick")
    void anotherDeviceNeverMeetsTheCpu(String name, String source, TrainingTask<?> task) throws IOException {
        Came expected = on(Device.CPU, source, task);
        assertThat(on(Device.STAND_IN, source, task)).isEqualTo(expected);
    }

    @Tag("slow")
    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void noOtherTrainingMeetsItEither(String name, String source, TrainingTask<?> task) throws IOException {
        anotherDeviceNeverMeetsTheCpu(name, source, task);
    }

    private PictureSource open(String source) throws IOException {
        return switch (source) {
            case "textures" -> new TexturePictures(8);
            case "people" -> Sources.open(people().toString());
            default -> Sources.open(source);
        };
    }

    /** Eight people with four pictures each. */
    private Path people() throws IOException {
        Path people = folder.resolve("people");
        try (PictureSource faces = Sources.open("toybox:face?n=32&size=32")) {
            for (int i = 0; i < faces.count(); i++) {
                Pictures.writePng(people.resolve("person" + i % 8 + "/" + i + ".png"), faces.read(i), Origin.real());
            }
        }
        return people;
    }

    private <D extends TrainingData> Came on(Device device, String source, TrainingTask<D> task) throws IOException {
        Optional<ObjectNode> record = Optional.empty();
        if (task instanceof RepairSettings) {
            record = Optional.of(new ObjectMapper().createObjectNode());
        } else if (task instanceof GanSettings) {
            // As a run that is evaluated by few pictures.
            record = Optional.of(new ObjectMapper().createObjectNode());
            record.get().putObject("resolved").put("evaluated_pictures", 64);
        }
        try (DefaultDevice use = DefaultDevice.use(device);
                Threads threads = Threads.use(2);
                PictureSource pictures = open(source);
                D data = task.open(pictures, folder, ProgressListener.NONE);
                TrainingTask.Prepared prepared = task.on(data, record);
                Trainable trainable = prepared.trainable(Precision.FP32)) {
            Map<String, Double> figures = new LinkedHashMap<>();
            for (int step = 0; step < 2; step++) {
                figures.putAll(trainable.step(new Trainable.Position((long) step * trainable.batch(), 1000, 1)));
            }
            Map<String, Tensor> state = trainable.state();
            // Or nothing was shown.
            assertThat(state.values())
                    .anySatisfy(tensor -> assertThat(tensor.device()).isEqualTo(device));
            Map<String, String> bytes = new LinkedHashMap<>();
            state.forEach((tensor, value) -> bytes.put(tensor, HexFormat.of().formatHex(value.toRawBytes())));
            assertThat(trainable.operationsPerImage()).isNotNegative();
            return new Came(
                    figures,
                    bytes,
                    HexFormat.of().formatHex(trainable.evaluate().model().weights()));
        }
    }
}
