package dev.ganvas.image;

import com.luciad.imageio.webp.WebPImageReaderSpi;
import com.luciad.imageio.webp.WebPReadParam;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageReader;

/**
 * Google's decoder of WebP, native code that webp-imageio brings along and unpacks into a temporary folder at the first
 * use. Asked for by its class and not by ImageIO's registry, so that no other reader on the class path takes its place.
 */
final class LibWebp {
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
