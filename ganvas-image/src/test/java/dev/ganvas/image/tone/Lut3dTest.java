package dev.ganvas.image.tone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ganvas.error.MalformedFileException;
import dev.ganvas.error.UsageException;
import dev.ganvas.image.Planes;
import dev.ganvas.random.RandomStream;
import dev.ganvas.random.Seed;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Lut3dTest {
    @TempDir
    private Path folder;

    private static Planes random() {
        RandomStream stream = Seed.of(1).stream();
        Planes planes = Planes.black(30, 20, 3);
        for (int i = 0; i < planes.values().length; i++) {
            planes.values()[i] = (float) stream.nextDouble();
        }
        return planes;
    }

    /** A map that is linear is met exactly by linear interpolation, whatever the tetrahedron. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 17, 33})
    void linearMapsAreExact(int size) {
        Lut3d table = Lut3d.of(size, (r, g, b) -> new float[] {0.5f * r + 0.2f * g, 0.1f + 0.8f * g - 0.1f * b, 1 - b});
        Planes from = random();
        Planes to = table.apply(from);
        Planes same = Lut3d.identity(size).apply(from);
        for (int i = 0; i < from.area(); i++) {
            float r = from.values()[i];
            float g = from.values()[600 + i];
            float b = from.values()[1200 + i];
            assertThat(to.values()[i]).isCloseTo(0.5f * r + 0.2f * g, within(2e-6f));
            assertThat(to.values()[600 + i]).isCloseTo(0.1f + 0.8f * g - 0.1f * b, within(2e-6f));
            assertThat(to.values()[1200 + i]).isCloseTo(1 - b, within(2e-6f));
            assertThat(same.values()[i]).isCloseTo(r, within(1e-6f));
        }
    }

    @Test
    void greyBetweenGreyCornersStaysGrey() {
        Lut3d table = Lut3d.of(5, (r, g, b) -> new float[] {r * r, g * g, b * b});
        Planes grey = Planes.black(50, 1, 3);
        for (int i = 0; i < 150; i++) {
            grey.values()[i] = i % 50 / 49f;
        }
        Planes changed = table.apply(grey);
        assertThat(changed.channel(1).values()).isEqualTo(changed.channel(0).values());
        assertThat(table.apply(grey.channel(0)).values()[20]).isCloseTo(changed.values()[20], within(1e-6f));
    }

    @Test
    void filesComeBack() throws Exception {
        Lut3d table = Lut3d.of(4, (r, g, b) -> new float[] {b, r, 1.25f * g - 0.1f});
        Path file = folder.resolve("look.cube");
        CubeFile.write(file, table, "a \"warm\" look");
        assertThat(Files.readAllLines(file))
                .startsWith("TITLE \"a _warm_ look\"", "LUT_3D_SIZE 4", "0.000000 0.000000 -0.100000");
        Lut3d read = CubeFile.read(file);
        assertThat(read.size()).isEqualTo(4);
        assertThat(read.values()).containsExactly(table.values(), within(1e-6f));
    }

    @Test
    void otherProgramsFilesAreRead() throws Exception {
        Path file = folder.resolve("other.cube");
        Files.writeString(
                file,
                "# made elsewhere\r\nTITLE \"x\"\r\n\r\nLUT_3D_SIZE 2\r\nDOMAIN_MIN 0.0 0.0 0.0\r\nDOMAIN_MAX 1 1 1\r\n"
                        + "0 0 0\r\n1 0 0\r\n0 1 0\r\n1 1 0\r\n0 0 1\r\n1 0 1\r\n0 1 1\r\n1e0 1 1\r\n");
        assertThat(CubeFile.read(file).values()).isEqualTo(Lut3d.identity(2).values());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0 0 0",
                "LUT_3D_SIZE 1",
                "LUT_3D_SIZE 2000000000",
                "LUT_3D_SIZE 2.5",
                "LUT_3D_SIZE two",
                "LUT_3D_SIZE",
                "LUT_3D_SIZE 2\nLUT_3D_SIZE 2",
                "LUT_3D_SIZE 2\n0 0 0",
                "LUT_3D_SIZE 2\n0 0",
                "LUT_3D_SIZE 2\n0 0 NaN",
                "LUT_3D_SIZE 2\nDOMAIN_MAX 2 2 2",
                "LUT_1D_SIZE 2",
                "LUT_3D_SIZE 2\n1 1 1\n1 1 1\n1 1 1\n1 1 1\n1 1 1\n1 1 1\n1 1 1\n1 1 1\n1 1 1"
            })
    void damageIsAMalformedFile(String text) throws Exception {
        Path file = folder.resolve("bad.cube");
        Files.writeString(file, text);
        assertThatThrownBy(() -> CubeFile.read(file)).isInstanceOf(MalformedFileException.class);
    }

    @Test
    void limits() {
        assertThatThrownBy(() -> CubeFile.read(folder.resolve("none.cube"))).isInstanceOf(MalformedFileException.class);
        assertThatThrownBy(() -> Lut3d.identity(130)).isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> new Lut3d(2, new float[3])).isInstanceOf(UsageException.class);
    }
}
