package dev.ganvas.image;

import com.luciad.imageio.webp.CompressionType;
import com.luciad.imageio.webp.WebPImageReaderSpi;
import com.luciad.imageio.webp.WebPImageWriterSpi;
import com.luciad.imageio.webp.WebPReadParam;
import com.luciad.imageio.webp.WebPWriteParam;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javax.imageio.IIOImage;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Google's decoder and encoder of WebP, native code that webp-imageio brings along and unpacks into a temporary folder at the first
 * use. Asked for by its class and not by ImageIO's registry, so that no other reader on the class path takes its place.
 */
public final class LibWebp {
    /** Where webp-imageio unpacks the library; it searches and cleans that folder, which should therefore be its own. */
    private static final String UNPACKING_FOLDER = "com.luciad.imageio.webp.tmpdir";

    static {
        load();
    }

    private LibWebp() {}

    /** The settings for reading at full density, one for all: webp-imageio never frees the memory of one. */
    private static final class FullDensity {
        static final WebPReadParam SETTINGS = new WebPReadParam();
    }

    /**
     * Decodes a WebP of one frame.
     *
     * @param size what its header says, and what is decoded; anything else is refused before memory is taken
     * @param step how many pixels of both axes become one, by averaging
     * @return packed RGB, or packed ARGB that is not premultiplied
     * @throws LinkageError on machines for which there is no library
     */
    static BufferedImage decode(byte[] webp, PictureSize size, int step) throws IOException {
        ImageReader reader = new WebPImageReaderSpi().createReaderInstance(null);
        try {
            reader.setInput(new GuardedInput(webp));
            if (reader.getWidth(0) != size.width() || reader.getHeight(0) != size.height()) {
                throw new IOException("libwebp finds another size");
            }
            return reader.read(0, step == 1 ? FullDensity.SETTINGS : reduced(size, step));
        } catch (OutOfMemoryError e) {
            // libwebp says so of a broken alpha too; memory for a small picture is not what was missing.
            boolean ofAlpha =
                    e.getMessage() == null && (long) size.width() * size.height() <= PictureDecoder.HARMLESS_PIXELS;
            if (ofAlpha) {
                throw new IOException("broken alpha", e);
            }
            throw e;
        } finally {
            reader.dispose();
        }
    }

    /**
     * Encodes as a WebP of one frame, without metadata.
     *
     * @param image of 8 bits in RGB or ARGB, at most 16383 pixels wide and high
     * @param quality 0 to 100; of a lossless file it is the effort
     * @param lossless whether all pixels are kept, also the colours of those that are not seen
     * @throws LinkageError on machines for which there is no library
     */
    public static byte[] encode(BufferedImage image, int quality, boolean lossless) throws IOException {
        WebPWriteParam settings = new WebPWriteParam(Locale.ROOT);
        settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        settings.setCompressionType(lossless ? CompressionType.Lossless : CompressionType.Lossy);
        settings.setCompressionQuality(quality / 100f);
        settings.setExact(lossless);
        ImageWriter writer = new WebPImageWriterSpi().createWriterInstance(null);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), settings);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static WebPReadParam reduced(PictureSize size, int step) {
        WebPReadParam settings = new WebPReadParam();
        settings.setUseScaling(true);
        settings.setScaledWidth(Canvas.reduced(size.width(), step));
        settings.setScaledHeight(Canvas.reduced(size.height(), step));
        return settings;
    }

    /** Loads the library from a folder of its own, and removes it where a loaded library can be removed. */
    private static void load() {
        if (System.getProperty(UNPACKING_FOLDER) != null) {
            return; // Chosen by whoever started the program.
        }
        try {
            Path folder = Files.createTempDirectory("ganvas-libwebp");
            folder.toFile().deleteOnExit();
            System.setProperty(UNPACKING_FOLDER, folder.toString());
            try {
                new WebPReadParam();
            } finally {
                System.clearProperty(UNPACKING_FOLDER);
                File[] unpacked = folder.toFile().listFiles();
                for (File file : unpacked == null ? new File[0] : unpacked) {
                    file.delete();
                }
                folder.toFile().delete();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
