package dev.ganvas.image.degrade;

import dev.ganvas.error.EngineException;
import dev.ganvas.error.Require;
import dev.ganvas.image.Planes;
import dev.ganvas.random.Seed;
import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Objects;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriter;
import javax.imageio.plugins.jpeg.JPEGHuffmanTable;
import javax.imageio.plugins.jpeg.JPEGImageReadParam;
import javax.imageio.plugins.jpeg.JPEGImageWriteParam;
import javax.imageio.plugins.jpeg.JPEGQTable;
import javax.imageio.spi.ImageReaderWriterSpi;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Compression as JPEG and back, by the libjpeg within the JDK with libjpeg's tables: 4:2:0 for three channels, grey for one.
 * The result is of 8 bits.
 *
 * @param quality libjpeg's, 1 to 100, drawn for each picture and rounded
 */
public record Jpeg(Span quality) implements Degradation {
    public Jpeg {
        Objects.requireNonNull(quality, "quality").within(1, 100, "JPEG quality");
    }

    /** One quality. */
    public static Jpeg of(int quality) {
        return new Jpeg(Span.of(quality));
    }

    @Override
    public String label() {
        return "JPEG, quality " + quality;
    }

    @Override
    public Planes apply(Planes clean, Seed seed) {
        return compressed(clean, drawnQuality(seed));
    }

    /** The quality that {@link #apply} uses with this seed. */
    public int drawnQuality(Seed seed) {
        return (int) Math.round(quality.draw(seed.child("quality").stream()));
    }

    static Planes compressed(Planes planes, int quality) {
        Require.that(
                planes.channels() == 1 || planes.channels() == 3, "JPEG has 1 or 3 channels, not " + planes.channels());
        Tables tables = Tables.of(quality, planes.channels() == 3);
        try {
            return decoded(encoded(planes, tables), tables);
        } catch (IOException e) {
            throw new EngineException("the JDK cannot read the JPEG that it wrote in memory", e);
        }
    }

    /** What writer and reader agree on, so that the bytes between them go without. */
    private record Tables(JPEGQTable[] steps, JPEGHuffmanTable[] direct, JPEGHuffmanTable[] alternating) {
        static Tables of(int quality, boolean colour) {
            JPEGHuffmanTable[] direct = {JPEGHuffmanTable.StdDCLuminance, JPEGHuffmanTable.StdDCChrominance};
            JPEGHuffmanTable[] alternating = {JPEGHuffmanTable.StdACLuminance, JPEGHuffmanTable.StdACChrominance};
            int count = colour ? 2 : 1;
            return new Tables(
                    JpegTables.of(quality, colour), Arrays.copyOf(direct, count), Arrays.copyOf(alternating, count));
        }
    }

    private static byte[] encoded(Planes planes, Tables tables) throws IOException {
        JPEGImageWriteParam settings = new JPEGImageWriteParam(null);
        settings.setEncodeTables(tables.steps, tables.direct, tables.alternating);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = ofTheJdk(ImageIO.getImageWritersByFormatName("jpeg"), ImageWriter::getOriginatingProvider);
        try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(image(planes), null, null), settings);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static Planes decoded(byte[] file, Tables tables) throws IOException {
        JPEGImageReadParam settings = new JPEGImageReadParam();
        settings.setDecodeTables(tables.steps, tables.direct, tables.alternating);
        ImageReader reader = ofTheJdk(ImageIO.getImageReadersByFormatName("jpeg"), ImageReader::getOriginatingProvider);
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            reader.setInput(in);
            return planes(reader.read(0, settings).getRaster());
        } finally {
            reader.dispose();
        }
    }

    /** Other codecs on the class path would do; this one is libjpeg, which is what the figures are made with. */
    private static <T> T ofTheJdk(Iterator<T> codecs, Function<T, ? extends ImageReaderWriterSpi> provider) {
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(codecs, 0), false)
                .filter(codec -> provider.apply(codec).getClass().getModule().equals(ImageIO.class.getModule()))
                .findFirst()
                .orElseThrow(
                        () -> new EngineException("this Java has no JPEG codec; its module java.desktop is cut down"));
    }

    private static BufferedImage image(Planes planes) {
        BufferedImage image = new BufferedImage(
                planes.width(),
                planes.height(),
                planes.channels() == 1 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_3BYTE_BGR);
        byte[] pixels = planes.toPicture().pixels();
        int[] samples = new int[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            samples[i] = pixels[i] & 0xff;
        }
        image.getRaster().setPixels(0, 0, planes.width(), planes.height(), samples);
        return image;
    }

    private static Planes planes(WritableRaster raster) {
        int width = raster.getWidth();
        int height = raster.getHeight();
        int channels = raster.getNumBands();
        int[] samples = raster.getPixels(0, 0, width, height, (int[]) null);
        Planes planes = Planes.black(width, height, channels);
        for (int i = 0; i < samples.length; i++) {
            planes.values()[i % channels * planes.area() + i / channels] = samples[i] / 255f;
        }
        return planes;
    }
}
