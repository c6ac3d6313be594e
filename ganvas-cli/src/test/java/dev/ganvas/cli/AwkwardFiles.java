package dev.ganvas.cli;

import dev.ganvas.image.Animation;
import dev.ganvas.image.Picture;
import dev.ganvas.image.PictureFiles;
import dev.ganvas.image.Pictures;
import dev.ganvas.image.Planes;
import dev.ganvas.image.WebpFiles;
import dev.ganvas.image.label.Origin;
import dev.ganvas.image.raster.Density;
import dev.ganvas.image.raster.Encoding;
import dev.ganvas.image.raster.JpegSampling;
import dev.ganvas.image.raster.Metadata;
import dev.ganvas.image.raster.Raster;
import dev.ganvas.image.raster.RasterFile;
import dev.ganvas.image.raster.RasterHeader;
import dev.ganvas.image.raster.TiffCompression;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Picture files of the kinds that programs get wrong, small, made in a folder: {@code good} ones and {@code bad} ones. */
final class AwkwardFiles {
    static final String XMP = "<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?><x:xmpmeta"
            + " xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">"
            + "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">"
            + "<dc:rights>天安 ©</dc:rights></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end=\"w\"?>";
    private static final int WIDE = 36;
    private static final int HIGH = 26;
    private static final int APP1 = 0xe1;

    private final Path good;
    private final Path bad;

    private AwkwardFiles(Path folder) {
        good = folder.resolve("good");
        bad = folder.resolve("bad");
    }

    static void writeTo(Path folder) throws IOException {
        AwkwardFiles files = new AwkwardFiles(folder);
        Files.createDirectories(files.good);
        Files.createDirectories(files.bad);
        files.kindsOfPixels();
        files.jpegs();
        files.sizesAndNames();
        files.metadata();
        files.others();
        files.damaged();
    }

    private static Raster smooth(int wide, int high, int channels, int bits) {
        Raster raster = Raster.black(RasterHeader.of(wide, high, channels, bits));
        Planes planes = Planes.black(wide, high, channels);
        for (int i = 0; i < planes.values().length; i++) {
            int channel = i / planes.area();
            double x = i % wide / (double) wide;
            double y = i / wide % high / (double) high;
            boolean opacity = channels % 2 == 0 && channel == channels - 1;
            planes.values()[i] = (float) (opacity ? (x < 0.3 ? 0 : 1) : 0.2 + 0.2 * channel + 0.3 * x * (1 - y));
        }
        raster.put(0, 0, planes);
        return raster;
    }

    private static Raster smooth(int channels, int bits) {
        return smooth(WIDE, HIGH, channels, bits);
    }

    private void write(String name, Raster raster) throws IOException {
        RasterFile.write(good.resolve(name), raster);
    }

    private void write(String name, byte[] bytes) throws IOException {
        Files.write(good.resolve(name), bytes);
    }

    private void kindsOfPixels() throws IOException {
        TiffCompression[] compressions = TiffCompression.values();
        for (int channels = 1; channels <= 4; channels++) {
            for (int bits = 8; bits <= 16; bits += 8) {
                write("p" + channels + "x" + bits + ".png", smooth(channels, bits));
                Encoding tiff = new Encoding.Tiff(compressions[(channels + bits / 8) % compressions.length]);
                write(
                        "t" + channels + "x" + bits + ".tif",
                        smooth(channels, bits).with(tiff));
            }
        }
        write("lossless.webp", smooth(4, 8).with(new Encoding.Webp(true, 50)));
        write("lossy.webp", smooth(3, 8).with(new Encoding.Webp(false, 90)));
        write("palette.png", PictureFiles.encode(PictureFiles.palette(WIDE, HIGH), "png"));
        BufferedImage oneBit = new BufferedImage(WIDE, HIGH, BufferedImage.TYPE_BYTE_BINARY);
        oneBit.createGraphics().fillRect(5, 5, 20, 10);
        write("one-bit.png", PictureFiles.encode(oneBit, "png"));
        write("one-bit.bmp", PictureFiles.encode(oneBit, "bmp"));
        write("plain.pgm", PictureFiles.pgm(WIDE, HIGH, 77));
        write("plain.ppm", PictureFiles.ppm(PictureFiles.gradient(WIDE, HIGH)));
        write("cmyk.jpg", PictureFiles.cmykJpeg(20, 60, 100, 30));
    }

    private void jpegs() throws IOException {
        JpegSampling[] samplings = {JpegSampling.FULL, JpegSampling.HALF, JpegSampling.QUARTER};
        for (JpegSampling sampling : samplings) {
            String name = "s" + sampling.horizontal() + sampling.vertical() + ".jpg";
            write(name, smooth(3, 8).with(new Encoding.Jpeg(90, sampling)));
        }
        write("grey.jpg", smooth(1, 8).with(new Encoding.Jpeg(85, JpegSampling.FULL)));
        write("poor.jpg", smooth(3, 8).with(new Encoding.Jpeg(8, JpegSampling.QUARTER)));
        write("progressive.jpg", progressive(PictureFiles.gradient(WIDE, HIGH)));
        byte[] upright = Files.readAllBytes(good.resolve("s11.jpg"));
        for (int orientation = 1; orientation <= 8; orientation++) {
            write("turned" + orientation + ".jpg", PictureFiles.withExif(upright, orientation));
        }
        write("thumbnail.jpg", PictureFiles.withJpegSegment(upright, APP1, exifWithThumbnail()));
        byte[] extension = ("http://ns.adobe.com/xmp/extension/\0" + "0123456789ABCDEF0123456789ABCDEF"
                        + "\0\0\0\4\0\0\0\0more")
                .getBytes(StandardCharsets.ISO_8859_1);
        write(
                "extended-xmp.jpg",
                PictureFiles.withJpegSegment(
                        PictureFiles.withJpegSegment(upright, APP1, extension), APP1, xmpSegment()));
        write("comment.jpg", PictureFiles.withJpegSegment(upright, 0xfe, "a word".getBytes(StandardCharsets.UTF_8)));
        write(
                "iptc.jpg",
                PictureFiles.withJpegSegment(
                        upright, 0xed, "Photoshop 3.0\08BIM".getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static byte[] xmpSegment() {
        return PictureFiles.joined(
                "http://ns.adobe.com/xap/1.0/\0".getBytes(StandardCharsets.ISO_8859_1),
                XMP.getBytes(StandardCharsets.UTF_8));
    }

    /** A directory with an orientation, one of EXIF with the picture's size, and one of a thumbnail of 4 bytes. */
    private static byte[] exifWithThumbnail() {
        ByteBuffer out = ByteBuffer.allocate(200).put("Exif\0\0".getBytes(StandardCharsets.US_ASCII));
        out.put(new byte[] {'M', 'M', 0, 42}).putInt(8).putShort((short) 2);
        entry(out, 0x0112, 3, 6 << 16);
        entry(out, 0x8769, 4, 38);
        out.putInt(68).putShort((short) 2);
        entry(out, 0xa002, 4, WIDE);
        entry(out, 0xa003, 4, HIGH);
        out.putInt(0).putShort((short) 2);
        entry(out, 0x0201, 4, 98);
        entry(out, 0x0202, 4, 4);
        out.putInt(0).put(new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xd9});
        return Arrays.copyOf(out.array(), out.position());
    }

    private static void entry(ByteBuffer out, int tag, int type, int value) {
        out.putShort((short) tag).putShort((short) type).putInt(1).putInt(value);
    }

    private static byte[] progressive(Picture picture) throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(PictureFiles.encode(picture, "png")));
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            ImageWriteParam settings = writer.getDefaultWriteParam();
            settings.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            writer.write(null, new IIOImage(image, null, null), settings);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private void sizesAndNames() throws IOException {
        write("one.png", smooth(1, 1, 3, 8));
        write("column.png", smooth(1, 200, 4, 8));
        write("row.jpg", smooth(200, 1, 3, 8).with(new Encoding.Jpeg(90, JpegSampling.QUARTER)));
        write("tiny.tif", smooth(3, 3, 1, 16));
        write("long.png", smooth(3000, 2, 3, 8));
        write("with spaces and ünïcødé 鸟.png", smooth(3, 8));
        write("UPPER.JPG", smooth(3, 8).with(new Encoding.Jpeg(90, JpegSampling.FULL)));
        write("a.b.c.png", smooth(3, 8));
        Files.copy(good.resolve("p3x8.png"), good.resolve("really-a-png.jpg"));
        Files.createSymbolicLink(good.resolve("linked.png"), good.resolve("p3x16.png"));
        write("read-only.png", smooth(3, 8));
        if (!good.resolve("read-only.png").toFile().setReadOnly()) {
            throw new IOException("a file could not be made read-only");
        }
    }

    private void metadata() throws IOException {
        write("p3.png", smooth(3, 16).with(metadata(displayP3())));
        write("p3.jpg", smooth(3, 8).with(metadata(displayP3())).with(new Encoding.Jpeg(90, JpegSampling.FULL)));
        write("p3.tif", smooth(3, 16).with(metadata(displayP3())));
        write("p3.webp", smooth(3, 8).with(metadata(displayP3())));
        write("linear.png", smooth(3, 16).with(metadata(profile(ColorSpace.CS_LINEAR_RGB))));
        write("grey-profile.tif", smooth(1, 8).with(metadata(profile(ColorSpace.CS_GRAY))));
    }

    private static Metadata metadata(byte[] icc) {
        return new Metadata(
                Optional.of(PictureFiles.exif(1)),
                Optional.of(icc),
                Optional.of(XMP.getBytes(StandardCharsets.UTF_8)),
                Optional.of(new Density(72, 300)),
                List.of());
    }

    private static byte[] profile(int space) {
        return ICC_Profile.getInstance(space).getData();
    }

    /** The JDK's profile of sRGB with the primaries of Display P3, adapted to D50 (SMPTE EG 432-1, ICC.1 annex E). */
    private static byte[] displayP3() {
        byte[] icc = profile(ColorSpace.CS_sRGB);
        double[][] primaries = {{0.51512, 0.2412, -0.00105}, {0.29198, 0.69225, 0.04189}, {0.1571, 0.06657, 0.78407}};
        ByteBuffer tags = ByteBuffer.wrap(icc);
        for (int tag = 0; tag < tags.getInt(128); tag++) {
            String name = new String(icc, 132 + 12 * tag, 4, StandardCharsets.US_ASCII);
            int primary = List.of("rXYZ", "gXYZ", "bXYZ").indexOf(name);
            for (int i = 0; primary >= 0 && i < 3; i++) {
                int fixed = (int) Math.round(primaries[primary][i] * (1 << 16));
                tags.putInt(tags.getInt(132 + 12 * tag + 4) + 8 + 4 * i, fixed);
            }
        }
        return icc;
    }

    private void others() throws IOException {
        write("animated.gif", PictureFiles.animatedGif(WIDE, HIGH, 0xff102030, 0xff302010));
        write("animated.webp", WebpFiles.animation());
        Picture picture = PictureFiles.gradient(WIDE, HIGH);
        write("animated.png", Animation.steady(List.of(picture, picture), 100).apng(Origin.real()));
        write("generated.png", Pictures.png(picture, Origin.generated()));
    }

    private void damaged() throws IOException {
        byte[] png = Files.readAllBytes(good.resolve("p4x16.png"));
        byte[] jpeg = Files.readAllBytes(good.resolve("s11.jpg"));
        byte[] tiff = Files.readAllBytes(good.resolve("t3x16.tif"));
        byte[] corrupt = png.clone();
        for (int i = 60; i < corrupt.length - 20; i += 7) {
            corrupt[i] ^= 0x55;
        }
        Files.write(bad.resolve("zero.jpg"), new byte[0]);
        Files.writeString(bad.resolve("text.png"), "no picture at all");
        Files.write(bad.resolve("cut.png"), Arrays.copyOf(png, png.length / 2));
        Files.write(bad.resolve("cut.jpg"), Arrays.copyOf(jpeg, jpeg.length / 2));
        Files.write(bad.resolve("cut.tif"), Arrays.copyOf(tiff, tiff.length / 2));
        Files.write(bad.resolve("cut.webp"), Arrays.copyOf(PictureFiles.WEBP_LOSSY, 40));
        Files.write(bad.resolve("corrupt.png"), corrupt);
        Files.write(bad.resolve("bomb.png"), PictureFiles.pngClaiming(60_000, 60_000));
        Files.writeString(bad.resolve("notes.txt"), "not called a picture");
    }
}
