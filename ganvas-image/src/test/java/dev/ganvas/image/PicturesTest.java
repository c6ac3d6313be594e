package dev.ganvas.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.drew.imaging.ImageMetadataReader;
import com.drew.metadata.png.PngDirectory;
import dev.ganvas.error.UsageException;
import dev.ganvas.image.label.Origin;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PicturesTest {
    private static int red(Picture picture, int x, int y) {
        return picture.rgb()[3 * (y * picture.width() + x)] & 0xff;
    }

    private static Picture flat(int width, int height, int level) {
        byte[] rgb = new byte[3 * width * height];
        Arrays.fill(rgb, (byte) level);
        return new Picture(width, height, rgb);
    }

    private static Picture columns(int width, int height, int period) {
        byte[] rgb = new byte[3 * width * height];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) (i / 3 % width % period < period / 2 ? 0 : 255);
        }
        return new Picture(width, height, rgb);
    }

    @Property(tries = 200)
    void aFlatPictureStaysFlatAtAnySize(
            @ForAll @IntRange(min = 1, max = 70) int width,
            @ForAll @IntRange(min = 1, max = 70) int height,
            @ForAll @IntRange(min = 1, max = 70) int toWidth,
            @ForAll @IntRange(min = 1, max = 70) int toHeight,
            @ForAll @IntRange(min = 0, max = 255) int level) {
        Picture resized = Pictures.resize(flat(width, height, level), toWidth, toHeight);
        assertThat(resized.rgb()).hasSize(3 * toWidth * toHeight).containsOnly((byte) level);
    }

    @Test
    void reducingAveragesFineDetailInsteadOfAliasing() {
        Picture reduced = Pictures.resize(columns(256, 16, 2), 32, 2);
        for (int x = 4; x < 28; x++) {
            assertThat(red(reduced, x, 1)).isBetween(125, 130);
        }
    }

    @Test
    void reducingKeepsPlaceAndMean() {
        Picture picture = PictureFiles.gradient(200, 100);
        Picture reduced = Pictures.resize(picture, 20, 10);
        for (int x = 2; x < 18; x++) {
            assertThat(red(reduced, x, 5)).isBetween(255 * (10 * x + 4) / 199 - 2, 255 * (10 * x + 5) / 199 + 2);
        }
    }

    @Test
    void enlargingIsSmoothAndCentred() {
        Picture enlarged = Pictures.resize(columns(8, 8, 8), 64, 64);
        assertThat(red(enlarged, 4, 30)).isZero();
        assertThat(red(enlarged, 60, 30)).isEqualTo(255);
        assertThat(red(enlarged, 31, 30) + red(enlarged, 32, 30)).isBetween(254, 256);
        for (int x = 28; x < 35; x++) {
            assertThat(red(enlarged, x + 1, 30)).isGreaterThan(red(enlarged, x, 30));
        }
    }

    @Test
    void squareTakesTheCentre() {
        Picture wide = PictureFiles.gradient(301, 101);
        Picture square = Pictures.square(wide, 101);
        assertThat(square.rgb()[0]).isEqualTo(wide.rgb()[3 * 100]);
        assertThat(Pictures.square(flat(1, 1, 9), 16).rgb()).containsOnly((byte) 9);
    }

    @Test
    void gridsLayCellsOutInRowsOnNeutralGrey() {
        Picture grid = Pictures.grid(List.of(flat(4, 3, 10), flat(4, 3, 20), flat(4, 3, 30)), 2, 1);
        assertThat(grid.width()).isEqualTo(11);
        assertThat(grid.height()).isEqualTo(9);
        assertThat(red(grid, 1, 1)).isEqualTo(10);
        assertThat(red(grid, 6, 3)).isEqualTo(20);
        assertThat(red(grid, 4, 7)).isEqualTo(30);
        assertThat(red(grid, 7, 6)).isEqualTo(Pictures.GRID_BACKGROUND);
        assertThat(red(grid, 5, 1)).isEqualTo(Pictures.GRID_BACKGROUND);
        assertThatThrownBy(() -> Pictures.grid(List.of(flat(4, 3, 1), flat(3, 3, 1)), 2, 1))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("cell 1 is 3 x 3");
    }

    @Test
    void pngCarriesTextInAnyScript(@TempDir Path folder) throws Exception {
        Origin origin =
                Origin.real().with("lines", "one\ntwo").with("title", "生成的图片").with("author", "Zoë");
        Picture picture = PictureFiles.gradient(20, 10);
        Path file = folder.resolve("made/here.png");
        Pictures.writePng(file, picture, origin);
        assertThat(PictureDecoder.decode(file).rgb()).isEqualTo(picture.rgb());
        byte[] png = Pictures.png(picture, origin);
        String seen = StreamSupport.stream(
                        ImageMetadataReader.readMetadata(new ByteArrayInputStream(png))
                                .getDirectoriesOfType(PngDirectory.class)
                                .spliterator(),
                        false)
                .map(directory -> directory.getTags().toString())
                .collect(Collectors.joining());
        assertThat(seen).contains("ganvas:title: 生成的图片", "ganvas:lines: one\ntwo", "ganvas:author: Zoë");
    }

    @Test
    void pngRefusesKeywordsThatTheFormatForbids() {
        Picture picture = flat(1, 1, 0);
        Map<String, String> refused = Map.of("a ", "x", "键", "x", "k".repeat(80), "x", "k", "a\0b");
        refused.forEach((name, value) -> assertThatThrownBy(
                        () -> Pictures.png(picture, Origin.real().with(name, value)))
                .isInstanceOf(UsageException.class));
    }

    @Test
    void theErrorOfTwoPicturesIsTheRootOfTheirMeanSquaredDifference() {
        assertThat(Pictures.rootMeanSquaredError(flat(4, 3, 9), flat(4, 3, 9))).isZero();
        assertThat(Pictures.rootMeanSquaredError(flat(4, 3, 0), flat(4, 3, 255)))
                .isEqualTo(255);
        Picture one = flat(2, 1, 10);
        one.rgb()[4] = 70;
        assertThat(Pictures.rootMeanSquaredError(one, flat(2, 1, 10))).isEqualTo(Math.sqrt(60 * 60 / 6.0));
        assertThatThrownBy(() -> Pictures.rootMeanSquaredError(flat(4, 3, 0), flat(3, 4, 0)))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("4 x 3 and 3 x 4");
    }

    @Test
    void imagesOfAwtGoBothWays() {
        Picture picture = PictureFiles.gradient(13, 7);
        assertThat(Pictures.of(Pictures.toBufferedImage(picture)).rgb()).isEqualTo(picture.rgb());
    }
}
