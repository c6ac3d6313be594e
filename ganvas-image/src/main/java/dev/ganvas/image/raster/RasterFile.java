package dev.ganvas.image.raster;

import dev.ganvas.error.MalformedFileException;
import dev.ganvas.error.Require;
import dev.ganvas.image.Orientation;
import dev.ganvas.image.Picture;
import dev.ganvas.image.PictureDecoder;
import dev.ganvas.image.PictureFormat;
import dev.ganvas.image.StoredPicture;
import dev.ganvas.io.Content;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Reads picture files into {@link Raster}s, and writes these as the same kind of file.
 *
 * <p>Read are JPEG, PNG, GIF, BMP, TIFF, WebP and PNM; written PNG, JPEG, TIFF and WebP. Pixels stay as they are, in 8 or 16 bits
 * and in the file's own colours, but for what has no place in a raster, of which {@link Raster#notes} tells: CMYK, Lab and other
 * colours become sRGB; palettes become RGB or grey, with opacity if they have some; fewer than 8 bits become 8, and 32 bits or
 * floating samples 16; of several frames or pages the first is read. A picture that EXIF says is turned is set upright, and its
 * EXIF and XMP then say so.
 *
 * <p>Safe from several threads.
 */
public final class RasterFile {
    /** Larger files are refused unread. */
    public static final long MAX_FILE_BYTES = 1L << 30;

    /** Pictures whose header claims more pixels are refused before anything is allocated for them. */
    public static final long MAX_PIXELS = 250_000_000;

    private RasterFile() {}

    /**
     * Reads a file.
     *
     * @throws MalformedFileException when it is missing, no picture, damaged, beyond a limit, or needs more memory than there is
     * @throws IOException when the disk refuses
     */
    public static Raster read(Path file) throws IOException {
        try (Content content = Content.open(file, MAX_FILE_BYTES)) {
            return read(content.all(), file.toString());
        } catch (OutOfMemoryError e) {
            throw new MalformedFileException(file, PictureDecoder.OUT_OF_MEMORY, e);
        }
    }

    /**
     * Reads a file held in memory.
     *
     * @param name what messages call it
     */
    public static Raster read(byte[] bytes, String name) throws MalformedFileException {
        StoredPicture stored = PictureDecoder.decodeAsStored(bytes, name, MAX_PIXELS);
        PictureFormat format = stored.format();
        return PictureDecoder.guarded(format, name, () -> {
            FileFacts facts = FileFacts.of(bytes, format);
            boolean sideways = Orientation.swapsSides(stored.orientation());
            StoredSamples samples = StoredSamples.of(stored.image()).turned(stored.orientation());
            List<String> notes = new ArrayList<>(facts.notes());
            boolean converted = samples.converted() || facts.exotic();
            if (converted) {
                notes.add("its colours, which were neither grey nor RGB, became sRGB");
            }
            Metadata metadata = kept(facts.metadata(), samples.channels() <= 2, converted, notes);
            if (stored.orientation() != Orientation.UPRIGHT) {
                metadata = metadata.withExif(metadata.exif()
                                .map(Exif::upright)
                                .map(exif -> Exif.sized(exif, samples.width(), samples.height())))
                        .withXmp(metadata.xmp().map(XmpOrientation::upright))
                        .withDensity(metadata.density().map(known -> sideways ? known.turned() : known));
            }
            RasterHeader header = new RasterHeader(
                    samples.width(),
                    samples.height(),
                    samples.channels(),
                    samples.samples().full() == 255 ? 8 : 16,
                    metadata,
                    facts.encoding(),
                    notes);
            return new Raster(header, samples.samples());
        });
    }

    /** The header of a picture that is upright and whose colours stay as they are. */
    static RasterHeader header(FileFacts facts, int width, int height, int channels, int bits) {
        List<String> notes = new ArrayList<>(facts.notes());
        Metadata metadata = kept(facts.metadata(), channels <= 2, false, notes);
        return new RasterHeader(width, height, channels, bits, metadata, facts.encoding(), notes);
    }

    private static Metadata kept(Metadata all, boolean grey, boolean converted, List<String> notes) {
        Metadata metadata = all.withExif(all.exif().filter(exif -> exif.length > 0))
                .withXmp(all.xmp().filter(xmp -> xmp.length > 0))
                .withIcc(all.icc().filter(icc -> icc.length > 0));
        if (metadata.icc().isPresent()
                && (converted || !Metadata.fits(metadata.icc().get(), grey))) {
            if (!converted) {
                notes.add("its colour profile is not for its channels and was left out");
            }
            return metadata.withIcc(Optional.empty());
        }
        return metadata;
    }

    /** Whether a file is named like those that are written. */
    public static boolean isWritten(Path file) {
        return String.valueOf(file.getFileName()).matches("(?i).+\\.(png|jpe?g|jpe|jfif|tiff?|webp)");
    }

    /**
     * Writes a file of the format that its name tells, encoded as the raster was when that is of the same format. The file appears
     * as a whole, or not at all.
     *
     * @return what of the picture this kind of file cannot hold, in sentences for people; empty for most
     * @throws IOException when the disk refuses; an old file is then still whole
     */
    public static List<String> write(Path file, Raster raster) throws IOException {
        return write(file, raster, raster.encoding().forFile(file));
    }

    /**
     * Writes a file.
     *
     * @param encoding the kind of file, whatever its name
     * @return what of the picture this kind of file cannot hold, in sentences for people; empty for most
     * @throws IOException when the disk refuses; an old file is then still whole
     */
    public static List<String> write(Path file, Raster raster, Encoding encoding) throws IOException {
        return RasterWriter.write(file, raster, encoding);
    }

    /**
     * A picture as a JPEG in memory, without its metadata.
     *
     * @param picture of 1 or 3 channels
     * @param quality 1 to 100
     */
    public static byte[] jpeg(Picture picture, int quality) throws IOException {
        Require.that(
                picture.channels() == 1 || picture.channels() == 3,
                "a JPEG has 1 or 3 channels, not " + picture.channels());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int length = picture.width() * picture.channels();
        int[] row = new int[1];
        RowImage rows = new RowImage(
                picture.width(),
                picture.height(),
                picture.channels(),
                () -> Arrays.copyOfRange(picture.pixels(), length * row[0], length * ++row[0]));
        RasterHeader header = RasterHeader.of(picture.width(), picture.height(), picture.channels(), 8);
        JpegEncoder.encode(rows, header, new Encoding.Jpeg(quality, JpegSampling.FULL), out);
        return out.toByteArray();
    }
}
