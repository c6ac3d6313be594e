package dev.ganvas.image.raster;

import dev.ganvas.error.Require;
import dev.ganvas.image.PictureFormat;
import dev.ganvas.image.label.LabelledFile;
import java.util.ArrayList;
import java.util.List;

/**
 * What a picture becomes so that a kind of file can hold it.
 *
 * @param from the picture
 * @param to the picture in the file
 * @param notes what is lost on the way, in sentences
 */
record Fitting(RasterHeader from, RasterHeader to, List<String> notes) {
    private static final int MAX_JPEG_SIDE = 65_535;
    private static final int MAX_WEBP_SIDE = 16_383;

    static Fitting of(RasterHeader from, Encoding encoding) {
        List<String> notes = new ArrayList<>();
        PictureFormat format = encoding.format();
        requireSize(from, format);
        RasterHeader to = from.with(encoding);
        if (format == PictureFormat.JPEG && to.hasOpacity()) {
            notes.add("JPEG has no opacity; what is transparent is shown on white");
            to = to.withChannels(to.colours());
        }
        if (format == PictureFormat.WEBP && to.isGrey()) {
            to = to.withChannels(to.channels() + 2);
        }
        if ((format == PictureFormat.JPEG || format == PictureFormat.WEBP) && to.bits() == 16) {
            notes.add(format.title() + " has 8 bits a channel; 16 bits were rounded");
            to = to.withBits(8);
        }
        Metadata kept = kept(to, format);
        addNotes(notes, from.metadata(), kept, format);
        // The pixels are coded anew, so that a seal of the old ones no longer fits.
        Metadata unsealed = kept.withXmp(kept.xmp().map(LabelledFile::unsealed));
        return new Fitting(from, to.with(unsealed), List.copyOf(notes));
    }

    private static void requireSize(RasterHeader header, PictureFormat format) {
        int most =
                switch (format) {
                    case JPEG -> MAX_JPEG_SIDE;
                    case WEBP -> MAX_WEBP_SIDE;
                    default -> Integer.MAX_VALUE;
                };
        String size = header.width() + "x" + header.height() + " pixels";
        Require.that(
                header.width() <= most && header.height() <= most,
                size + " are more than a " + format.title() + " can hold, " + most + " a side; write PNG or TIFF");
        Require.that(
                format != PictureFormat.TIFF || header.pixelBytes() <= TiffSink.MAX_PIXEL_BYTES,
                size + " may be more than a TIFF can hold, 4 GiB; write PNG");
        Require.that(header.rowBytes() < Integer.MAX_VALUE - 8, size + ": rows of 2 GiB are not written");
    }

    private static Metadata kept(RasterHeader header, PictureFormat format) {
        Metadata all = header.metadata();
        return new Metadata(
                all.exif().filter(exif -> format != PictureFormat.TIFF || TiffSink.isHeldByTiff(exif)),
                all.icc().filter(icc -> Metadata.fits(icc, header.isGrey())),
                all.xmp(),
                all.density().filter(density -> format != PictureFormat.WEBP),
                all.blocksOf(format));
    }

    private static void addNotes(List<String> notes, Metadata all, Metadata kept, PictureFormat format) {
        if (all.exif().isPresent() && kept.exif().isEmpty()) {
            notes.add("the EXIF data are damaged and were left out");
        }
        if (all.icc().isPresent() && kept.icc().isEmpty()) {
            notes.add("the colour profile is not for the file's channels and was left out");
        }
        if (all.density().isPresent() && kept.density().isEmpty()) {
            notes.add(format.title() + " has no place for the density");
        }
        all.blocks().stream()
                .filter(block -> block.format() != format && !PngMetadata.COLOUR.contains(block.type()))
                .findFirst()
                .ifPresent(block ->
                        notes.add("entries that only a " + block.format().title() + " can hold were left out"));
        if (format == PictureFormat.JPEG) {
            notes.addAll(JpegMetadata.notes(kept));
        }
    }

    /** Whether the samples stay as they are. */
    boolean keepsSamples() {
        return from.channels() == to.channels() && from.bits() == to.bits();
    }

    /** A row of samples as the file's bytes, those of 16 bits with the high byte first. */
    void convert(SampleStore samples, int at, byte[] row) {
        int full = samples.full();
        boolean shown = from.hasOpacity() && !to.hasOpacity();
        int next = 0;
        for (int pixel = at; pixel < at + from.width() * from.channels(); pixel += from.channels()) {
            int opacity = from.hasOpacity() ? samples.get(pixel + from.colours()) : full;
            for (int c = 0; c < to.colours(); c++) {
                int value = samples.get(pixel + Math.min(c, from.colours() - 1));
                next = put(shown ? onWhite(value, opacity, full) : value, full, row, next);
            }
            if (to.hasOpacity()) {
                next = put(opacity, full, row, next);
            }
        }
    }

    private static int onWhite(long value, long opacity, long full) {
        return (int) ((value * opacity + full * (full - opacity) + full / 2) / full);
    }

    private int put(int value, int full, byte[] row, int at) {
        if (to.bits() == 16) {
            row[at] = (byte) (value >> 8);
            row[at + 1] = (byte) value;
            return at + 2;
        }
        row[at] = (byte) (full == 255 ? value : (255L * value + full / 2) / full);
        return at + 1;
    }
}
