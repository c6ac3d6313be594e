package dev.ganvas.image;

import dev.ganvas.error.MalformedFileException;
import dev.ganvas.io.Content;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentSampleModel;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * Reads JPEG (also CMYK), PNG, GIF, BMP, TIFF, WebP and PNM, told apart by content; of several pages the first, of an
 * animation the first frame on its canvas.
 *
 * <p>The result is upright (EXIF orientation is applied), sRGB (an embedded ICC profile is applied), 8 bits a channel,
 * with transparency shown on white unless asked for. Whatever a file holds, the only failure is {@link MalformedFileException}, whose
 * reason comes from a small vocabulary fit for counting. Safe from several threads; writes no temporary files, but for the
 * decoder of WebP that is unpacked at its first use.
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
        return decode(contentOf(file), file.toString());
    }

    /**
     * Decodes a file held in memory.
     *
     * @param name what messages call it
     */
    public static Picture decode(byte[] bytes, String name) throws MalformedFileException {
        return opened(bytes, name, (codec, orientation) -> samples(codec, orientation)
                .onWhite()
                .toRgb()
                .picture());
    }

    /** {@link #decode(byte[], String)}, but with a channel of opacity if some pixel is not opaque. */
    public static Picture decodeWithOpacity(byte[] bytes, String name) throws MalformedFileException {
        return opened(
                bytes, name, (codec, orientation) -> samples(codec, orientation).pictureWithOpacity());
    }

    private static Samples samples(Codec codec, int orientation) throws IOException {
        double coarseness = (double) codec.width() * codec.height() / SUBSAMPLED_ABOVE_PIXELS;
        BufferedImage image = codec.read((int) Math.ceil(Math.sqrt(coarseness)));
        Samples samples = codec.profile().map(profile -> profile.toSrgb(image)).orElseGet(() -> Samples.of(image));
        return Orientation.apply(samples, orientation);
    }

    /**
     * How large a picture is as its header states it: the true size also of one that {@link #decode(Path)} reads coarsely.
     *
     * @throws MalformedFileException when it is missing, no picture, or its header is damaged or beyond a limit
     * @throws IOException when the disk refuses
     */
    public static PictureSize size(Path file) throws IOException {
        return size(contentOf(file), file.toString());
    }

    /**
     * How large a picture held in memory is as its header states it.
     *
     * @param name what messages call it
     */
    public static PictureSize size(byte[] bytes, String name) throws MalformedFileException {
        return opened(
                bytes,
                name,
                (codec, orientation) -> Orientation.swapsSides(orientation)
                        ? new PictureSize(codec.height(), codec.width())
                        : new PictureSize(codec.width(), codec.height()));
    }

    /** Whether a decoded picture is so large that it may have been read coarsely, so that its file's size is another. */
    public static boolean mayBeCoarse(Picture picture) {
        // At every second pixel or fewer, at least (1/2)^2 of the most remain.
        return (long) picture.width() * picture.height() >= SUBSAMPLED_ABOVE_PIXELS / 4;
    }

    /**
     * Decodes a file held in memory without turning it, converting its colours or reducing its bits, at full density.
     *
     * @param name what messages call it
     * @param maxPixels the most that its header may claim
     * @return channels of 8 or 16 bits, not premultiplied
     */
    public static StoredPicture decodeAsStored(byte[] bytes, String name, long maxPixels)
            throws MalformedFileException {
        Limits limits = new Limits(Integer.MAX_VALUE, maxPixels);
        return opened(bytes, name, limits, Codec::openAsStored, (codec, orientation) -> {
            requireMemory(codec, orientation, name);
            BufferedImage image = codec.read(1);
            boolean components = image.getSampleModel() instanceof ComponentSampleModel;
            return new StoredPicture(
                    PictureFormat.of(bytes).orElseThrow(), orientation, components ? SixteenBits.atMost(image) : image);
        });
    }

    /**
     * A TIFF to be read in rows, as {@link #decodeAsStored} reads it whole.
     *
     * @param name what messages call it
     * @param maxPixels the most that its header may claim
     * @return empty when its rows cannot be told from a part of it; to be closed
     */
    public static Optional<StoredRows> rowsAsStored(Content bytes, String name, long maxPixels) throws IOException {
        if (PictureFormat.of(bytes.start(PictureFormat.SNIFFED_BYTES))
                .filter(PictureFormat.TIFF::equals)
                .isEmpty()) {
            return Optional.empty();
        }
        return guarded(PictureFormat.TIFF, name, () -> {
            TiffCodec codec = new TiffCodec(bytes, name);
            try {
                requirePlausible(codec.width(), codec.height(), bytes.size(), maxPixels, name);
                if (codec.readsRows() && codec.isUpright()) {
                    return Optional.of(new StoredRows(codec, name));
                }
            } catch (IOException | RuntimeException e) {
                codec.close();
                throw e;
            }
            codec.close();
            return Optional.empty();
        });
    }

    private static void requireMemory(Codec codec, int orientation, String name) throws IOException {
        int copies = orientation == Orientation.UPRIGHT ? 1 : 2;
        long pixels = (long) codec.width() * codec.height();
        requireMemory(
                pixels * codec.bytesPerPixel() * copies, Runtime.getRuntime().maxMemory(), name);
    }

    /** Fails sooner than memory runs out, and says more; how much of it others hold is not known before. */
    static void requireMemory(long needed, long most, String name) throws MalformedFileException {
        if (needed > most) {
            String sizes = ": " + (needed >> 20) + " MiB, Java may take " + (most >> 20) + " MiB; raise -Xmx";
            throw new MalformedFileException(name, OUT_OF_MEMORY + sizes);
        }
    }

    private static byte[] contentOf(Path file) throws IOException {
        long bytes;
        try {
            if (Files.isDirectory(file)) {
                throw new MalformedFileException(file, "a folder");
            }
            bytes = Files.size(file);
        } catch (NoSuchFileException e) {
            throw new MalformedFileException(file, "no such file", e);
        }
        requireSize(bytes, MAX_FILE_BYTES, file.toString());
        return Files.readAllBytes(file);
    }

    /** What is done with a file that was opened and whose size is within the limits. */
    @FunctionalInterface
    private interface Use<T> {
        T of(Codec codec, int orientation) throws IOException;
    }

    /** How a codec is found. */
    @FunctionalInterface
    private interface Opening {
        Codec open(byte[] bytes, PictureFormat format, String name) throws IOException;
    }

    private record Limits(long bytes, long pixels) {}

    private static <T> T opened(byte[] bytes, String name, Use<T> use) throws MalformedFileException {
        return opened(bytes, name, new Limits(MAX_FILE_BYTES, MAX_PIXELS), Codec::open, use);
    }

    private static <T> T opened(byte[] bytes, String name, Limits limits, Opening opening, Use<T> use)
            throws MalformedFileException {
        Objects.requireNonNull(name, "name");
        requireSize(bytes.length, limits.bytes(), name);
        PictureFormat format = PictureFormat.of(bytes)
                .orElseThrow(() -> new MalformedFileException(name, PictureFormat.refusal(bytes)));
        return guarded(format, name, () -> {
            try (Codec codec = opening.open(bytes, format, name)) {
                requirePlausible(codec.width(), codec.height(), bytes.length, limits.pixels(), name);
                return use.of(codec, Orientation.of(bytes, format));
            }
        });
    }

    /** What reads the bytes of a picture file and may meet anything. */
    @FunctionalInterface
    public interface Reading<T> {
        T read() throws IOException;
    }

    /**
     * Reads so that whatever goes wrong is told as a fault of the file.
     *
     * @param name what messages call the file
     * @throws MalformedFileException when the reading ends in any exception
     */
    public static <T> T guarded(PictureFormat format, String name, Reading<T> reading) throws MalformedFileException {
        try {
            return reading.read();
        } catch (MalformedFileException e) {
            throw e;
        } catch (OutOfMemoryError e) {
            throw new MalformedFileException(name, OUT_OF_MEMORY, e);
        } catch (IOException | RuntimeException | StackOverflowError | InternalError e) {
            // Codecs meet bad input with any exception there is; to the caller all of them are a bad file.
            throw new MalformedFileException(name, (isCut(e) ? "truncated " : "damaged ") + format.title(), e);
        }
    }

    /** Whether a file that begins with these bytes, 16 are enough, is in one of the formats. */
    public static boolean isPicture(byte[] start) {
        return PictureFormat.of(start).isPresent();
    }

    private static void requireSize(long bytes, long limit, String name) throws MalformedFileException {
        if (bytes == 0) {
            throw new MalformedFileException(name, "zero bytes");
        }
        if (bytes > limit) {
            throw new MalformedFileException(name, "file of " + bytes + " bytes, above the limit of " + limit);
        }
    }

    /**
     * Refuses a size that no file of so many bytes has.
     *
     * @param bytes of the file
     * @param limit the most pixels
     * @param name what messages call the file
     */
    public static void requirePlausible(int width, int height, long bytes, long limit, String name)
            throws MalformedFileException {
        String claim = "claims " + width + " x " + height + " pixels";
        long pixels = (long) width * height;
        if (width < 1 || height < 1) {
            throw new MalformedFileException(name, claim);
        }
        if (pixels > limit) {
            throw new MalformedFileException(name, claim + ", above the limit of " + limit);
        }
        if (pixels > HARMLESS_PIXELS && pixels / MAX_PIXELS_PER_BYTE > bytes) {
            throw new MalformedFileException(name, claim + " in " + bytes + " bytes");
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
