package dev.ganvas.image.raster;

import dev.ganvas.error.MalformedFileException;
import dev.ganvas.error.Require;
import dev.ganvas.image.Orientation;
import dev.ganvas.image.PictureDecoder;
import dev.ganvas.image.PictureFormat;
import dev.ganvas.image.Planes;
import dev.ganvas.image.StoredRows;
import dev.ganvas.image.container.PngChunks;
import dev.ganvas.io.Content;
import java.awt.image.BufferedImage;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * A picture that is read in rows from top to bottom, as often as asked. Large PNGs and TIFFs are decoded as their rows are asked
 * for, from the disk when they are large; of other files all pixels are held in memory, in 8 or 16 bits.
 *
 * <p>Not decoded in rows are pictures that EXIF says are turned, interlaced ones, palettes and floating samples.
 */
public final class RasterReader implements Closeable {
    /** Smaller pictures are decoded at once. */
    static final long STREAMED_ABOVE_PIXELS = 16_000_000;

    private final RasterHeader header;
    private final Opening opening;
    private final long heldBytes;
    private final Closeable file;

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

    private RasterReader(RasterHeader header, Opening opening, Content content) {
        this(header, opening, content.heldBytes(), content);
    }

    private RasterReader(RasterHeader header, Opening opening, long heldBytes, Closeable file) {
        this.header = header;
        this.opening = opening;
        this.heldBytes = heldBytes;
        this.file = file;
    }

    /**
     * Opens a file.
     *
     * @throws MalformedFileException as {@link RasterFile#read(Path)} does; of a file that is decoded in rows, when these are read
     * @throws IOException when the disk refuses
     */
    public static RasterReader open(Path file) throws IOException {
        return open(file, STREAMED_ABOVE_PIXELS, Content.HELD_BYTES);
    }

    static RasterReader open(Path file, long streamedAbovePixels, long heldBytes) throws IOException {
        Content content = Content.open(file, RasterFile.MAX_FILE_BYTES, heldBytes);
        try {
            Optional<RasterReader> streamed = streamed(content, file.toString(), streamedAbovePixels);
            if (streamed.isPresent()) {
                return streamed.get();
            }
            Raster raster = RasterFile.read(content.all(), file.toString());
            content.close();
            return of(raster);
        } catch (IOException | RuntimeException e) {
            content.close();
            throw e;
        } catch (OutOfMemoryError e) {
            content.close();
            throw new MalformedFileException(file, PictureDecoder.OUT_OF_MEMORY, e);
        }
    }

    /** The rows of a raster; what is put into it before they are read is read. */
    public static RasterReader of(Raster raster) {
        return new RasterReader(
                raster.header(), () -> new RasterRows(raster), raster.header().pixelBytes(), () -> {});
    }

    private static Optional<RasterReader> streamed(Content content, String name, long above) throws IOException {
        Optional<StoredRows> tiff = PictureDecoder.rowsAsStored(content, name, RasterFile.MAX_PIXELS);
        if (tiff.isPresent()) {
            if ((long) tiff.get().width() * tiff.get().height() > above) {
                return Optional.of(ofTiff(content, tiff.get(), name));
            }
            tiff.get().close();
            return Optional.empty();
        }
        boolean png = Arrays.equals(content.start(PngChunks.signature().length), PngChunks.signature());
        return png
                ? PictureDecoder.guarded(PictureFormat.PNG, name, () -> ofPng(content, name, above))
                : Optional.empty();
    }

    private static Optional<RasterReader> ofPng(Content content, String name, long above) throws IOException {
        byte[] outline = PngChunks.outline(content);
        if (!PngRows.canRead(outline) || Orientation.of(outline, PictureFormat.PNG) != Orientation.UPRIGHT) {
            return Optional.empty();
        }
        int width = PngRows.width(outline);
        int height = PngRows.height(outline);
        PictureDecoder.requirePlausible(width, height, content.size(), RasterFile.MAX_PIXELS, name);
        if ((long) width * height <= above) {
            return Optional.empty();
        }
        RasterHeader header = RasterFile.header(
                FileFacts.of(outline, PictureFormat.PNG),
                width,
                height,
                PngRows.channels(outline),
                PngRows.bits(outline));
        Opening opening = () -> {
            PngRows rows = new PngRows(content, header);
            return count -> PictureDecoder.guarded(PictureFormat.PNG, name, () -> rows.next(count));
        };
        return Optional.of(new RasterReader(header, opening, content));
    }

    private static RasterReader ofTiff(Content content, StoredRows rows, String name) throws IOException {
        RasterHeader header = PictureDecoder.guarded(PictureFormat.TIFF, name, () -> {
            StoredSamples first = StoredSamples.of(rows.rows(0, 1));
            return RasterFile.header(
                    TiffMetadata.read(content.view()),
                    rows.width(),
                    rows.height(),
                    first.channels(),
                    first.samples().full() == 255 ? 8 : 16);
        });
        return new RasterReader(header, () -> new TiffRows(rows, header), content);
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

    @Override
    public void close() throws IOException {
        file.close();
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
