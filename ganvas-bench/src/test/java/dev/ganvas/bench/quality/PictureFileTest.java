package dev.ganvas.bench.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganvas.data.PixelCache;
import dev.ganvas.data.ProgressListener;
import dev.ganvas.data.Sources;
import dev.ganvas.engine.io.SafeTensors;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.error.MalformedFileException;
import dev.ganvas.image.Picture;
import dev.ganvas.image.Pictures;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureFileTest {
    @TempDir
    private Path folder;

    @Test
    void exportHoldsThePixelsAndLabelsOfTheCache() throws Exception {
        for (String name : List.of("cats/a", "cats/b", "dogs/c")) {
            Path file = folder.resolve("photos/" + name + ".png");
            Pictures.writePng(file, plain(12, name.hashCode()), Map.of());
        }
        try (var source = Sources.open(folder.resolve("photos").toString());
                PixelCache cache = PixelCache.open(source, 8, folder.resolve("cache"), ProgressListener.NONE)) {
            Path file = PictureFile.export(cache, folder);
            List<Picture> pictures = PictureFile.read(file);
            assertThat(pictures).hasSize(3);
            for (int i = 0; i < 3; i++) {
                assertThat(pictures.get(i).rgb()).isEqualTo(cache.picture(i).rgb());
            }
            byte[] content = Files.readAllBytes(file);
            try (Scope scope = Scope.open()) {
                SafeTensors tensors = SafeTensors.read("x", new ByteArrayInputStream(content), content.length);
                assertThat(tensors.tensors().get("pictures").shape()).containsExactly(3, 8, 8, 3);
                LongBuffer labels = ByteBuffer.wrap(
                                tensors.tensors().get("labels").toRawBytes())
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .asLongBuffer();
                assertThat(List.of(labels.get(), labels.get(), labels.get())).containsExactly(0L, 0L, 1L);
                assertThat(tensors.metadata()).containsEntry("classes", "[\"cats\",\"dogs\"]");
            }
            Files.setLastModifiedTime(file, java.nio.file.attribute.FileTime.fromMillis(0));
            assertThat(PictureFile.export(cache, folder)).isEqualTo(file);
            assertThat(Files.getLastModifiedTime(file).toMillis()).isZero();
        }
    }

    @Test
    void samplesComeBackAsTheyWere() throws Exception {
        Path file = folder.resolve("s.safetensors");
        List<Picture> pictures = List.of(plain(4, 7), plain(4, 300));
        PictureFile.write(file, 4, pictures, new long[] {1, 0}, List.of("a", "b"));
        assertThat(PictureFile.read(file))
                .extracting(Picture::rgb)
                .containsExactly(pictures.get(0).rgb(), pictures.get(1).rgb());
    }

    @Test
    void otherTensorsAreRefused() throws Exception {
        assertRefused(Map.of("images", new long[] {1, 4, 4, 3}));
        assertRefused(Map.of("pictures", new long[] {1, 4, 5, 3}));
        assertRefused(Map.of("pictures", new long[] {1, 4, 4, 4}));
        assertRefused(Map.of("pictures", new long[] {48}));
        assertRefused(Map.of("pictures", new long[] {1, 1025, 1025, 3}));
    }

    @Property(tries = 300)
    void noiseIsRefusedAndNothingWorse(@ForAll @Size(max = 200) byte[] noise) throws IOException {
        Path file = Files.createTempFile("noise", ".safetensors");
        try {
            Files.write(file, noise);
            assertThatThrownBy(() -> PictureFile.read(file)).isInstanceOf(MalformedFileException.class);
        } finally {
            Files.delete(file);
        }
    }

    private void assertRefused(Map<String, long[]> shapes) throws IOException {
        Path file = folder.resolve("bad.safetensors");
        try (Scope scope = Scope.open()) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            for (Map.Entry<String, long[]> entry : shapes.entrySet()) {
                int count = (int) Arrays.stream(entry.getValue()).reduce(1, (product, size) -> product * size);
                Tensor tensor = Tensor.ofBytes(new byte[count], entry.getValue());
                new SafeTensors(Map.of(), Map.of(entry.getKey(), tensor)).write(out);
            }
            Files.write(file, out.toByteArray());
        }
        assertThatThrownBy(() -> PictureFile.read(file))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("no tensor 'pictures'");
    }

    private static Picture plain(int side, int colour) {
        byte[] rgb = new byte[3 * side * side];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) (colour + 11 * i);
        }
        return new Picture(side, side, rgb);
    }
}
