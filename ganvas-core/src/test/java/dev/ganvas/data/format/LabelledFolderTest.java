package dev.ganvas.data.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganvas.data.PictureSource;
import dev.ganvas.data.Sources;
import dev.ganvas.error.UsageException;
import dev.ganvas.image.Picture;
import dev.ganvas.image.label.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelledFolderTest {
    @TempDir
    Path folder;

    private static Picture grey(int level) {
        return new Picture(1, 1, new byte[] {(byte) level, (byte) level, (byte) level});
    }

    @Test
    void isReadBackWithItsClassesWhateverTheyAreCalled() throws IOException {
        Path out = folder.resolve("set");
        List<String> names = List.of("cat", "a/b", "a:b", "..", "say \"hi\", 鸟");
        try (LabelledFolder written = LabelledFolder.begin(out, List.of("seed", "note"))) {
            for (int i = 0; i < names.size(); i++) {
                written.add(names.get(i), 7, grey(i), Origin.real(), List.of("1", "x,y"));
                written.add(names.get(i), 12, grey(100 + i), Origin.real(), List.of("1", ""));
            }
            assertThat(out).doesNotExist();
            written.finish();
        }
        assertThat(out.resolve("cat/000007.png")).isNotEmptyFile();
        assertThat(Files.readString(out.resolve("labels.csv")))
                .startsWith("file,label,seed,note\ncat/000007.png,cat,1,\"x,y\"\n");
        Map<Integer, String> read = new TreeMap<>();
        try (PictureSource source = Sources.open(out.toString())) {
            assertThat(source.classes()).containsExactlyInAnyOrderElementsOf(names);
            assertThat(source.leftOut()).isEmpty();
            for (int i = 0; i < source.count(); i++) {
                read.put(
                        source.read(i).rgb()[0] & 0xff,
                        source.classes().get(source.label(i).orElseThrow()));
            }
        }
        for (int i = 0; i < names.size(); i++) {
            assertThat(read).containsEntry(i, names.get(i)).containsEntry(100 + i, names.get(i));
        }
        assertThat(Files.list(folder)).containsExactly(out);
    }

    @Test
    void picturesWithoutClassesLieAtTheTop() throws IOException {
        Path out = folder.resolve("set");
        try (LabelledFolder written = LabelledFolder.begin(out, List.of())) {
            written.add("", 0, grey(1), Origin.real(), List.of());
            written.finish();
        }
        assertThat(out.resolve("000000.png")).exists();
        try (PictureSource source = Sources.open(out.toString())) {
            assertThat(source.count()).isOne();
            assertThat(source.classes()).isEmpty();
            assertThat(source.label(0)).isEmpty();
        }
    }

    @Test
    void whatIsNotFinishedLeavesNothing() throws IOException {
        try (LabelledFolder written = LabelledFolder.begin(folder.resolve("set"), List.of())) {
            written.add("cat", 0, grey(1), Origin.real(), List.of());
        }
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void nothingIsWrittenOverOtherThings() throws IOException {
        Path other = Files.createDirectories(folder.resolve("other"));
        LabelledFolder.begin(other, List.of()).close();
        Files.writeString(other.resolve("holiday.jpg"), "x");
        assertThatThrownBy(() -> LabelledFolder.begin(other, List.of()))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("--out");
        assertThatThrownBy(() -> LabelledFolder.begin(other.resolve("holiday.jpg"), List.of()))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("is a file");
        // Neither when they come between.
        Path meanwhile = folder.resolve("meanwhile");
        try (LabelledFolder written = LabelledFolder.begin(meanwhile, List.of())) {
            Files.createDirectories(meanwhile);
            Files.writeString(meanwhile.resolve("holiday.jpg"), "x");
            assertThatThrownBy(written::finish).isInstanceOf(UsageException.class);
        }
        assertThat(meanwhile.resolve("holiday.jpg")).hasContent("x");
        assertThat(meanwhile.resolve("labels.csv")).doesNotExist();
    }
}
