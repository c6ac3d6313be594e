package dev.ganvas.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ganvas.error.MalformedFileException;
import dev.ganvas.error.UsageException;
import dev.ganvas.image.Planes;
import dev.ganvas.vision.CharacterProbabilities.Letter;
import dev.ganvas.vision.WholePlateReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OnnxPlateReaderTest {
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_";

    /** Two of the same beside each other, and one that fills all slots. */
    private static final String RED = "AA123BB___";

    private static final String BLUE = "1122334455";

    @TempDir
    private Path folder;

    private Path file;
    private Path config;

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("tiny.onnx");
        config = folder.resolve("tiny_plate_config.yaml");
        Files.write(file, TinyOnnx.plateReader(128, 64, ALPHABET, 3, RED, BLUE));
        Files.writeString(config, TinyOnnx.plateConfig(ALPHABET, 10, "Utopia", "Atlantis", "NO"));
    }

    private static Planes plate(int colour) {
        Planes plate = Planes.black(200, 50, 3);
        Arrays.fill(plate.values(), colour * plate.area(), (colour + 1) * plate.area(), 1);
        return plate;
    }

    private static String text(WholePlateReader.Said said) {
        return said.characters().letters().stream().map(Letter::text).collect(Collectors.joining());
    }

    @Test
    void slotsAreReadWithTheirConfidencesAndTheRegionWithItsOwn() throws IOException {
        try (WholePlateReader reader = OnnxPlateReader.open(file, 1)) {
            WholePlateReader.Said red = reader.read(plate(0));
            assertThat(reader.name()).isEqualTo("tiny");
            assertThat(text(red)).isEqualTo("AA123BB");
            // Softmax of 8 for one class and 0 for the 36 others, and the 2 others.
            double sure = Math.exp(8) / (Math.exp(8) + 36);
            assertThat(red.characters().letters().get(1).confidence()).isCloseTo(sure, within(1e-5));
            assertThat(red.place().orElseThrow().name()).isEqualTo("Utopia");
            assertThat(red.place().orElseThrow().confidence()).isCloseTo(Math.exp(8) / (Math.exp(8) + 2), within(1e-5));
            WholePlateReader.Said blue = reader.read(plate(2));
            assertThat(text(blue)).isEqualTo(BLUE);
            assertThat(blue.place().orElseThrow().name()).isEqualTo("Atlantis");
        }
    }

    @Test
    void noRegionIsToldWhereTheConfigurationNamesNone() throws IOException {
        Files.writeString(config, TinyOnnx.plateConfig(ALPHABET, 10));
        try (WholePlateReader reader = OnnxPlateReader.open(file, 1)) {
            assertThat(reader.read(plate(0)).place()).isEmpty();
        }
    }

    @Test
    void aMissingFileOrConfigurationIsNamed() throws IOException {
        Files.delete(config);
        assertThatThrownBy(() -> OnnxPlateReader.open(file, 1))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("tiny_plate_config.yaml");
        assertThatThrownBy(() -> OnnxPlateReader.open(folder.resolve("none.onnx"), 1))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("none.onnx");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "max_plate_slots: 10 | max_plate_slots: 9 | not 9 x 37",
                "max_plate_slots: 10 | max_plate_slots: 0 | max_plate_slots",
                "max_plate_slots: 10 | max_plate_slots: many | max_plate_slots",
                "XYZ_' | XY_' | not 10 x 36",
                "XYZ_' | XYZZ_' | twice",
                "XYZ_' | XYZ' | pad_char",
                "pad_char: '_' | pad_char: '__' | pad_char",
                "img_height: 64 | img_height: 70 | tiny_plate_config.yaml",
                "img_width: 128 | img_width: 1000000 | img_width",
                "image_color_mode: rgb | image_color_mode: grayscale | grayscale",
                "keep_aspect_ratio: false | keep_aspect_ratio: true | keep_aspect_ratio",
                "interpolation: linear | interpolation: lanczos4 | lanczos4",
                "  - NO | '' | not 1 x 2",
                "alphabet: | alphabets: | alphabet",
                "pad_char: '_' | pad_char: [ | YAML",
                "pad_char: '_' | pad_char: [[[[[[]]]]]] | deeper",
            })
    void whatDoesNotFitIsRefusedByName(String was, String is, String reason) throws IOException {
        String text = Files.readString(config);
        String changed = text.replace(was.equals("- NO") ? "  - NO\n" : was, is);
        assertThat(changed).isNotEqualTo(text);
        Files.writeString(config, changed);
        assertThatThrownBy(() -> OnnxPlateReader.open(file, 1))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("tiny")
                .hasMessageContaining(reason);
    }

    @Test
    void damagedFilesAreRefused() throws IOException {
        Files.writeString(config, "no keys");
        assertThatThrownBy(() -> OnnxPlateReader.open(file, 1))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("no keys and values");
        Files.writeString(config, "a: '" + "x".repeat(70_000) + "'");
        assertThatThrownBy(() -> OnnxPlateReader.open(file, 1))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("too many");
        Files.writeString(config, "[".repeat(60_000));
        assertThatThrownBy(() -> OnnxPlateReader.open(file, 1)).isInstanceOf(MalformedFileException.class);
        Files.writeString(config, TinyOnnx.plateConfig(ALPHABET, 10, "Utopia", "Atlantis", "NO"));
        Files.writeString(file, "no network");
        assertThatThrownBy(() -> OnnxPlateReader.open(file, 1))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("tiny.onnx");
        Files.write(file, TinyOnnx.classifier(16));
        assertThatThrownBy(() -> OnnxPlateReader.open(file, 1))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("tiny.onnx");
    }
}
