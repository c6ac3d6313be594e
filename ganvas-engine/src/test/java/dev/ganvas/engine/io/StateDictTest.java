package dev.ganvas.engine.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.error.MalformedFileException;
import dev.ganvas.error.UsageException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files of {@code src/test/resources} were written by PyTorch 2.13. */
class StateDictTest {
    @TempDir
    private Path folder;

    private Path file(String name) throws IOException {
        Path file = folder.resolve(name);
        if (!Files.exists(file)) {
            try (InputStream in = StateDictTest.class.getResourceAsStream(name)) {
                Files.copy(in, file);
            }
        }
        return file;
    }

    @ParameterizedTest
    @ValueSource(strings = {"checkpoint.pth", "old.pth"})
    void whatPyTorchSavesIsRead(String name) throws IOException {
        float[] counted = new float[24];
        for (int i = 0; i < counted.length; i++) {
            counted[i] = i;
        }
        try (Scope scope = Scope.open()) {
            Map<String, Tensor> tensors = StateDict.read(file(name)).tensors();
            assertThat(tensors.keySet())
                    .containsExactly(
                            "conv.weight",
                            "conv.last",
                            "half",
                            "bf16",
                            "double",
                            "long",
                            "int",
                            "bool",
                            "view",
                            "parameter",
                            "empty");
            assertThat(tensors.get("conv.weight").shape()).containsExactly(2, 3, 2, 2);
            assertThat(tensors.get("conv.weight").toFloats()).containsExactly(counted);
            assertThat(tensors.get("conv.last").toFloats()).containsExactly(counted);
            assertThat(tensors.get("half").toFloats())
                    .containsExactly(-1.5f, 2, 6.103515625e-05f, 5.9604645e-08f, 65504);
            assertThat(tensors.get("bf16").dtype()).isEqualTo(DType.BF16);
            assertThat(tensors.get("bf16").toFloats()).containsExactly(-1.5f, 2);
            assertThat(tensors.get("double").toDoubles()).containsExactly(0.1);
            assertThat(tensors.get("long").toLongs()).containsExactly(7);
            assertThat(tensors.get("int").toLongs()).containsExactly(-3, 2);
            assertThat(tensors.get("bool").toBytes()).containsExactly(1, 0);
            assertThat(tensors.get("view").toFloats()).containsExactly(13, 17, 21);
            assertThat(tensors.get("parameter").toFloats()).containsExactly(1, 2);
            assertThat(tensors.get("empty").shape()).containsExactly(3, 0);
        }
    }

    @Test
    void aFileThatWantsCodeIsRefusedByTheNameOfWhatItWants() throws IOException {
        Path evil = file("evil.pth");
        try (Scope scope = Scope.open()) {
            assertThatThrownBy(() -> StateDict.read(evil))
                    .isInstanceOf(MalformedFileException.class)
                    .hasMessageContaining("posix.system")
                    .hasMessageContaining("state_dict()");
            Path module = file("module.pth");
            assertThatThrownBy(() -> StateDict.read(module))
                    .isInstanceOf(MalformedFileException.class)
                    .hasMessageContaining("torch.nn.modules.linear.Linear");
            Path script = file("script.pt");
            assertThatThrownBy(() -> StateDict.read(script))
                    .isInstanceOf(MalformedFileException.class)
                    .hasMessageContaining("TorchScript");
        }
    }

    @Test
    void safetensorsAreReadWithTypesOfOthers() throws IOException {
        String header = "{\"a\":{\"dtype\":\"F16\",\"shape\":[2],\"data_offsets\":[0,4]},"
                + "\"b\":{\"dtype\":\"I32\",\"shape\":[1],\"data_offsets\":[4,8]}}";
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(new byte[] {(byte) header.length(), 0, 0, 0, 0, 0, 0, 0});
        out.write(header.getBytes(StandardCharsets.UTF_8));
        out.write(new byte[] {0, 0x3c, 0, (byte) 0xc0, -1, -1, -1, -1});
        Path file = folder.resolve("foreign.safetensors");
        Files.write(file, out.toByteArray());
        try (Scope scope = Scope.open()) {
            Map<String, Tensor> tensors = StateDict.read(file).tensors();
            assertThat(tensors.get("a").toFloats()).containsExactly(1, -2);
            assertThat(tensors.get("b").toLongs()).containsExactly(-1);
        }
    }

    @Test
    void halvesAreThoseOfIeee754() {
        assertThat(StoredType.half((short) 0x7c00)).isEqualTo(Float.POSITIVE_INFINITY);
        assertThat(StoredType.half((short) 0xfc00)).isEqualTo(Float.NEGATIVE_INFINITY);
        assertThat(StoredType.half((short) 0x7e00)).isNaN();
        assertThat(StoredType.half((short) 0x0001)).isEqualTo(0x1p-24f);
        assertThat(StoredType.half((short) 0x3555)).isEqualTo(0.33325195f);
    }

    @Test
    void filesOfOtherKindsSayWhatTheyAre() throws IOException {
        for (Map.Entry<String, String> kind : Map.of(
                        "", "empty",
                        "version https://git-lfs.github.com/spec/v1\n", "Git LFS",
                        "<!DOCTYPE html>", "web page",
                        "hello, I am a text", "neither",
                        "PK\3\4 but no archive", "archive")
                .entrySet()) {
            Path file = folder.resolve("other");
            Files.writeString(file, kind.getKey());
            assertThatThrownBy(() -> StateDict.read(file))
                    .isInstanceOf(MalformedFileException.class)
                    .hasMessageContaining(kind.getValue());
        }
        assertThatThrownBy(() -> StateDict.read(folder.resolve("none"))).isInstanceOf(UsageException.class);
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

    /** Bytes changed, cut off or put in, in the pickles above all. */
    private void damage(int times) throws IOException {
        for (String name : new String[] {"checkpoint.pth", "old.pth", "evil.pth", "module.pth"}) {
            byte[] good = Files.readAllBytes(file(name));
            SplittableRandom random = new SplittableRandom(name.hashCode());
            Path file = folder.resolve("damaged");
            for (int i = 0; i < times; i++) {
                byte[] bytes = good.clone();
                for (int n = random.nextInt(1, 8); n > 0; n--) {
                    bytes[random.nextInt(random.nextBoolean() ? Math.min(2_000, bytes.length) : bytes.length)] =
                            (byte) random.nextInt();
                }
                if (random.nextInt(4) == 0) {
                    bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
                }
                Files.write(file, bytes);
                assertThatCode(() -> {
                            try (Scope scope = Scope.open()) {
                                StateDict.read(file);
                            } catch (MalformedFileException refused) {
                                assertThat(refused).hasMessageContaining("damaged: ");
                            }
                        })
                        .as(name + " " + i)
                        .doesNotThrowAnyException();
            }
        }
        assertThat(Path.of("/tmp/pickled")).doesNotExist();
    }
}
