package dev.ganvas.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganvas.image.Picture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds of every source. */
public abstract class PictureSourceContract {
    @TempDir
    public Path temporary;

    private String location;

    /** Makes a data set of at least two readable pictures in {@code folder} and says where it is. */
    protected abstract Path make(Path folder) throws IOException;

    /** Alters what {@link #make} made. */
    protected abstract void change(Path made) throws IOException;

    protected abstract List<String> expectedClasses();

    /** By item, -1 for none. */
    protected abstract List<Integer> expectedLabels();

    protected abstract String expectedKind();

    @BeforeEach
    void makeSet() throws IOException {
        location = make(temporary).toString();
    }

    protected PictureSource open() throws IOException {
        return Sources.open(location);
    }

    @Test
    void itSaysWhatItIs() throws Exception {
        try (PictureSource source = open()) {
            assertThat(source.kind()).isEqualTo(expectedKind());
            assertThat(source.name()).isNotBlank();
            assertThat(source.classes()).isEqualTo(expectedClasses());
            assertThat(IntStream.range(0, source.count())
                            .mapToObj(i -> source.label(i).orElse(-1)))
                    .isEqualTo(expectedLabels());
        }
    }

    @Test
    void namesAreDistinctAndStayInside() throws Exception {
        try (PictureSource source = open()) {
            List<String> names = IntStream.range(0, source.count())
                    .mapToObj(source::itemName)
                    .toList();
            assertThat(names).doesNotHaveDuplicates().allSatisfy(name -> {
                assertThat(name).isNotBlank().doesNotStartWith("/");
                assertThat(name.split("/")).doesNotContain("..", ".");
            });
        }
    }

    @Test
    void readingIsRepeatableInAnyOrderAndFromManyThreads() throws Exception {
        try (PictureSource source = open()) {
            int[] hashes = new int[source.count()];
            Arrays.setAll(hashes, i -> hash(source, i));
            IntStream.range(0, 20 * source.count()).parallel().forEach(i -> {
                int item = (i * 7 + 3) % hashes.length;
                assertThat(hash(source, item)).isEqualTo(hashes[item]);
            });
            assertThat(Arrays.stream(hashes).distinct().count()).isGreaterThan(1);
        }
    }

    private static int hash(PictureSource source, int index) {
        try {
            Picture picture = source.read(index);
            return 31 * picture.width() + Arrays.hashCode(picture.rgb());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void theKeyFollowsTheContent() throws Exception {
        String key;
        List<OptionalInt> labels;
        try (PictureSource source = open()) {
            key = source.contentKey();
            labels = IntStream.range(0, source.count()).mapToObj(source::label).toList();
        }
        try (PictureSource again = open()) {
            assertThat(again.contentKey()).isEqualTo(key).isNotBlank();
            assertThat(IntStream.range(0, again.count()).mapToObj(again::label)).isEqualTo(labels);
        }
        change(Path.of(location));
        try (PictureSource changed = open()) {
            assertThat(changed.contentKey()).isNotEqualTo(key);
        }
    }
}
