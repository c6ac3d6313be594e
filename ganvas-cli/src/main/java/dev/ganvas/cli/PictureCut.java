package dev.ganvas.cli;

import dev.ganvas.error.Require;
import dev.ganvas.image.Planes;
import dev.ganvas.image.raster.Raster;
import dev.ganvas.image.raster.RasterHeader;
import dev.ganvas.image.raster.RasterReader;
import dev.ganvas.restore.Filling;
import java.io.IOException;
import java.nio.file.Path;

/**
 * What of a picture is looked at while somebody moves controls: a part of it as it is, or all of it, smaller.
 *
 * @param x where the part lies, 0 at the left edge to 1 at the right one
 * @param y where the part lies, 0 at the top to 1 at the bottom
 * @param side of what is looked at, in pixels, at most
 * @param whole whether it is all of the picture
 */
record PictureCut(double x, double y, int side, boolean whole) {
    /** The largest side, in pixels. */
    static final int MOST = 512;

    /** Blocks of a JPEG are so large; a part begins with one, so that they are mended as in the whole picture. */
    private static final int BLOCK = 8;

    private static final float HALF = 0.5f;

    PictureCut {
        Require.within(x, 0, 1, "x");
        Require.within(y, 0, 1, "y");
        Require.within(side, 1, MOST, "side");
    }

    /** Cut out of a file; what the file says of its encoding stays known. */
    Raster of(Path file) throws IOException {
        try (RasterReader reader = RasterReader.open(file)) {
            RasterHeader header = reader.header();
            Planes planes = whole ? smaller(reader.rows(), header) : part(reader);
            Raster cut = Raster.black(header.sized(planes.width(), planes.height()));
            cut.put(0, 0, planes);
            return cut;
        }
    }

    private Planes part(RasterReader reader) throws IOException {
        int wide = Math.min(side, reader.header().width());
        int high = Math.min(side, reader.header().height());
        return reader.part(
                start(x, reader.header().width() - wide),
                start(y, reader.header().height() - high),
                wide,
                high);
    }

    private static int start(double share, int room) {
        int at = (int) Math.round(share * room);
        return at - at % BLOCK;
    }

    /** Each pixel is the mean of a square of {@link #reduction} pixels a side. */
    private Planes smaller(RasterReader.Rows rows, RasterHeader header) throws IOException {
        int factor = reduction(header.width(), header.height());
        Planes small = Planes.black(
                Math.max(1, header.width() / factor), Math.max(1, header.height() / factor), header.channels());
        for (int y = 0; y < small.height(); y++) {
            LivePreview.requireWanted();
            Planes band = rows.next(Math.min(factor, header.height()));
            for (int channel = 0; channel < small.channels(); channel++) {
                for (int x = 0; x < small.width(); x++) {
                    small.values()[(channel * small.height() + y) * small.width() + x] = mean(band, channel, x, factor);
                }
            }
        }
        return small;
    }

    private int reduction(int width, int height) {
        return Math.max(1, (Math.max(width, height) + side - 1) / side);
    }

    private static float mean(Planes band, int channel, int x, int factor) {
        float sum = 0;
        int wide = Math.min(factor, band.width());
        for (int row = 0; row < band.height(); row++) {
            int from = (channel * band.height() + row) * band.width() + x * factor;
            for (int i = 0; i < wide; i++) {
                sum += band.values()[from + i];
            }
        }
        return sum / (wide * band.height());
    }

    /** What is marked in the whole picture, of what is cut out of it. */
    Filling.Marked of(Filling.Marked marked, Path file) {
        return cut -> {
            Planes mask;
            RasterHeader header;
            try (RasterReader reader = RasterReader.open(file)) {
                mask = marked.in(reader.whole());
                header = reader.header();
            }
            Raster held = Raster.black(RasterHeader.of(header.width(), header.height(), 1, 8));
            held.put(0, 0, mask);
            RasterReader reader = RasterReader.of(held);
            Planes found = whole ? smaller(reader.rows(), held.header()) : part(reader);
            for (int i = 0; i < found.values().length; i++) {
                found.values()[i] = found.values()[i] >= HALF ? 1 : 0;
            }
            return found;
        };
    }
}
