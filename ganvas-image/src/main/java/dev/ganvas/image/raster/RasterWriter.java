package dev.ganvas.image.raster;

import dev.ganvas.error.Require;
import dev.ganvas.image.Planes;
import dev.ganvas.io.AtomicFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes a picture band by band from top to bottom, so that it is never in memory as a whole: but for
 * WebP, of which all pixels of 8 bits are held.
 *
 * <p>The file appears, or replaces an older one, when {@link #close} is called after the last row. A writer that is closed before,
 * or was aborted, leaves nothing behind. For one thread at a time.
 */
public final class RasterWriter implements Closeable {
    private final Fitting fitting;
    private final AtomicFile.Unfinished file;
    private final RasterSink sink;
    private final byte[] row;
    private int rows;
    private boolean closed;

    private RasterWriter(Fitting fitting, AtomicFile.Unfinished file, RasterSink sink) {
        this.fitting = fitting;
        this.file = file;
        this.sink = sink;
        this.row = new byte[(int) fitting.to().rowBytes()];
    }

    /**
     * Begins a file of the format that its name tells, encoded as the header says when that is of the same format.
     *
     * @throws IOException when the disk refuses
     */
    public static RasterWriter open(Path path, RasterHeader header) throws IOException {
        return open(path, header, header.encoding().forFile(path));
    }

    /**
     * Begins a file.
     *
     * @throws dev.ganvas.error.UsageException when no file of this format is as large as the picture
     * @throws IOException when the disk refuses
     */
    public static RasterWriter open(Path path, RasterHeader header, Encoding encoding) throws IOException {
        Fitting fitting = Fitting.of(header, encoding);
        AtomicFile.Unfinished file = AtomicFile.begin(path);
        try {
            return new RasterWriter(fitting, file, sink(file, fitting.to()));
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            file.close();
            throw e;
        }
    }

    private static RasterSink sink(AtomicFile.Unfinished file, RasterHeader header) throws IOException {
        if (header.encoding() instanceof Encoding.Png) {
            return new PngSink(file.out(), header);
        }
        if (header.encoding() instanceof Encoding.Jpeg jpeg) {
            return new JpegSink(file.out(), header, jpeg);
        }
        return header.encoding() instanceof Encoding.Tiff tiff
                ? new TiffSink(file, header, tiff.compression())
                : new WholeSink(file.out(), header);
    }

    /** Writes a picture that is whole, with no copy of it where its format allows. */
    static List<String> write(Path path, Raster raster, Encoding encoding) throws IOException {
        Fitting fitting = Fitting.of(raster.header(), encoding);
        if (!(encoding instanceof Encoding.Webp) || !fitting.keepsSamples()) {
            try (RasterWriter writer = open(path, raster.header(), encoding)) {
                writer.rows(raster);
            }
        } else {
            AtomicFile.write(path, out -> {
                Raster fitted = new Raster(fitting.to(), raster.samples());
                try (RasterSink sink = new WholeSink(out, fitted)) {
                    sink.finish();
                }
            });
        }
        return fitting.notes();
    }

    /** What will be in the file. */
    public RasterHeader header() {
        return fitting.to();
    }

    /** What of the picture this kind of file cannot hold, in sentences for people. */
    public List<String> notes() {
        return fitting.notes();
    }

    /** Writes the next rows, as many as the band is high; numbers beyond 0 to 1 are cut off. */
    public void rows(Planes band) throws IOException {
        RasterHeader from = fitting.from();
        Require.that(
                band.width() == from.width() && band.channels() == from.channels(),
                "a band is as wide as the picture, " + from.width() + " pixels of " + from.channels()
                        + " channels, not " + band.width() + " of " + band.channels());
        requireRoom(band.height());
        SampleStore samples = SampleStore.of(from.bits(), from.width() * from.channels());
        for (int y = 0; y < band.height(); y++) {
            SampleStore.copy(band, y, samples, 0);
            write(samples, 0);
        }
    }

    /** Writes the next rows, as many as the raster is high. */
    public void rows(Raster band) throws IOException {
        RasterHeader from = fitting.from();
        Require.that(
                band.width() == from.width() && band.channels() == from.channels() && band.bits() == from.bits(),
                "a band is as wide as the picture, " + from.width() + " pixels of " + from.channels() + " channels of "
                        + from.bits() + " bits, not " + band.width() + " of " + band.channels() + " of "
                        + band.bits());
        requireRoom(band.height());
        for (int y = 0; y < band.height(); y++) {
            write(band.samples(), y * band.width() * band.channels());
        }
    }

    private void requireRoom(int more) {
        Require.that(!closed, "the file is written already, or given up");
        Require.that(
                rows <= fitting.from().height() - more,
                "the picture has " + fitting.from().height() + " rows; " + rows + " are written, " + more
                        + " more are too many");
    }

    private void write(SampleStore samples, int at) throws IOException {
        fitting.convert(samples, at, row);
        sink.row(row);
        rows++;
    }

    /** Gives the file up; nothing is left behind, and an older file stays. */
    public void abort() throws IOException {
        closed = true;
        sink.close();
        file.close();
    }

    /**
     * Puts the file in place.
     *
     * @throws IOException when the disk refuses, or rows are missing; nothing is left behind then, and an older file stays
     */
    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        try {
            if (rows < fitting.from().height()) {
                throw new IOException("only " + rows + " of " + fitting.from().height() + " rows were written");
            }
            sink.finish();
            file.commit();
        } finally {
            abort();
        }
    }
}
