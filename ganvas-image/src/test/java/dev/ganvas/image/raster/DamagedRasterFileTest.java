package dev.ganvas.image.raster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganvas.error.MalformedFileException;
import dev.ganvas.image.PictureFiles;
import dev.ganvas.image.PictureFormat;
import dev.ganvas.image.container.TiffTags;
import dev.ganvas.random.RandomStream;
import dev.ganvas.random.Seed;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the bytes, there is a raster or a reason. */
class DamagedRasterFileTest {
    private static final int ROUNDS = 300;
    private static final int FEW_ROUNDS = 40;
    private static final int WRITTEN = 10;
    private static final int SMALL = 10_000;

    @TempDir
    Path folder;

    private byte[] file(String kind) throws IOException {
        if (kind.equals("gif")) {
            return PictureFiles.animatedGif(19, 13, 0xff0000, 0x00ff00);
        }
        String[] parts = kind.split(" ");
        int channels = Integer.parseInt(parts[1]);
        Encoding encoding =
                switch (parts[0]) {
                    case "png" -> new Encoding.Png(false);
                    case "jpg" -> new Encoding.Jpeg(80, JpegSampling.QUARTER);
                    case "none" -> new Encoding.Tiff(TiffCompression.NONE);
                    case "lzw" -> new Encoding.Tiff(TiffCompression.LZW);
                    case "deflate" -> new Encoding.Tiff(TiffCompression.DEFLATE);
                    default -> new Encoding.Webp(parts[0].equals("lossless"), 70);
                };
        // A small profile, so that damage also meets other parts.
        Metadata metadata = Rasters.metadata(encoding.format(), channels <= 2)
                .withIcc(Optional.of(Arrays.copyOf(Rasters.icc(channels <= 2), 200)));
        Raster raster =
                Rasters.smooth(19, 13, channels, Integer.parseInt(parts[2])).with(metadata);
        Path file = folder.resolve("whole");
        RasterFile.write(file, raster, encoding);
        return Files.readAllBytes(file);
    }

    static Stream<String> kinds() {
        return Stream.of(
                "png 3 8",
                "png 4 16",
                "jpg 3 8",
                "none 3 16",
                "lzw 2 8",
                "deflate 4 8",
                "lossless 4 8",
                "lossy 4 8",
                "gif");
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void damagedBytesGiveARasterOrAReason(String kind) throws IOException {
        requireRasterOrReason(kind, 0, FEW_ROUNDS);
    }

    @Tag("slow")
    @ParameterizedTest
    @MethodSource("kinds")
    void muchDamageGivesARasterOrAReason(String kind) throws IOException {
        requireRasterOrReason(kind, FEW_ROUNDS, ROUNDS);
    }

    private void requireRasterOrReason(String kind, int from, int to) throws IOException {
        byte[] whole = file(kind);
        int readable = 0;
        for (int round = from; round < to; round++) {
            RandomStream random = new Seed(4).child(kind).child(round).stream();
            byte[] bytes = whole.clone();
            for (int edits = 1 + random.nextInt(4); edits > 0; edits--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            byte[] damaged = random.nextInt(4) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
            // Forcing files to the disk takes longer than all else.
            readable += isRead(damaged, round % WRITTEN == 0) ? 1 : 0;
        }
        assertThat(readable).isBetween(1, to - from - 1);
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left.map(path -> path.getFileName().toString()).toList()).isSubsetOf("whole", "again");
        }
    }

    /** What is read can also be written, whatever its metadata are. */
    private boolean isRead(byte[] bytes, boolean writes) throws IOException {
        Raster raster;
        try {
            raster = RasterFile.read(bytes, "x");
        } catch (MalformedFileException e) {
            assertThat(e).hasMessage("x: " + e.reason());
            assertThat(e.reason()).isNotBlank().hasSizeLessThan(120);
            return false;
        }
        if (writes && raster.width() * raster.height() < SMALL) {
            Path again = folder.resolve("again");
            RasterFile.write(again, raster, raster.encoding());
            assertThat(RasterFile.read(again).width()).isEqualTo(raster.width());
        }
        return true;
    }

    @ParameterizedTest
    @ValueSource(strings = {"png 3 8", "jpg 3 8", "lzw 3 16", "lossless 3 8"})
    void everyTruncationIsSurvived(String kind) throws IOException {
        byte[] whole = file(kind);
        for (int length = 0; length < whole.length; length += 23) {
            isRead(Arrays.copyOf(whole, length), false);
        }
    }

    @Test
    void exifOfManyValuesThatLieOverOneAnotherTakesNoMemoryWithoutBound() throws IOException {
        int entries = 60_000;
        byte[] tiff = new byte[8 + 2 + 12 * entries + 4];
        ByteBuffer out = ByteBuffer.wrap(tiff);
        out.put(new byte[] {'M', 'M', 0, 42}).putInt(8).putShort((short) entries);
        for (int i = 0; i < entries; i++) {
            // Tags 300 and up are few of pixels; each claims 700,000 bytes from the start of the file.
            out.putShort((short) (600 + i % 60_000))
                    .putShort((short) 7)
                    .putInt(700_000)
                    .putInt(8);
        }
        assertThat(Exif.gathered(TiffTags.of(tiff)).orElseThrow().length).isLessThan(18 << 20);
        assertThat(PictureFormat.of(tiff)).contains(PictureFormat.TIFF);
    }
}
