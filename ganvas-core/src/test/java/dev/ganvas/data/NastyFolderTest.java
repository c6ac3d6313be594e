package dev.ganvas.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganvas.error.MalformedFileException;
import dev.ganvas.image.PictureFiles;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder as people really have them: the good pictures are used, each bad one is reported with its reason. */
class NastyFolderTest {
    @TempDir
    Path temporary;

    private Path folder;

    @BeforeEach
    void makeFolder() throws IOException {
        byte[] jpeg = PictureFiles.jpeg(PictureFiles.gradient(40, 30));
        folder = DataFiles.folder(
                temporary.resolve("照片"),
                Map.ofEntries(
                        Map.entry("text.png", DataFiles.text("not a picture at all\n")),
                        Map.entry("empty.jpg", new byte[0]),
                        Map.entry("cut.jpg", Arrays.copyOf(jpeg, jpeg.length / 2)),
                        Map.entry("cmyk.jpg", PictureFiles.cmykJpeg(20, 200, 90, 255)),
                        Map.entry("deep.png", PictureFiles.png16(9, 9, 1000, 30000, 60000)),
                        Map.entry("grey.png", PictureFiles.encode(PictureFiles.greyImage(9, 9, 77), "png")),
                        Map.entry(
                                "glass.png",
                                PictureFiles.encode(
                                        PictureFiles.plain(9, 9, 0x80ff0000, BufferedImage.TYPE_INT_ARGB), "png")),
                        Map.entry("dot.png", PictureFiles.png(PictureFiles.gradient(1, 1))),
                        Map.entry("moving.gif", PictureFiles.animatedGif(9, 9, 0xff0000ff, 0xffff0000)),
                        Map.entry("bomb.png", PictureFiles.pngClaiming(100_000, 100_000)),
                        Map.entry("deeper/still/deeper/in.webp", PictureFiles.WEBP_LOSSLESS),
                        Map.entry("中文 名字.jpg", jpeg),
                        Map.entry("turned.jpg", PictureFiles.withExif(jpeg, 6)),
                        Map.entry("really a jpeg.png", jpeg),
                        Map.entry("readme.txt", DataFiles.text("hello")),
                        Map.entry("phone.heic", new byte[9]),
                        Map.entry(".DS_Store", new byte[9]),
                        Map.entry(".thumbs/small.png", DataFiles.png(1))));
        Files.createSymbolicLink(folder.resolve("dangling.png"), Path.of("nowhere.png"));
        Files.createSymbolicLink(folder.resolve("loop"), Path.of("."));
    }

    @Test
    void goodOnesAreCachedAndBadOnesReportedByReason() throws Exception {
        try (PictureSource source = Sources.open(folder.toString());
                PixelCache cache = PixelCache.open(source, 16, temporary.resolve("cache"), ProgressListener.NONE)) {
            assertThat(source.name()).isEqualTo("照片");
            assertThat(source.classes()).isEmpty();
            List<String> cached =
                    IntStream.range(0, cache.count()).mapToObj(cache::itemName).toList();
            assertThat(cached)
                    .containsExactlyInAnyOrder(
                            "cmyk.jpg",
                            "deep.png",
                            "grey.png",
                            "glass.png",
                            "dot.png",
                            "moving.gif",
                            "deeper/still/deeper/in.webp",
                            "中文 名字.jpg",
                            "turned.jpg",
                            "really a jpeg.png");
            assertThat(cache.skipped())
                    .containsOnly(
                            Map.entry("not a picture (text)", List.of("text.png")),
                            Map.entry("zero bytes", List.of("empty.jpg")),
                            Map.entry("truncated JPEG", List.of("cut.jpg")),
                            Map.entry(
                                    "claims 100000 x 100000 pixels, above the limit of 120000000", List.of("bomb.png")),
                            Map.entry("not a picture (.txt)", List.of("readme.txt")),
                            Map.entry("unsupported format (.heic)", List.of("phone.heic")),
                            Map.entry("hidden", cache.skipped().get("hidden")),
                            Map.entry("dangling link", List.of("dangling.png")),
                            Map.entry("link loop", List.of("loop")));
            assertThat(cache.skipped().get("hidden")).containsExactlyInAnyOrder(".DS_Store", ".thumbs");
        }
    }

    @Test
    void aBadOneIsListedAndFailsWhenRead() throws Exception {
        try (PictureSource source = Sources.open(folder.toString())) {
            int text = IntStream.range(0, source.count())
                    .filter(i -> source.itemName(i).equals("text.png"))
                    .findFirst()
                    .orElseThrow();
            assertThatThrownBy(() -> source.read(text))
                    .isInstanceOf(MalformedFileException.class)
                    .hasMessageEndingWith("text.png: not a picture (text)");
        }
    }
}
