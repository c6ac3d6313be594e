package dev.ganvas.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganvas.data.ProgressListener;
import dev.ganvas.error.UsageException;
import dev.ganvas.image.Pictures;
import dev.ganvas.image.label.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderIndexingTest {
    @TempDir
    Path folder;

    private Path photos;
    private Path index;
    private final FixedExtractor extractor = new FixedExtractor();

    @BeforeEach
    void pictures() throws IOException {
        photos = folder.resolve("photos");
        index = photos.resolve("index");
        for (int i = 0; i < 6; i++) {
            write(i, i);
        }
        Files.writeString(photos.resolve("notes.txt"), "no picture");
    }

    private Path file(int i) {
        return photos.resolve(i % 2 == 0 ? "even" : "odd/deep").resolve(i + ".png");
    }

    private void write(int i, long seed) throws IOException {
        Pictures.writePng(file(i), Drawn.waves(seed, 40 + i, 30), Origin.real());
    }

    private FolderIndexing.Result run(Path pictures) throws IOException {
        try (IndexWriter writer = IndexWriter.open(index, extractor)) {
            return FolderIndexing.run(pictures, writer, extractor, ProgressListener.NONE, () -> false);
        }
    }

    @Test
    void whatIsUnchangedIsNotLookedAtAgain() throws IOException {
        FolderIndexing.Result first = run(photos);
        assertThat(first.added()).isEqualTo(6);
        assertThat(first.passedOver())
                .as("the text, and nothing of the index inside the folder")
                .isEqualTo(1);
        assertThat(extractor.extracted).isEqualTo(6);
        FolderIndexing.Result second = run(photos);
        assertThat(second.unchanged()).isEqualTo(6);
        assertThat(extractor.extracted).isEqualTo(6);
        write(2, 200);
        Files.setLastModifiedTime(file(2), FileTime.fromMillis(1_000_000));
        Files.delete(file(3));
        write(7, 7);
        FolderIndexing.Result third = run(photos);
        assertThat(third.added()).isEqualTo(1);
        assertThat(third.changed()).isEqualTo(1);
        assertThat(third.removed()).isEqualTo(1);
        assertThat(third.unchanged()).isEqualTo(4);
        assertThat(extractor.extracted).isEqualTo(8);
        PictureIndex found = PictureIndex.open(index);
        assertThat(found.ids()).hasSize(6).doesNotContain(file(3).toString());
        float[] changed = extractor.embed(List.of(Drawn.waves(200, 42, 30)));
        assertThat(found.search(changed, 1).get(0).id()).isEqualTo(file(2).toString());
    }

    @Test
    void aBadFileIsNamedAndLosesItsPlace() throws IOException {
        run(photos);
        Files.write(file(4), Arrays.copyOf(Files.readAllBytes(file(4)), 70));
        Files.setLastModifiedTime(file(4), FileTime.fromMillis(1_000_000));
        FolderIndexing.Result result = run(photos);
        assertThat(result.failed()).containsOnlyKeys(file(4));
        assertThat(result.removed()).isEqualTo(1);
        assertThat(PictureIndex.open(index).contains(file(4).toString())).isFalse();
    }

    @Test
    void picturesFromElsewhereStay() throws IOException {
        run(photos.resolve("even"));
        run(photos.resolve("odd"));
        assertThat(PictureIndex.open(index).size()).isEqualTo(6);
        Path empty = Files.createDirectories(folder.resolve("empty"));
        assertThatThrownBy(() -> run(empty)).isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> run(folder.resolve("missing"))).isInstanceOf(UsageException.class);
        assertThat(PictureIndex.open(index).size()).isEqualTo(6);
    }
}
