package dev.ganvas.engine.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ganvas.error.EngineException;
import dev.ganvas.error.MalformedFileException;
import dev.ganvas.error.UsageException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files made by torchscript-files.py beside them. */
class TorchScriptModuleTest {
    @TempDir
    Path folder;

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = TorchScriptModuleTest.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        }
    }

    private static Tensor counting() {
        byte[] pixels = new byte[2 * 3 * 4 * 4];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) i;
        }
        return Tensor.ofBytes(pixels, 2, 3, 4, 4);
    }

    @Test
    void runsAsInPython() throws IOException {
        Path file = Files.write(folder.resolve("toy.pt"), resource("toy-inception.pt"));
        try (TorchScriptModule module = TorchScriptModule.load(file);
                Scope scope = Scope.open()) {
            Tensor features = module.forward(counting(), Set.of("return_features"));
            assertThat(features.shape()).containsExactly(2, 2048);
            assertThat(features.requiresGrad()).isFalse();
            float[] values = features.toFloats();
            // Channel scales 1, 2, 3 on pixels / 255: what PyTorch printed.
            assertThat((double) values[1]).isCloseTo(1 / 255.0, within(1e-6));
            assertThat((double) values[2048 + 47]).isCloseTo(1.1176, within(1e-4));
            assertThat((double) values[2048 + 2047]).isCloseTo(0.6196, within(1e-4));
            assertThat(module.forward(counting(), Set.of()).shape()).containsExactly(2, 48);
        }
    }

    @Test
    void refusedInputsAndOutputsAreOneLine() throws IOException {
        Path toy = Files.write(folder.resolve("toy.pt"), resource("toy-inception.pt"));
        Path two = Files.write(folder.resolve("two.pt"), resource("two-outputs.pt"));
        try (TorchScriptModule module = TorchScriptModule.load(toy);
                TorchScriptModule pair = TorchScriptModule.load(two);
                Scope scope = Scope.open()) {
            assertThatThrownBy(() -> module.forward(Tensor.zeros(DType.F32, 1, 3, 4, 4), Set.of()))
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining("wants uint8")
                    .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));
            assertThatThrownBy(() -> module.forward(counting(), Set.of("no_such_flag")))
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining("no_such_flag")
                    .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));
            assertThatThrownBy(() -> pair.forward(counting(), Set.of()))
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining("Tuple");
        }
    }

    @Test
    void whatIsNoTorchScriptIsOneLine() throws IOException {
        assertThatThrownBy(() -> TorchScriptModule.load(folder.resolve("none.pt")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("none.pt");
        byte[] whole = resource("toy-inception.pt");
        assertMalformed(new byte[0]);
        assertMalformed("no zip at all".getBytes(StandardCharsets.UTF_8));
        assertMalformed(Arrays.copyOf(whole, whole.length / 2));
        assertMalformed(zip("x/code/y.py", "x/data.pkl"));
        assertThat(assertMalformed(zip("photo.png"))).contains("no TorchScript program");
        byte[] flipped = whole.clone();
        // The first weight, 1.0 in little endian.
        int inside = new String(whole, StandardCharsets.ISO_8859_1).indexOf("\u0000\u0000\u0080\u003f");
        flipped[inside] ^= 1;
        assertThat(assertMalformed(flipped)).contains("checksum");
    }

    private static byte[] zip(String... names) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(7);
            }
        }
        return bytes.toByteArray();
    }

    private String assertMalformed(byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("bad.pt"), bytes);
        try (TorchScriptModule module = TorchScriptModule.load(file)) {
            throw new AssertionError("was read: " + module);
        } catch (MalformedFileException e) {
            assertThat(e.getMessage()).contains("bad.pt");
            assertThat(e.getMessage().lines()).hasSize(1);
            return e.getMessage();
        }
    }

    @Property(tries = 60)
    void aDamagedFileGivesAnExceptionOrANetwork(
            @ForAll @IntRange(max = 4850) int at, @ForAll @IntRange(min = 1, max = 255) int change) throws IOException {
        byte[] bytes = resource("toy-inception.pt");
        bytes[at % bytes.length] ^= (byte) change;
        Path file = Files.createTempFile("damaged", ".pt");
        try (TorchScriptModule module = TorchScriptModule.load(Files.write(file, bytes));
                Scope scope = Scope.open()) {
            assertThat(module.forward(counting(), Set.of("return_features")).shape())
                    .containsExactly(2, 2048);
        } catch (MalformedFileException e) {
            assertThat(e.getMessage().lines()).hasSize(1);
        } finally {
            Files.delete(file);
        }
    }
}
