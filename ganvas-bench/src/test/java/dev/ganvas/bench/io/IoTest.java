package dev.ganvas.bench.io;

import static dev.ganvas.bench.result.KeptResults.kept;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IoTest {
    @TempDir
    private Path folder;

    @Test
    void speedsOfReadingAreShown() throws Exception {
        IoResult io = new IoResult(
                "faces",
                List.of(new IoResult.Decoding("JPEG", 500, 1234, 12.5, 40)),
                new IoResult.Cache(64, 500, 800, 3.25, 1e6));
        assertThat(new IoSection().markdown(kept(folder, "io", "io", io), List.of()))
                .contains("| JPEG | 500 | 1234 | 12.5 | 40.0 |\n")
                .contains("| reading, pictures/s | 1000000 |\n");
    }

    @Test
    void encodedPicturesAreFoundInFoldersAndZips() throws Exception {
        Path inside = Files.createDirectories(folder.resolve("a/b"));
        Files.write(inside.resolve("x.JPG"), new byte[] {1});
        Files.write(inside.resolve("y.jpeg"), new byte[] {2});
        Files.write(folder.resolve("a/readme.txt"), new byte[] {3});
        Path zip = folder.resolve("z.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("0/p.png"));
            out.write(4);
        }
        List<EncodedPictures> found = EncodedPictures.in(folder.resolve("a"));
        assertThat(found).extracting(EncodedPictures::format).containsExactly("JPEG");
        assertThat(found.get(0).files()).containsExactly(new byte[] {1}, new byte[] {2});
        assertThat(EncodedPictures.in(zip)).singleElement().satisfies(pictures -> {
            assertThat(pictures.format()).isEqualTo("PNG");
            assertThat(pictures.files()).containsExactly(new byte[] {4});
        });
    }
}
