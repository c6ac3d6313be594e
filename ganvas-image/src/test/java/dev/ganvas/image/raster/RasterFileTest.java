package dev.ganvas.image.raster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ganvas.error.MalformedFileException;
import dev.ganvas.error.UsageException;
import dev.ganvas.image.Picture;
import dev.ganvas.image.PictureDecoder;
import dev.ganvas.image.PictureFiles;
import dev.ganvas.image.PictureFormat;
import dev.ganvas.image.Planes;
import dev.ganvas.image.container.QuantisationTables;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RasterFileTest {
    @TempDir
    Path folder;

    /** Every kind of file that keeps all bits, at both bits, with all channels, with metadata and without. */
    static Stream<Arguments> lossless() {
        List<Encoding> deep = List.of(
                new Encoding.Png(false),
                new Encoding.Tiff(TiffCompression.NONE),
                new Encoding.Tiff(TiffCompression.LZW),
                new Encoding.Tiff(TiffCompression.DEFLATE));
        Stream<Arguments> pngAndTiff = deep.stream().flatMap(encoding -> Stream.of(1, 2, 3, 4)
                .flatMap(channels -> Stream.of(8, 16).flatMap(bits -> Stream.of(true, false)
                        .map(metadata -> Arguments.of(encoding, channels, bits, metadata)))));
        Stream<Arguments> webp = Stream.of(3, 4).flatMap(channels -> Stream.of(true, false)
                .map(metadata -> Arguments.of(new Encoding.Webp(true, 50), channels, 8, metadata)));
        return Stream.concat(pngAndTiff, webp);
    }

    @ParameterizedTest
    @MethodSource("lossless")
    void whatIsReadIsWhatWasWritten(Encoding encoding, int channels, int bits, boolean withMetadata)
            throws IOException {
        Metadata metadata = withMetadata ? Rasters.metadata(encoding.format(), channels <= 2) : Metadata.NONE;
        Raster raster = Rasters.random(37, 23, channels, bits, 1).with(metadata).with(encoding);
        Path file = folder.resolve("picture");
        assertThat(RasterFile.write(file, raster, encoding)).isEmpty();
        Raster read = RasterFile.read(file);
        Rasters.assertSameSamples(read, raster);
        Rasters.assertSameMetadata(read.metadata(), metadata);
        assertThat(read.notes()).isEmpty();
        if (encoding.format() != PictureFormat.WEBP) {
            assertThat(read.encoding()).isEqualTo(encoding);
        }
        Path again = folder.resolve("again");
        RasterFile.write(again, read, read.encoding());
        Rasters.assertSameMetadata(RasterFile.read(again).metadata(), metadata);
        Rasters.assertSameSamples(RasterFile.read(again), raster);
    }

    @Property(tries = 60)
    void anyPixelsOfAnySizeComeBack(
            @ForAll @IntRange(min = 1, max = 70) int width,
            @ForAll @IntRange(min = 1, max = 70) int height,
            @ForAll @IntRange(min = 1, max = 4) int channels,
            @ForAll boolean deep,
            @ForAll @IntRange(min = 0, max = 3) int which,
            @ForAll long seed)
            throws IOException {
        Encoding encoding =
                which == 0 ? new Encoding.Png(false) : new Encoding.Tiff(TiffCompression.values()[which - 1]);
        Raster raster = Rasters.random(width, height, channels, deep ? 16 : 8, seed);
        Path file = Files.createTempFile("raster", null);
        try {
            RasterFile.write(file, raster, encoding);
            Rasters.assertSameSamples(RasterFile.read(file), raster);
        } finally {
            Files.delete(file);
        }
    }

    @ParameterizedTest
    @EnumSource(TiffCompression.class)
    void aTableOfLzwIsFilledManyTimes(TiffCompression compression) throws IOException {
        Raster raster = Rasters.random(700, 300, 3, 8, 5);
        Path file = folder.resolve("large.tif");
        RasterFile.write(file, raster, new Encoding.Tiff(compression));
        Rasters.assertSameSamples(RasterFile.read(file), raster);
    }

    @ParameterizedTest
    @CsvSource({"30,4:2:0", "75,4:2:0", "75,4:2:2", "90,4:4:4", "100,4:4:4", "8,4:2:0"})
    void aJpegKeepsItsQualityAndSampling(int quality, String sampling) throws IOException {
        Raster raster = Rasters.smooth(50, 39, 3, 8).with(Rasters.metadata(PictureFormat.JPEG, false));
        Path first = folder.resolve("first.jpg");
        RasterFile.write(first, raster, new Encoding.Jpeg(quality, JpegSampling.parse(sampling)));
        Raster read = RasterFile.read(first);
        Encoding.Jpeg encoding = (Encoding.Jpeg) read.encoding();
        assertThat(encoding.quality()).isEqualTo(quality);
        assertThat(encoding.sampling()).hasToString(sampling);
        assertThat(encoding.tables()).contains(QuantisationTables.ofQuality(quality));
        Rasters.assertSameMetadata(read.metadata(), raster.metadata());
        Path second = folder.resolve("second.jpg");
        RasterFile.write(second, read);
        assertThat(RasterFile.read(second).encoding()).isEqualTo(encoding);
        Rasters.assertSameMetadata(RasterFile.read(second).metadata(), raster.metadata());
    }

    @Test
    void aJpegShowsThePictureAndAGreyOneStaysGrey() throws IOException {
        for (int channels : new int[] {1, 3}) {
            Raster raster = Rasters.smooth(64, 48, channels, 8);
            Path file = folder.resolve(channels + ".jpg");
            RasterFile.write(file, raster, new Encoding.Jpeg(95, JpegSampling.FULL));
            Raster read = RasterFile.read(file);
            assertThat(read.channels()).isEqualTo(channels);
            assertThat(Rasters.meanDifference(read, raster)).isLessThan(1.5);
        }
    }

    @Test
    void theTablesOfAFileThatAreNobodysAreKept() throws IOException {
        int[] luminance = QuantisationTables.ofQuality(80).luminance().clone();
        luminance[5] = 99;
        QuantisationTables own = new QuantisationTables(
                luminance, QuantisationTables.ofQuality(70).chrominance());
        Path file = folder.resolve("own.jpg");
        Encoding.Jpeg encoding = new Encoding.Jpeg(50, JpegSampling.HALF, Optional.of(own));
        RasterFile.write(file, Rasters.smooth(20, 20, 3, 8), encoding);
        Encoding.Jpeg read = (Encoding.Jpeg) RasterFile.read(file).encoding();
        assertThat(read.tables()).contains(own);
        assertThat(read.quality()).isBetween(70, 80);
    }

    @Test
    void theTablesOfTheStandardAreThoseOfQuality50() {
        // T.81, tables K.1 and K.2: the first and the last entry of each.
        QuantisationTables tables = QuantisationTables.ofQuality(50);
        assertThat(tables.luminance()).startsWith(16, 11, 10).endsWith(103, 99);
        assertThat(tables.chrominance()).startsWith(17, 18, 24).endsWith(99, 99);
        // T.81, figure A.6: the zigzag begins right, down left, down, up right.
        assertThat(QuantisationTables.zigzag()).startsWith(0, 1, 8, 16, 9, 2, 3).endsWith(55, 62, 63);
    }

    @Test
    void aLossyWebpKeepsItsMetadataAndLooksAlike() throws IOException {
        Raster raster = Rasters.smooth(40, 30, 4, 8).with(Rasters.metadata(PictureFormat.WEBP, false));
        Path file = folder.resolve("lossy.webp");
        assertThat(RasterFile.write(file, raster)).isEmpty();
        Raster read = RasterFile.read(file);
        Rasters.assertSameMetadata(read.metadata(), raster.metadata());
        assertThat(read.encoding()).isEqualTo(new Encoding.Webp(false, Encoding.DEFAULT_QUALITY));
        assertThat(Rasters.meanDifference(read, raster)).isLessThan(6);
    }

    @Test
    void whatAKindOfFileCannotHoldIsToldWhenItIsWritten() throws IOException {
        Raster deep = Rasters.smooth(16, 16, 4, 16).with(Rasters.metadata(PictureFormat.PNG, false));
        Path jpeg = folder.resolve("deep.jpg");
        assertThat(RasterFile.write(jpeg, deep))
                .containsExactly(
                        "JPEG has no opacity; what is transparent is shown on white",
                        "JPEG has 8 bits a channel; 16 bits were rounded");
        Raster read = RasterFile.read(jpeg);
        assertThat(read.channels()).isEqualTo(3);
        assertThat(read.sample(0, 0, 0)).isCloseTo(255, within(3));
        Path webp = folder.resolve("grey.webp");
        Raster grey = Rasters.smooth(16, 16, 1, 8).with(Rasters.metadata(PictureFormat.WEBP, true));
        assertThat(RasterFile.write(webp, grey, new Encoding.Webp(true, 50)))
                .containsExactly("the colour profile is not for the file's channels and was left out");
        assertThat(RasterFile.read(webp).sample(9, 3, 2)).isEqualTo(grey.sample(9, 3, 0));
    }

    @Test
    void entriesOfAnotherKindOfFileAreToldToBeLeftOut() throws IOException {
        byte[] png = PictureFiles.png(new Picture(2, 1, new byte[6]));
        Path file = folder.resolve("a.tif");
        // Its text entry says which software wrote it; that it is sRGB needs no entry elsewhere.
        Raster read = RasterFile.read(png, "x");
        assertThat(RasterFile.write(file, read)).containsExactly("entries that only a PNG can hold were left out");
        assertThat(RasterFile.write(file, read.with(read.metadata().colourOnly())))
                .isEmpty();
    }

    @Test
    void fileNamesThatTellNoFormatAreRefused() {
        Raster raster = Rasters.smooth(4, 4, 3, 8);
        assertThatThrownBy(() -> RasterFile.write(folder.resolve("a.gif"), raster))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(".png");
        assertThatThrownBy(() -> Encoding.of(PictureFormat.GIF)).isInstanceOf(UsageException.class);
    }

    @Test
    void aLongProfileIsSplitAndJoined() throws IOException {
        byte[] icc = Arrays.copyOf(Rasters.icc(false), 200_000);
        for (int i = 3000; i < icc.length; i++) {
            icc[i] = (byte) (i * 31 >> 3);
        }
        Raster raster = Rasters.smooth(8, 8, 3, 8).with(Metadata.NONE.withIcc(Optional.of(icc)));
        Path file = folder.resolve("long.jpg");
        RasterFile.write(file, raster);
        assertThat(RasterFile.read(file).metadata().icc().orElseThrow()).isEqualTo(icc);
    }

    @Test
    void metadataTooLongForAJpegAreToldToBeLeftOut() throws IOException {
        Metadata metadata =
                Metadata.NONE.withXmp(Optional.of(new byte[70_000])).withExif(Optional.of(new byte[70_000]));
        Path file = folder.resolve("long.jpg");
        assertThat(RasterFile.write(file, Rasters.smooth(8, 8, 3, 8).with(metadata)))
                .containsExactly(
                        "the EXIF data are longer than a JPEG can hold and were left out",
                        "the XMP packet is longer than a JPEG can hold and was left out");
        assertThat(RasterFile.read(file).metadata().xmp()).isEmpty();
    }

    @Test
    void entriesThatOnlyThisKindOfFileHasAreCarriedAlong() throws IOException {
        byte[] text = "Author\0Somebody".getBytes(StandardCharsets.US_ASCII);
        byte[] gamma = {0, 0, (byte) 0xb1, (byte) 0x8f};
        byte[] png = PictureFiles.png(PictureFiles.gradient(5, 4));
        png = PictureFiles.withPngChunk(PictureFiles.withPngChunk(png, "tEXt", text), "gAMA", gamma);
        Raster read = RasterFile.read(png, "x.png");
        Path file = folder.resolve("again.png");
        assertThat(RasterFile.write(file, read)).isEmpty();
        List<Metadata.Block> blocks = RasterFile.read(file).metadata().blocks();
        assertThat(blocks.stream().filter(block -> block.type().equals("tEXt")))
                .anySatisfy(block -> assertThat(block.bytes()).isEqualTo(text));
        assertThat(blocks.stream().filter(block -> block.type().equals("gAMA")))
                .singleElement()
                .satisfies(block -> assertThat(block.bytes()).isEqualTo(gamma));
        assertThat(read.metadata().colourOnly().blocks())
                .extracting(Metadata.Block::type)
                .contains("gAMA", "sRGB");
        assertThat(read.metadata().colourOnly().blocks())
                .extracting(Metadata.Block::type)
                .doesNotContain("tEXt");
        byte[] jpeg = PictureFiles.withJpegSegment(PictureFiles.jpeg(PictureFiles.gradient(5, 4)), 0xfe, text);
        Path again = folder.resolve("again.jpg");
        RasterFile.write(again, RasterFile.read(jpeg, "x.jpg"));
        assertThat(RasterFile.read(again).metadata().blocks())
                .singleElement()
                .satisfies(block -> assertThat(block.bytes()).isEqualTo(text));
    }

    @Test
    void aPictureIsARasterOfEightBitsAndBack() {
        for (int channels : new int[] {1, 3, 4}) {
            Raster raster = Rasters.random(9, 7, channels, 8, 3);
            byte[] pixels = ((SampleStore.Bytes) raster.samples()).values();
            Picture picture = new Picture(9, 7, channels, pixels);
            assertThat(Raster.of(picture).toPicture().pixels()).isEqualTo(pixels);
            assertThat(Raster.of(picture).toPicture().channels()).isEqualTo(channels);
        }
        Raster grey = Rasters.smooth(9, 7, 2, 16);
        Picture seen = grey.toPicture();
        assertThat(seen.channels()).isEqualTo(4);
        int at = 4 * (3 * 9 + 5);
        assertThat(seen.pixels()[at] & 0xff).isEqualTo((grey.sample(5, 3, 0) + 128) / 257);
        assertThat(seen.pixels()[at + 2]).isEqualTo(seen.pixels()[at]);
        assertThat(seen.pixels()[at + 3] & 0xff).isEqualTo((grey.sample(5, 3, 1) + 128) / 257);
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 16})
    void coloursOfAProfileAreSeenInSrgb(int bits) throws IOException {
        Raster raster = Rasters.smooth(20, 16, 3, bits).with(Metadata.NONE.withIcc(Optional.of(Rasters.icc(false))));
        Path file = folder.resolve("linear.png");
        RasterFile.write(file, raster);
        Picture decoded = PictureDecoder.decode(file);
        assertThat(raster.toPicture().pixels()).isEqualTo(decoded.pixels());
        // Linear light of a fifth is about 124 of sRGB (IEC 61966-2-1), so the profile was not lost.
        int fifth = raster.sample(6, 2, 0) * 255 / raster.samples().full();
        assertThat(decoded.pixels()[3 * (2 * 20 + 6)] & 0xff).isGreaterThan(fifth + 20);
    }

    @Test
    void planesOfARectangleComeAndGo() {
        Raster raster = Rasters.random(31, 17, 4, 16, 2);
        Raster copy = Raster.black(raster.header());
        for (int top = 0; top < 17; top += 5) {
            for (int left = 0; left < 31; left += 7) {
                copy.put(left, top, raster.planes(left, top, Math.min(7, 31 - left), Math.min(5, 17 - top)));
            }
        }
        Rasters.assertSameSamples(copy, raster);
        assertThat(raster.planes().value(2, 3, 4)).isEqualTo(raster.sample(4, 3, 2) / 65535f);
        assertThatThrownBy(() -> raster.planes(30, 0, 2, 1)).isInstanceOf(UsageException.class);
    }

    @Test
    void numbersBeyondAreCutOff() {
        Raster raster = Raster.black(RasterHeader.of(4, 1, 1, 8));
        raster.put(0, 0, new Planes(4, 1, 1, new float[] {-1, 2, Float.NaN, 0.5f}));
        assertThat(new int[] {
                    raster.sample(0, 0, 0), raster.sample(1, 0, 0), raster.sample(2, 0, 0), raster.sample(3, 0, 0)
                })
                .containsExactly(0, 255, 0, 128);
    }

    @Test
    void whatIsNoPictureIsNamed() {
        assertThatThrownBy(() -> RasterFile.read(folder))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("a folder");
        assertThatThrownBy(() -> RasterFile.read(folder.resolve("none.png")))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("none.png: no such file");
        assertThatThrownBy(() -> RasterFile.read(PictureFiles.pngClaiming(50_000, 50_000), "x"))
                .hasMessage("x: claims 50000 x 50000 pixels, above the limit of 250000000");
    }
}
