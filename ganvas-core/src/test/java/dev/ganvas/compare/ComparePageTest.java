package dev.ganvas.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganvas.image.Picture;
import dev.ganvas.image.raster.Raster;
import dev.ganvas.image.raster.RasterFile;
import dev.ganvas.image.raster.RasterHeader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparePageTest {
    private static final Pattern TAG = Pattern.compile("<(/?)([a-z0-9]+)((?: [a-z-]+=\"[^\"<>]*\")*)>");
    private static final Set<String> VOID = Set.of("meta", "img", "input");
    private static final String EVIL = "<script>alert(1)</script>\"'&.jpg";

    @TempDir
    Path folder;

    private static Picture picture(int width, int height, int channels) {
        return new Picture(width, height, channels, new byte[width * height * channels]);
    }

    private String written(ComparePage page) throws IOException {
        Path file = folder.resolve("compare.html");
        page.write(file);
        return Files.readString(file);
    }

    /** Every element is closed in order, and every '<' begins a tag. */
    private static void assertWellFormed(String html) {
        String markup = html.substring(html.indexOf('\n') + 1).replaceAll("(?s)<style>.*?</style>", "");
        Matcher tag = TAG.matcher(markup);
        Deque<String> open = new ArrayDeque<>();
        int tags = 0;
        while (tag.find()) {
            tags++;
            if (!tag.group(1).isEmpty()) {
                assertThat(open.pop()).isEqualTo(tag.group(2));
            } else if (!VOID.contains(tag.group(2))) {
                open.push(tag.group(2));
            }
        }
        assertThat(open).isEmpty();
        assertThat(markup.chars().filter(c -> c == '<').count()).isEqualTo(tags);
    }

    @Test
    void thePageIsWellFormedEscapedAndComplete() throws IOException {
        ComparePage page = new ComparePage("Restored " + EVIL);
        page.add(
                EVIL,
                picture(20, 10, 3),
                picture(20, 10, 1),
                List.of("mended <b>all</b>"),
                List.of(
                        new ComparePage.Step("scratches", picture(20, 10, 3)),
                        new ComparePage.Step("fading", picture(20, 10, 3))));
        page.add("clear.png", picture(20, 10, 4), picture(40, 20, 4), List.of(), List.of());
        String html = written(page);
        assertWellFormed(html);
        assertThat(html).doesNotContain("<script", "http://", "https://", "<b>all");
        assertThat(html)
                .contains(">before<", ">after<", ">scratches<", "mended &lt;b&gt;all", "image/jpeg", "image/png")
                .contains("default-src &#39;none&#39;");
        // Labels and buttons belong together, and no two have one name.
        Set<String> ids = new HashSet<>();
        Matcher id = Pattern.compile(" id=\"([^\"]*)\"").matcher(html);
        while (id.find()) {
            assertThat(ids.add(id.group(1))).isTrue();
            assertThat(html).contains("for=\"" + id.group(1) + "\"");
        }
        assertThat(ids).hasSize(12);
    }

    @Test
    void whatComesAfterTheLimitIsCountedAlone() throws IOException {
        ComparePage page = new ComparePage("Many");
        for (int i = 0; i < ComparePage.MOST + 1234; i++) {
            page.add("p" + i, picture(4, 4, 3), picture(4, 4, 3), List.of(), List.of());
        }
        assertThat(page.isFull()).isTrue();
        assertThat(written(page)).contains("first 100 pictures", "1,234 more").doesNotContain(">p100<");
    }

    @Test
    void largePicturesAreReduced() {
        Picture view = ComparePage.view(Raster.black(RasterHeader.of(4100, 1000, 1, 16)));
        assertThat(view.width()).isEqualTo(ComparePage.LONGEST);
        assertThat(view.height()).isBetween(243, 245);
        assertThat(ComparePage.view(Raster.black(RasterHeader.of(30, 20, 4, 8))).width())
                .isEqualTo(30);
    }

    @Test
    void stripsStandBesideTheResults() throws IOException {
        BeforeAfter strips = new BeforeAfter(folder, Optional.empty(), true);
        Path before = folder.resolve("before.png");
        Path after = folder.resolve("after.png");
        RasterFile.write(before, Raster.black(RasterHeader.of(30, 20, 1, 8)));
        RasterFile.write(after, Raster.black(RasterHeader.of(60, 40, 3, 8)));
        strips.add(Path.of("deep/a.jpg"), before, after, List.of());
        assertThat(RasterFile.read(folder.resolve("compare/deep/a.jpg.png")).width())
                .isGreaterThan(120);
        assertThat(strips.write()).isEmpty();
        BeforeAfter empty = new BeforeAfter(folder, Optional.of(new ComparePage("None")), false);
        assertThat(empty.write()).isEmpty();
        assertThat(folder.resolve(BeforeAfter.PAGE)).doesNotExist();
    }
}
