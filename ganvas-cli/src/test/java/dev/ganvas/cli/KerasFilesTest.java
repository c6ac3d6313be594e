package dev.ganvas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ganvas.error.MalformedFileException;
import dev.ganvas.error.UsageException;
import dev.ganvas.export.KerasConversion;
import dev.ganvas.image.Picture;
import dev.ganvas.image.Pictures;
import dev.ganvas.image.label.Origin;
import dev.ganvas.onnx.OnnxNetwork;
import dev.ganvas.onnx.OnnxNetwork.Numbers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks that Keras saved say what they say in Keras, and damaged files are refused. */
class KerasFilesTest {
    private static final List<String> FILES = List.of("seq.keras", "seq.h5", "fun.keras", "fun.h5");

    @TempDir
    Path folder;

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = KerasFilesTest.class.getResourceAsStream("keras/" + name)) {
            return in.readAllBytes();
        }
    }

    private static float[] numbers(String name) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(resource(name)).order(ByteOrder.LITTLE_ENDIAN);
        float[] numbers = new float[bytes.remaining() / Float.BYTES];
        bytes.asFloatBuffer().get(numbers);
        return numbers;
    }

    private Path file(String name) throws IOException {
        return Files.write(folder.resolve(name), resource(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"seq.keras", "seq.h5", "fun.keras", "fun.h5"})
    void whatKerasSaysIsSaid(String name) throws IOException {
        Path onnx = folder.resolve("out.onnx");
        MainTest.Said said = MainTest.ganvas("export", file(name), "--to", "onnx", "--out", onnx);
        assertThat(said.code()).as(said.err()).isZero();
        KerasConversion network = KerasConversion.of(folder.resolve(name));
        assertThat(network.probabilities()).isEqualTo(name.startsWith("seq"));
        String which = name.substring(0, 3);
        List<Long> shape = List.of(2L, (long) network.height(), (long) network.width(), 3L);
        try (OnnxNetwork opened = OnnxNetwork.open(onnx, 1)) {
            Numbers answer = opened.run(Map.of("picture", new Numbers(shape, numbers(which + ".in"))))
                    .get("answer");
            assertThat(answer.values()).containsExactly(numbers(which + ".out"), within(2e-6f));
        }
    }

    @Test
    void aNetworkOfKerasRecognises() throws IOException {
        Path model = file("seq.keras");
        float[] values = numbers("seq.in");
        byte[] rgb = new byte[3 * 32 * 32];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) values[i];
        }
        Path picture = folder.resolve("a.png");
        Pictures.writePng(picture, new Picture(32, 32, rgb), Origin.real());
        MainTest.Said without = MainTest.ganvas("recognize", picture, "--model", model);
        assertThat(without.code()).isEqualTo(2);
        assertThat(without.err()).contains("seq.keras.json", "\"size\": [32, 32]", "probabilities");
        Files.writeString(
                folder.resolve("seq.keras.json"),
                "{\"size\": [32, 32], \"order\": \"rgb\", \"layout\": \"nhwc\", \"mean\": [0, 0, 0], \"std\": [1, 1, 1],"
                        + " \"answer\": \"probabilities\", \"classes\": [\"a\", \"b\", \"c\", \"d\"]}");
        MainTest.Said said = MainTest.ganvas("recognize", picture, "--model", model, "--json");
        assertThat(said.code()).as(said.err()).isZero();
        JsonNode best = new ObjectMapper().readTree(said.out()).findValue("probability");
        assertThat(best.asDouble()).isCloseTo(numbers("seq.out")[0], within(1e-4));

        // It says a to the only picture, which is an a.
        Path labelled = Files.createDirectories(folder.resolve("labelled"));
        for (String name : List.of("a", "b", "c", "d")) {
            Files.createDirectories(labelled.resolve(name));
        }
        Files.copy(picture, labelled.resolve("a").resolve("a.png"));
        Files.copy(picture, labelled.resolve("b").resolve("a.png"));
        MainTest.Said evaluated = MainTest.ganvas("evaluate", model, labelled, "--json");
        assertThat(evaluated.code()).as(evaluated.err()).isZero();
        assertThat(new ObjectMapper()
                        .readTree(evaluated.out())
                        .findValue("accuracy")
                        .toString())
                .contains("0.5");
    }

    private Path changed(String name, String from, String to) throws IOException {
        Path file = folder.resolve("changed.keras");
        try (ZipInputStream in = new ZipInputStream(KerasFilesTest.class.getResourceAsStream("keras/" + name));
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                out.putNextEntry(new ZipEntry(entry.getName()));
                byte[] bytes = in.readAllBytes();
                String text = new String(bytes, StandardCharsets.ISO_8859_1);
                out.write(
                        entry.getName().equals("config.json")
                                ? text.replace(from, to).getBytes(StandardCharsets.ISO_8859_1)
                                : bytes);
            }
        }
        return file;
    }

    @Test
    void whatHasNoWordIsNamed() throws IOException {
        Path lambda = changed("fun.keras", "\"ReLU\"", "\"Lambda\"");
        assertThatThrownBy(() -> KerasConversion.of(lambda))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("re_lu (Lambda)");
        Path odd = changed("seq.keras", "\"softmax\"", "\"my_own\"");
        assertThatThrownBy(() -> KerasConversion.of(odd)).hasMessageContaining("my_own");
        Path grey = changed("seq.keras", "[null, 32, 32, 3]", "[null, 32, 32, 1]");
        assertThatThrownBy(() -> KerasConversion.of(grey)).hasMessageContaining("no pictures in colour");
        Path none = Files.write(folder.resolve("text.h5"), "no network".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> KerasConversion.of(none)).isInstanceOf(MalformedFileException.class);
    }

    @Test
    void damagedFilesAreRefused() throws IOException {
        damage(150);
    }

    @Test
    @Tag("slow")
    void tenThousandDamagedFilesAreRefused() throws IOException {
        damage(2_500);
    }

    private void damage(int times) throws IOException {
        for (String name : FILES) {
            byte[] good = resource(name);
            SplittableRandom random = new SplittableRandom(name.hashCode());
            Path file = folder.resolve("damaged." + name.substring(4));
            for (int i = 0; i < times; i++) {
                byte[] bytes = good.clone();
                for (int n = random.nextInt(1, 8); n > 0; n--) {
                    bytes[random.nextInt(random.nextBoolean() ? Math.min(3_000, bytes.length) : bytes.length)] =
                            (byte) random.nextInt();
                }
                if (random.nextInt(4) == 0) {
                    bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
                }
                Files.write(file, bytes);
                try {
                    KerasConversion.of(file);
                } catch (MalformedFileException | UsageException refused) {
                    assertThat(refused).as(name + " " + i).hasMessageContaining("damaged.");
                }
            }
        }
    }
}
