package dev.ganvas.image.raster;

import dev.ganvas.error.MalformedFileException;
import dev.ganvas.error.Require;
import dev.ganvas.image.Orientation;
import dev.ganvas.image.PictureDecoder;
import dev.ganvas.image.PictureFormat;
import dev.ganvas.image.PictureSize;
import dev.ganvas.image.Planes;
import dev.ganvas.image.StoredRows;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A picture that is read in rows from top to bottom, as often as asked. Large PNGs and TIFFs are decoded as their rows are asked
 * for, and only their files are held in memory; of other files all pixels are, in 8 or 16 bits.
 *
 * <p>Not decoded in rows are pictures that EXIF says are turned, interlaced ones, palettes and floating samples.
 */
public final class RasterReader {
    /** Smaller pictures are decoded at once. */
    static final long STREAMED_ABOVE_PIXELS = 16_000_000;

    private final RasterHeader header;
    private final Opening opening;
    private final long heldBytes;

    /** The rows of a picture. */
    @FunctionalInterface
    public interface Rows {
        /**
         * The next rows as numbers from 0 to 1, in as many planes as there are channels.
         *
         * @param rows how many; no more than are left
         * @throws MalformedFileException when they are damaged or missing
         */
        Planes next(int rows) throws IOException;
    }

    @FunctionalInterface
    private interface Opening {
        Rows open() throws IOException;
    }

    private RasterReader(RasterHeader header, Opening opening, long heldBytes) {
        this.header = header;
        this.opening = opening;
        this.heldBytes = heldBytes;
    }

    /**
     * Opens a file.
     *
     * @throws MalformedFileException as {@link RasterFile#read(Path)} does; of a file that is decoded in rows, when these are read
     * @throws IOException when the disk refuses
     */
    public static RasterReader open(Path file) throws IOException {
        return open(file, STREAMED_ABOVE_PIXELS);
    }

    static RasterReader open(Path file, long streamedAbovePixels) throws IOException {
        byte[] bytes = RasterFile.content(file);
        String name = file.toString();
        PictureSize size = PictureDecoder.size(bytes, name, RasterFile.MAX_PIXELS);
        if ((long) size.width() * size.height() > streamedAbovePixels) {
            Optional<RasterReader> streamed = streamed(bytes, size, name);
            if (streamed.isPresent()) {
                return streamed.get();
            }
        }
        return of(RasterFile.read(bytes, name));
    }

    /** The rows of a raster; what is put into it before they are read is read. */
    public static RasterReader of(Raster raster) {
        return new RasterReader(
                raster.header(), () -> new RasterRows(raster), raster.header().pixelBytes());
    }

    private static Optional<RasterReader> streamed(byte[] bytes, PictureSize size, String name) throws IOException {
        PictureFormat format = PictureFormat.of(bytes).orElseThrow();
        if (format == PictureFormat.TIFF) {
            Optional<StoredRows> rows = PictureDecoder.rowsAsStored(bytes, name, RasterFile.MAX_PIXELS);
            return rows.isEmpty() ? Optional.empty() : Optional.of(ofTiff(bytes, rows.get(), name));
        }
        if (format != PictureFormat.PNG
                || Orientation.of(bytes, format) != Orientation.UPRIGHT
                || !PngRows.canRead(bytes)) {
            return Optional.empty();
        }
        RasterHeader header = PictureDecoder.guarded(
                format,
                name,
                () -> RasterFile.header(
                        FileFacts.of(bytes, format),
                        size.width(),
                        size.height(),
                        PngRows.channels(bytes),
                        PngRows.bits(bytes)));
        return Optional.of(new RasterReader(
                header,
                () -> {
                    PngRows rows = new PngRows(bytes, header);
                    return count -> PictureDecoder.guarded(format, name, () -> rows.next(count));
                },
                bytes.length));
    }

    private static RasterReader ofTiff(byte[] bytes, StoredRows rows, String name) throws IOException {
        RasterHeader header = PictureDecoder.guarded(PictureFormat.TIFF, name, () -> {
            StoredSamples first = StoredSamples.of(rows.rows(0, 1));
            return RasterFile.header(
                    FileFacts.of(bytes, PictureFormat.TIFF),
                    rows.width(),
                    rows.height(),
                    first.channels(),
                    first.samples().full() == 255 ? 8 : 16);
        });
        return new RasterReader(header, () -> new TiffRows(rows, header), bytes.length);
    }

    /** All but the pixels. */
    public RasterHeader header() {
        return header;
    }

    /** Bytes of memory that the file or its pixels take as long as this is in use. */
    public long heldBytes() {
        return heldBytes;
    }

    /** The rows from the top. */
    public Rows rows() throws IOException {
        return opening.open();
    }

    /**
     * The pixels of a rectangle that lies inside. Of a picture that is decoded in rows all are read, so that damage anywhere shows.
     *
     * @throws MalformedFileException when rows are damaged or missing
     */
    public Planes part(int left, int top, int wide, int high) throws IOException {
        Rows rows = rows();
        if (rows instanceof RasterRows held) {
            return held.raster.planes(left, top, wide, high);
        }
        Planes part = Planes.black(wide, high, header.channels());
        for (int y = 0; y < header.height(); y++) {
            Planes row = rows.next(1);
            if (y >= top && y < top + high) {
                row.crop(left, 0, wide, 1).copyInto(part, 0, y - top);
            }
        }
        return part;
    }

    /** All of it in memory. */
    public Raster whole() throws IOException {
        Rows rows = rows();
        if (rows instanceof RasterRows held) {
            return held.raster;
        }
        Raster raster = Raster.black(header);
        for (int y = 0; y < header.height(); y++) {
            raster.put(0, y, rows.next(1));
        }
        return raster;
    }

    private static final class RasterRows implements Rows {
        private final Raster raster;
        private int read;

        RasterRows(Raster raster) {
            this.raster = raster;
        }

        @Override
        public Planes next(int rows) {
            read += rows;
            return raster.planes(0, read - rows, raster.width(), rows);
        }
    }

    /** Pieces of a TIFF are decoded as a whole, so rows are read in blocks that mostly are larger than these. */
    private static final class TiffRows implements Rows {
        private static final int BLOCK = 256;

        private final StoredRows stored;
        private final RasterHeader header;
        private Raster block;
        private int first;
        private int read;

        TiffRows(StoredRows stored, RasterHeader header) {
            this.stored = stored;
            this.header = header;
        }

        @Override
        public Planes next(int rows) throws IOException {
            Require.within(rows, 1, header.height() - read, "rows");
            Planes planes = Planes.black(header.width(), rows, header.channels());
            for (int done = 0; done < rows; ) {
                if (block == null || read == first + block.height()) {
                    first = read;
                    block = decoded(first, Math.min(BLOCK, header.height() - first));
                }
                int count = Math.min(rows - done, first + block.height() - read);
                block.planes(0, read - first, header.width(), count).copyInto(planes, 0, done);
                read += count;
                done += count;
            }
            return planes;
        }

        private Raster decoded(int top, int count) throws IOException {
            BufferedImage image = stored.rows(top, count);
            StoredSamples samples = StoredSamples.of(image);
            return new Raster(header.sized(header.width(), count), samples.samples());
        }
    }
}
