package dev.ganvas.data.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganvas.data.DataFiles;
import dev.ganvas.data.PictureSource;
import dev.ganvas.data.PictureSourceContract;
import dev.ganvas.data.Sources;
import dev.ganvas.error.MalformedFileException;
import dev.ganvas.error.UsageException;
import dev.ganvas.image.Picture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StackedMnistTest extends PictureSourceContract {
    private static final int COUNT = 40;

    /** Ten pictures of 4 x 4 whose level rises from ten times their number, which is their label too. */
    @Override
    protected Path make(Path folder) throws IOException {
        Path mnist = folder.resolve("mnist");
        DataFiles.write(mnist.resolve("train-images-idx3-ubyte.gz"), DataFiles.gzip(DataFiles.idxImages(10, 4)));
        DataFiles.write(mnist.resolve("train-labels-idx1-ubyte"), DataFiles.idxLabels(0, 1, 2, 3, 4, 5, 6, 7, 8, 9));
        return mnist;
    }

    @Override
    protected PictureSource open() throws IOException {
        return open("?n=" + COUNT + "&seed=5");
    }

    private PictureSource open(String options) throws IOException {
        return Sources.open("stacked-mnist:" + temporary.resolve("mnist") + options);
    }

    @Override
    protected void change(Path made) throws IOException {
        DataFiles.write(made.resolve("train-images-idx3-ubyte.gz"), DataFiles.idxImages(10, 5));
    }

    @Override
    protected List<String> expectedClasses() {
        return List.of();
    }

    @Override
    protected List<Integer> expectedLabels() {
        return Collections.nCopies(COUNT, -1);
    }

    @Override
    protected String expectedKind() {
        return "Stacked MNIST";
    }

    @Test
    void channelsAreTheDigitsThatTheAttributeNames() throws Exception {
        try (PictureSource source = open()) {
            for (int i = 0; i < COUNT; i++) {
                Picture picture = source.read(i);
                assertThat(picture.width()).isEqualTo(32);
                assertThat(picture.height()).isEqualTo(32);
                String digits = source.attributes(i).get("digits");
                for (int c = 0; c < 3; c++) {
                    int digit = digits.charAt(c) - '0';
                    // The digit's 4 x 4 pixels count up from ten times its number, from (14, 14) on; all else is black.
                    assertThat(level(picture, 14, 14, c)).isEqualTo(10 * digit);
                    assertThat(level(picture, 17, 17, c)).isEqualTo(10 * digit + 15);
                    assertThat(level(picture, 13, 14, c)).isZero();
                    assertThat(level(picture, 18, 17, c)).isZero();
                }
            }
        }
    }

    private static int level(Picture picture, int x, int y, int channel) {
        return picture.rgb()[3 * (32 * y + x) + channel] & 0xff;
    }

    @Test
    void modesAreDrawnEvenlyAndTheSeedNamesThem() throws Exception {
        try (PictureSource source = open("?n=20000");
                PictureSource other = open("?seed=2")) {
            assertThat(other.count()).isEqualTo(50_000);
            long modes = IntStream.range(0, 20_000)
                    .mapToObj(source::attributes)
                    .distinct()
                    .count();
            assertThat(modes).isEqualTo(1000);
            List<Map<String, String>> ours =
                    IntStream.range(0, 20).mapToObj(source::attributes).toList();
            assertThat(IntStream.range(0, 20).mapToObj(other::attributes)).isNotEqualTo(ours);
            assertThat(source.contentKey()).isNotEqualTo(other.contentKey());
        }
    }

    @Test
    void wrongLocationsSayWhatIsRight() throws Exception {
        for (String wrong : List.of("?m=3", "?n=0", "?n=many", "?seed=", "?n=99999999999")) {
            assertThatThrownBy(() -> open(wrong)).isInstanceOf(UsageException.class);
        }
        assertThatThrownBy(() -> Sources.open("stacked-mnist"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("stacked-mnist:PATH");
        assertThatThrownBy(() -> Sources.open("stacked-mnist:" + temporary.resolve("nowhere")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("nowhere");
        Path empty = Files.createDirectories(temporary.resolve("empty"));
        assertThatThrownBy(() -> Sources.open("stacked-mnist:" + empty))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("holds no MNIST");
        Path unlabelled = DataFiles.write(temporary.resolve("bare/images-idx3-ubyte"), DataFiles.idxImages(3, 4));
        assertThatThrownBy(() -> Sources.open("stacked-mnist:" + unlabelled))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("no labels");
        Path large = DataFiles.write(temporary.resolve("large/images-idx3-ubyte"), DataFiles.idxImages(3, 40));
        DataFiles.write(temporary.resolve("large/labels-idx1-ubyte"), DataFiles.idxLabels(0, 1, 2));
        assertThatThrownBy(() -> Sources.open("stacked-mnist:" + large))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("40 x 40");
    }
}
