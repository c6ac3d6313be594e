package dev.ganvas.image;

import static dev.ganvas.image.Pixels.assertAt;
import static dev.ganvas.image.Pixels.decode;
import static dev.ganvas.image.Pixels.reasonOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganvas.error.MalformedFileException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.io.EOFException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureDecoderTest {
    /** 16 x 16 of pure magenta and yellow ink, written inverted with an Adobe marker as Photoshop does. */
    private static final byte[] ADOBE_CMYK_RED = Base64.getDecoder()
            .decode(
                    "/9j/7gAOQWRvYmUAZAAAAAAA/9sAQwACAQEBAQECAQEBAgICAgIEAwICAgIFBAQDBAYFBgYGBQYGBgcJCAYHCQcGBggLCAkKCgoKCgYICwwLCgwJCgoK/8AAFAgAEAAQBEMRAE0RAFkRAEsRAP/EAB8AAAEFAQEBAQEBAAAAAAAAAAABAgMEBQYHCAkKC//EALUQAAIBAwMCBAMFBQQEAAABfQECAwAEEQUSITFBBhNRYQcicRQygZGhCCNCscEVUtHwJDNicoIJChYXGBkaJSYnKCkqNDU2Nzg5OkNERUZHSElKU1RVVldYWVpjZGVmZ2hpanN0dXZ3eHl6g4SFhoeIiYqSk5SVlpeYmZqio6Slpqeoqaqys7S1tre4ubrCw8TFxsfIycrS09TV1tfY2drh4uPk5ebn6Onq8fLz9PX29/j5+v/aAA4EQwBNAFkASwAAPwD9/K/n/r+f+v38oooooooooooor//Z");

    @ParameterizedTest
    @ValueSource(strings = {"png", "bmp", "tiff"})
    void losslessFormatsGiveTheSamePixels(String format) throws Exception {
        Picture picture = PictureFiles.gradient(37, 23);
        Picture decoded = decode(PictureFiles.encode(picture, format));
        assertThat(decoded.width()).isEqualTo(37);
        assertThat(decoded.height()).isEqualTo(23);
        assertThat(decoded.rgb()).isEqualTo(picture.rgb());
    }

    @Test
    void ownPngAndPpmGiveTheSamePixels() throws Exception {
        Picture picture = PictureFiles.gradient(31, 17);
        assertThat(decode(PictureFiles.png(picture)).rgb()).isEqualTo(picture.rgb());
        assertThat(decode(PictureFiles.ppm(picture)).rgb()).isEqualTo(picture.rgb());
    }

    @Test
    void jpegIsCloseToTheOriginal() throws Exception {
        byte[] rgb = new byte[3 * 32 * 32];
        for (int i = 0; i < rgb.length; i += 3) {
            rgb[i] = (byte) 200;
            rgb[i + 1] = 60;
            rgb[i + 2] = 30;
        }
        Picture decoded = decode(PictureFiles.jpeg(new Picture(32, 32, rgb)));
        assertAt(decoded, 16, 16, 3, 200, 60, 30);
    }

    @Test
    void greyKeepsItsLevels() throws Exception {
        BufferedImage grey = PictureFiles.greyImage(9, 7, 100);
        assertAt(decode(PictureFiles.encode(grey, "png")), 3, 3, 0, 100, 100, 100);
        assertAt(decode(PictureFiles.encode(grey, "tiff")), 3, 3, 0, 100, 100, 100);
        assertAt(decode(PictureFiles.encode(grey, "bmp")), 3, 3, 0, 100, 100, 100);
        assertAt(decode(PictureFiles.encode(grey, "jpeg")), 3, 3, 1, 100, 100, 100);
        assertAt(decode(PictureFiles.pgm(9, 7, 100)), 3, 3, 0, 100, 100, 100);
    }

    @Test
    void sixteenBitsBecomeEight() throws Exception {
        assertAt(decode(PictureFiles.png16(5, 5, 100 * 257)), 2, 2, 0, 100, 100, 100);
        assertAt(decode(PictureFiles.png16(5, 5, 10 * 257, 128 * 257, 250 * 257)), 2, 2, 0, 10, 128, 250);
        assertAt(decode(PictureFiles.png16(5, 5, 0, 51 * 257)), 2, 2, 1, 204, 204, 204);
        assertAt(decode(PictureFiles.png16(5, 5, 65535, 0, 0, 51 * 257)), 2, 2, 1, 255, 204, 204);
    }

    @Test
    void palettesAreLookedUpAndTransparencyShowsWhite() throws Exception {
        Picture picture = decode(PictureFiles.encode(PictureFiles.palette(8, 4), "png"));
        assertAt(picture, 0, 0, 0, 255, 0, 0);
        assertAt(picture, 1, 1, 0, 0, 255, 0);
        assertAt(picture, 2, 2, 0, 0, 0, 255);
        assertAt(picture, 3, 3, 0, 255, 255, 255);
    }

    @Test
    void alphaShowsWhite() throws Exception {
        BufferedImage image = PictureFiles.plain(4, 4, 0x33ff0000, BufferedImage.TYPE_INT_ARGB);
        assertAt(decode(PictureFiles.encode(image, "png")), 1, 1, 0, 255, 204, 204);
    }

    @Test
    void onlyTheFirstFrameOfAnAnimationIsRead() throws Exception {
        Picture picture = decode(PictureFiles.animatedGif(6, 5, 0xff2060c0, 0xffffffff));
        assertThat(picture.width()).isEqualTo(6);
        assertAt(picture, 2, 2, 2, 0x20, 0x60, 0xc0);
    }

    /** One red pixel at (2, 1) of a screen of 4 x 3; {@code width} may be lowered to less than the frame needs. */
    private static byte[] gifWithOffset(int width) {
        byte[] screen = {'G', 'I', 'F', '8', '9', 'a', (byte) width, 0, 3, 0, (byte) 0x80, 0, 0};
        byte[] colours = {(byte) 255, 0, 0, 0, 0, 0};
        byte[] comment = {0x21, (byte) 0xfe, 2, 'h', 'i', 0};
        byte[] frame = {0x2c, 2, 0, 1, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0, 0x3b};
        return PictureFiles.joined(screen, colours, comment, frame);
    }

    @Test
    void aFrameSmallerThanItsScreenLiesWhereItBelongs() throws Exception {
        Picture picture = decode(gifWithOffset(4));
        assertThat(picture.width()).isEqualTo(4);
        assertThat(picture.height()).isEqualTo(3);
        assertAt(picture, 2, 1, 0, 255, 0, 0);
        assertAt(picture, 1, 1, 0, 255, 255, 255);
        assertAt(picture, 2, 2, 0, 255, 255, 255);
        Picture enlarged = decode(gifWithOffset(1));
        assertThat(enlarged.width()).isEqualTo(3);
        assertAt(enlarged, 2, 1, 0, 255, 0, 0);
    }

    @Test
    void cmykBecomesRgb() throws Exception {
        assertAt(decode(ADOBE_CMYK_RED), 8, 8, 40, 245, 10, 10);
        // Stored inverted, as all software has it: 255 is no ink.
        assertAt(decode(PictureFiles.cmykJpeg(0, 255, 0, 255)), 8, 8, 90, 0, 170, 60);
        assertAt(decode(PictureFiles.cmykJpeg(255, 255, 255, 255)), 8, 8, 3, 255, 255, 255);
        assertAt(decode(PictureFiles.cmykJpeg(255, 255, 255, 0)), 8, 8, 45, 0, 0, 0);
    }

    @ParameterizedTest
    @CsvSource({"1,6,4,0,0", "2,6,4,5,0", "3,6,4,5,3", "4,6,4,0,3", "5,4,6,0,0", "6,4,6,3,0", "7,4,6,3,5", "8,4,6,0,5"})
    void exifOrientationTurnsThePictureUpright(int orientation, int width, int height, int x, int y) throws Exception {
        // Only the file's first pixel is white; standards say where it must come to lie.
        byte[] rgb = new byte[3 * 6 * 4];
        Arrays.fill(rgb, 0, 3, (byte) 255);
        byte[] tiff = orientedTiff(new Picture(6, 4, rgb), orientation);
        Picture upright = decode(tiff);
        assertThat(upright.width()).isEqualTo(width);
        assertThat(upright.height()).isEqualTo(height);
        assertAt(upright, x, y, 0, 255, 255, 255);
        assertThat(Arrays.stream(unsigned(upright.rgb())).sum()).isEqualTo(3 * 255);
    }

    @Test
    void exifOrientationIsFoundInJpegAndPng() throws Exception {
        Picture picture = PictureFiles.gradient(48, 32);
        Picture jpeg = decode(PictureFiles.withExif(PictureFiles.jpeg(picture), 6));
        assertThat(jpeg.width()).isEqualTo(32);
        assertAt(jpeg, 31, 0, 40, 0, 0, 200); // The file's top left is at the top right.
        Picture png = decode(PictureFiles.withPngChunk(PictureFiles.png(picture), "eXIf", PictureFiles.exif(8)));
        assertThat(png.width()).isEqualTo(32);
        assertAt(png, 0, 47, 0, 0, 0, 200);
    }

    @Test
    void exifOrientationIsFoundFarBehindOtherSegments() throws Exception {
        byte[] jpeg = PictureFiles.withExif(PictureFiles.jpeg(PictureFiles.gradient(48, 32)), 6);
        for (int i = 0; i < 3; i++) {
            jpeg = PictureFiles.withJpegSegment(jpeg, 0xe2, new byte[40_000]);
        }
        assertThat(decode(jpeg).width()).isEqualTo(32);
    }

    @Test
    void damagedExifIsIgnored() throws Exception {
        byte[] jpeg = PictureFiles.jpeg(PictureFiles.gradient(16, 8));
        byte[] wild = PictureFiles.withExif(jpeg, 99);
        assertThat(decode(wild).width()).isEqualTo(16);
        byte[] cut =
                PictureFiles.withJpegSegment(jpeg, 0xe1, "Exif\0\0MM\0*\0\0\0\7".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(decode(cut).width()).isEqualTo(16);
    }

    @Test
    void embeddedProfilesAreApplied() throws Exception {
        byte[] linear = ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
        BufferedImage grey = PictureFiles.plain(16, 16, 0xff373737, BufferedImage.TYPE_INT_RGB);
        Picture raw = Pictures.of(grey);
        byte[] png = PictureFiles.withPngChunk(PictureFiles.png(raw), "iCCP", PictureFiles.iccp("linear", linear));
        assertAt(decode(png), 8, 8, 2, 128, 128, 128); // 0x37 of linear light is sRGB 128.
        byte[] header = "ICC_PROFILE\0\1\1".getBytes(StandardCharsets.ISO_8859_1);
        byte[] jpeg = PictureFiles.withJpegSegment(PictureFiles.jpeg(raw), 0xe2, PictureFiles.joined(header, linear));
        assertAt(decode(jpeg), 8, 8, 3, 128, 128, 128);
        byte[] damaged = PictureFiles.withPngChunk(
                PictureFiles.png(raw), "iCCP", PictureFiles.iccp("odd", Arrays.copyOf(linear, 50)));
        assertAt(decode(damaged), 8, 8, 0, 0x37, 0x37, 0x37);
    }

    @Test
    void refusalsAreShortAndPlain() {
        assertThat(reasonOf(new byte[0])).isEqualTo("zero bytes");
        assertThat(reasonOf("Hello, 世界\n".getBytes(StandardCharsets.UTF_8))).isEqualTo("not a picture (text)");
        assertThat(reasonOf("<html>".repeat(300).getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("not a picture (text)");
        assertThat(reasonOf("字".repeat(600).getBytes(StandardCharsets.UTF_8))).isEqualTo("not a picture (text)");
        assertThat(reasonOf(new byte[] {1, 2, 3, 4, 0, 0})).isEqualTo("unknown format");
        assertThat(reasonOf(PictureFiles.pngClaiming(100_000, 100_000)))
                .isEqualTo("claims 100000 x 100000 pixels, above the limit of 120000000");
        assertThat(reasonOf(PictureFiles.pngClaiming(10_000, 10_000)))
                .matches("claims 10000 x 10000 pixels in \\d+ bytes");
    }

    @ParameterizedTest
    @CsvSource({
        "heic, HEIC is not read; heif-convert makes a JPEG of it",
        "mif1, HEIC is not read; heif-convert makes a JPEG of it",
        "mif1____mif1avif, AVIF is not read; avifdec makes a PNG of it",
        "avif, AVIF is not read; avifdec makes a PNG of it",
        "isom, not a picture (video)"
    })
    void refusalsOfMediaSayWhatConvertsThem(String brand, String reason) {
        byte[] head = ("\0\0\0\u0018ftyp" + brand).getBytes(StandardCharsets.ISO_8859_1);
        assertThat(reasonOf(head)).isEqualTo(reason);
        assertThat(reasonOf(PictureFiles.joined(head, new byte[300]))).isEqualTo(reason);
    }

    @Test
    void filesThatWereNotFetchedOrAreOfOtherFormatsAreNamed() {
        String pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n";
        assertThat(reasonOf(pointer.getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo("is a Git LFS pointer; run git lfs pull");
        assertThat(reasonOf("version https://example.org\n".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo("not a picture (text)");
        assertThat(reasonOf(new byte[] {(byte) 0xff, 0x0a, 1, 2}))
                .isEqualTo("JPEG XL is not read; djxl makes a PNG of it");
        assertThat(reasonOf("\0\0\0\fjP  \r\n\u0087\n".getBytes(StandardCharsets.ISO_8859_1)))
                .isEqualTo("JPEG 2000 is not read; opj_decompress makes a PNG of it");
    }

    @Test
    void aJpegOfTwelveBitsIsNotCalledDamaged() {
        byte[] jpeg = PictureFiles.jpeg(PictureFiles.gradient(16, 16));
        int frame = 2;
        while ((jpeg[frame + 1] & 0xff) != 0xc0) {
            frame += 2 + ((jpeg[frame + 2] & 0xff) << 8 | jpeg[frame + 3] & 0xff);
        }
        jpeg[frame + 4] = 12;
        assertThat(reasonOf(jpeg))
                .isEqualTo("12 bits a sample are not read; djpeg of libjpeg-turbo 3 makes a PPM of it");
    }

    @ParameterizedTest
    @CsvSource({"jpeg,JPEG", "png,PNG", "gif,GIF", "bmp,BMP", "tiff,TIFF", "ppm,PNM"})
    void aFileCutShortIsReportedAndNotFilledWithGrey(String format, String title) {
        Picture picture = PictureFiles.gradient(64, 64);
        byte[] whole = format.equals("ppm") ? PictureFiles.ppm(picture) : PictureFiles.encode(picture, format);
        assertThat(reasonOf(whole)).isEqualTo("readable");
        for (int percent : new int[] {30, 60, 95}) {
            byte[] cut = Arrays.copyOf(whole, whole.length * percent / 100);
            assertThat(reasonOf(cut)).as("%d %%", percent).isIn("truncated " + title, "damaged " + title);
        }
    }

    @Test
    void decodersThatReadOnPastTheEndAreStopped() throws Exception {
        GuardedInput input = new GuardedInput(new byte[] {7});
        assertThat(input.readUnsignedByte()).isEqualTo(7);
        for (int i = 0; i < 1024; i++) {
            assertThat(i % 2 == 0 ? input.read() : input.read(new byte[4])).isEqualTo(-1);
        }
        assertThatThrownBy(input::readByte)
                .isInstanceOf(GuardedInput.Exhausted.class)
                .isNotInstanceOf(EOFException.class);
    }

    @Test
    void aJpegWithItsMiddleMissingIsReported() {
        byte[] whole = PictureFiles.jpeg(noise(96, 96));
        byte[] cut = PictureFiles.joined(Arrays.copyOf(whole, whole.length / 2), new byte[] {(byte) 0xff, (byte) 0xd9});
        assertThat(reasonOf(cut)).isIn("damaged JPEG", "truncated JPEG");
    }

    @Test
    void filesAreReadAndNamed(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("wrong extension.jpg");
        Files.write(file, PictureFiles.png(PictureFiles.gradient(5, 5)));
        assertThat(PictureDecoder.decode(file).width()).isEqualTo(5);
        assertThatThrownBy(() -> PictureDecoder.decode(folder.resolve("none.png")))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("no such file");
        assertThatThrownBy(() -> PictureDecoder.decode(folder)).hasMessageContaining("a folder");
    }

    @Test
    void hugePicturesAreReadCoarselyAndTheirSizeIsKnown() throws Exception {
        BufferedImage image = new BufferedImage(10_000, 5_000, BufferedImage.TYPE_BYTE_BINARY);
        byte[] png = PictureFiles.encode(image, "png");
        Picture picture = decode(png);
        assertThat(picture.width()).isEqualTo(5_000);
        assertThat(picture.height()).isEqualTo(2_500);
        assertThat(PictureDecoder.mayBeCoarse(picture)).isTrue();
        assertThat(PictureDecoder.size(png, "x")).isEqualTo(new PictureSize(10_000, 5_000));
    }

    @Test
    void theSizeIsThatOfTheUprightPicture(@TempDir Path folder) throws Exception {
        byte[] jpeg = PictureFiles.withExif(PictureFiles.jpeg(PictureFiles.gradient(48, 32)), 6);
        Path file = Files.write(folder.resolve("a.jpg"), jpeg);
        assertThat(PictureDecoder.size(file)).isEqualTo(new PictureSize(32, 48));
        assertThat(PictureDecoder.mayBeCoarse(decode(jpeg))).isFalse();
        assertThat(PictureDecoder.size(gifWithOffset(4), "x")).isEqualTo(new PictureSize(4, 3));
        assertThatThrownBy(() -> PictureDecoder.size(PictureFiles.pngClaiming(100_000, 100_000), "x"))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("above the limit");
    }

    private static byte[] orientedTiff(Picture picture, int orientation) {
        byte[] rgb = picture.rgb();
        ByteBuffer tiff = ByteBuffer.allocate(512);
        tiff.put(new byte[] {'M', 'M', 0, 42}).putInt(8).putShort((short) 10);
        int[][] entries = {
            {256, 3, 1, picture.width() << 16},
            {257, 3, 1, picture.height() << 16},
            {258, 3, 3, 200},
            {259, 3, 1, 1 << 16},
            {262, 3, 1, 2 << 16},
            {273, 4, 1, 208},
            {274, 3, 1, orientation << 16},
            {277, 3, 1, 3 << 16},
            {278, 3, 1, picture.height() << 16},
            {279, 4, 1, rgb.length}
        };
        for (int[] entry : entries) {
            tiff.putShort((short) entry[0])
                    .putShort((short) entry[1])
                    .putInt(entry[2])
                    .putInt(entry[3]);
        }
        tiff.position(200);
        tiff.putShort((short) 8).putShort((short) 8).putShort((short) 8).position(208);
        tiff.put(rgb);
        return Arrays.copyOf(tiff.array(), tiff.position());
    }

    private static Picture noise(int width, int height) {
        byte[] rgb = new byte[3 * width * height];
        new Random(1).nextBytes(rgb);
        return new Picture(width, height, rgb);
    }

    private static int[] unsigned(byte[] bytes) {
        int[] values = new int[bytes.length];
        Arrays.setAll(values, i -> bytes[i] & 0xff);
        return values;
    }

    @Test
    void aPictureLargerThanAllMemoryIsRefusedWithBothSizes() throws Exception {
        PictureDecoder.requireMemory(3L << 20, 3L << 20, "x");
        assertThatThrownBy(() -> PictureDecoder.requireMemory(900L << 20, 512L << 20, "x"))
                .hasMessage("x: needs more memory than there is: 900 MiB, Java may take 512 MiB; raise -Xmx");
    }
}
