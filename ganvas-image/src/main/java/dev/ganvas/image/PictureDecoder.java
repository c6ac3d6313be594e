package dev.ganvas.image;

import dev.ganvas.error.MalformedFileException;
import java.awt.image.BufferedImage;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * Reads JPEG (also CMYK), PNG, GIF (first frame), BMP, TIFF (first page), WebP and PNM, told apart by content.
 *
 * <p>The result is upright (EXIF orientation is applied), sRGB (an embedded ICC profile is applied), 8 bits a channel,
 * with transparency shown on white unless asked for. Whatever a file holds, the only failure is {@link MalformedFileException}, whose
 * reason comes from a small vocabulary fit for counting. Safe from several threads; writes no temporary files.
 */
public final class PictureDecoder {
    /** Larger files are refused unread. */
    public static final long MAX_FILE_BYTES = 256L << 20;

    /** Pictures whose header claims more pixels are refused before anything is allocated for them. */
    public static final long MAX_PIXELS = 120_000_000;

    /** Pictures of more pixels are read at every second, third ... pixel of both axes, so that they hold at most this many. */
    public static final long SUBSAMPLED_ABOVE_PIXELS = 40_000_000;

    /**
     * Pictures whose header claims more pixels for each byte of the file are refused, unless they are small. Deflate reaches
     * 1032:1, which is 8256 black or white pixels a byte; beyond that lie only empty pictures and attacks.
     */
    static final long MAX_PIXELS_PER_BYTE = 10_000;

    /** Below this many pixels any claim is cheap to follow. */
    static final long HARMLESS_PIXELS = 1_000_000;

    /** The reason given when memory ran out; it may go away when fewer pictures are read at once. */
    public static final String OUT_OF_MEMORY = "needs more memory than there is";

    private PictureDecoder() {}

    /**
     * Decodes a file.
     *
     * @throws MalformedFileException when it is missing, no picture, damaged or beyond a limit
     * @throws IOException when the disk refuses
     */
    public static Picture decode(Path file) throws IOException {
        long bytes;
        try {
            if (Files.isDirectory(file)) {
                throw new MalformedFileException(file, "a folder");
            }
            bytes = Files.size(file);
        } catch (NoSuchFileException e) {
            throw new MalformedFileException(file, "no such file", e);
        }
        requireSize(bytes, file.toString());
        return decode(Files.readAllBytes(file), file.toString());
    }

    /**
     * Decodes a file held in memory.
     *
     * @param name what messages call it
     */
    public static Picture decode(byte[] bytes, String name) throws MalformedFileException {
        return decode(bytes, name, SrgbPixels::of);
    }

    /** Decodes a file held in memory, with a channel of opacity if some pixel is not opaque. */
    public static Picture decodeWithOpacity(byte[] bytes, String name) throws MalformedFileException {
        return decode(bytes, name, SrgbPixels::withOpacity);
    }

    private static Picture decode(byte[] bytes, String name, Function<BufferedImage, Picture> pixels)
            throws MalformedFileException {
        Objects.requireNonNull(name, "name");
        requireSize(bytes.length, name);
        PictureFormat format = PictureFormat.of(bytes)
                .orElseThrow(() -> new MalformedFileException(name, PictureFormat.refusal(bytes)));
        try {
            Picture picture = pixels.apply(read(prepared(bytes, format, name), format, name));
            if (format == PictureFormat.PNG) {
                Picture raw = picture;
                picture = ColourProfile.ofPng(bytes)
                        .map(profile -> ColourProfile.toSrgb(raw, profile))
                        .orElse(raw);
            }
            return Orientation.apply(picture, Orientation.of(bytes, format));
        } catch (MalformedFileException e) {
            throw e;
        } catch (OutOfMemoryError e) {
            throw new MalformedFileException(name, OUT_OF_MEMORY, e);
        } catch (IOException | RuntimeException | StackOverflowError | InternalError e) {
            // Codecs meet bad input with any exception there is; to the caller all of them are a bad file.
            throw new MalformedFileException(name, (isCut(e) ? "truncated " : "damaged ") + format.title(), e);
        }
    }

    private static void requireSize(long bytes, String name) throws MalformedFileException {
        if (bytes == 0) {
            throw new MalformedFileException(name, "zero bytes");
        }
        if (bytes > MAX_FILE_BYTES) {
            throw new MalformedFileException(name, "file of " + bytes + " bytes, above the limit of " + MAX_FILE_BYTES);
        }
    }

    private static byte[] prepared(byte[] bytes, PictureFormat format, String name) throws MalformedFileException {
        if (format == PictureFormat.WEBP && riffLength(bytes) > bytes.length) {
            throw new MalformedFileException(name, "truncated WebP");
        }
        if (format != PictureFormat.JPEG) {
            return bytes;
        }
        JpegStructure structure = JpegStructure.of(bytes);
        if (structure.truncated()) {
            throw new MalformedFileException(name, "truncated JPEG");
        }
        return structure.unambiguous(bytes);
    }

    /** The length of the whole file as the RIFF header of a WebP states it, in little endian after the first word. */
    private static long riffLength(byte[] bytes) {
        return 8
                + Integer.toUnsignedLong(
                        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(4));
    }

    private static BufferedImage read(byte[] bytes, PictureFormat format, String name) throws IOException {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format.codec());
        if (!readers.hasNext()) {
            throw new MalformedFileException(name, "no codec for " + format.title() + " on the class path");
        }
        ImageReader reader = readers.next();
        try (ImageInputStream input = new GuardedInput(bytes)) {
            reader.setInput(input, false, true);
            ImageReadParam settings = reader.getDefaultReadParam();
            int width = reader.getWidth(0);
            int height = reader.getHeight(0);
            requirePlausible(width, height, bytes.length, name);
            int step = (int) Math.ceil(Math.sqrt((double) width * height / SUBSAMPLED_ABOVE_PIXELS));
            settings.setSourceSubsampling(step, step, 0, 0);
            List<String> warnings = new ArrayList<>();
            reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
            BufferedImage image = reader.read(0, settings);
            requireWhole(warnings, format, name);
            return Objects.requireNonNull(image, "image");
        } finally {
            reader.dispose();
        }
    }

    private static void requirePlausible(int width, int height, long bytes, String name) throws MalformedFileException {
        String claim = "claims " + width + " x " + height + " pixels";
        long pixels = (long) width * height;
        if (width < 1 || height < 1) {
            throw new MalformedFileException(name, claim);
        }
        if (pixels > MAX_PIXELS) {
            throw new MalformedFileException(name, claim + ", above the limit of " + MAX_PIXELS);
        }
        if (pixels > HARMLESS_PIXELS && pixels / MAX_PIXELS_PER_BYTE > bytes) {
            throw new MalformedFileException(name, claim + " in " + bytes + " bytes");
        }
    }

    /** Decoders that fill what they could not read with a flat colour say so only as a warning. */
    private static void requireWhole(List<String> warnings, PictureFormat format, String name)
            throws MalformedFileException {
        for (String warning : warnings) {
            String text = warning.toLowerCase(Locale.ROOT);
            if ((text.contains("premature end of") && text.contains("file")) || text.contains("truncated")) {
                throw new MalformedFileException(name, "truncated " + format.title());
            }
            if (text.contains("premature end") || text.contains("bad huffman") || text.contains("unexpected eof")) {
                throw new MalformedFileException(name, "damaged " + format.title());
            }
        }
    }

    private static boolean isCut(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof EOFException || t instanceof GuardedInput.Exhausted) {
                return true;
            }
        }
        return false;
    }
}
