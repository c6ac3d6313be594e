package dev.ganvas.repair;

import dev.ganvas.error.Require;
import dev.ganvas.image.Planes;
import dev.ganvas.vision.RowSource;
import java.io.IOException;
import java.util.function.UnaryOperator;

/** What a network makes of a picture, in rows: a row of tiles is computed when its first row is asked for. */
final class RestoredRows implements RowSource {
    private final RepairNetwork network;
    private final RowSource source;
    private final Tiling tiling;
    private final UnaryOperator<Planes> told;
    private final RowWindow window;
    private final int scale;
    private int row;
    private Planes band;
    private int used;
    private int given;

    /** @param told adds to a tile what the network is told beside it */
    RestoredRows(RepairNetwork network, RowSource source, Tiling tiling, UnaryOperator<Planes> told) {
        this.network = network;
        this.source = source;
        this.tiling = tiling;
        this.told = told;
        this.window = new RowWindow(source);
        this.scale = network.scale();
    }

    @Override
    public int width() {
        return Math.multiplyExact(source.width(), scale);
    }

    @Override
    public int height() {
        return Math.multiplyExact(source.height(), scale);
    }

    @Override
    public int channels() {
        return network.given();
    }

    @Override
    public Planes next(int rows) throws IOException {
        Require.within(rows, 1, height() - given, "rows");
        Planes next = Planes.black(width(), rows, channels());
        for (int done = 0; done < rows; ) {
            if (band == null || used == band.height()) {
                band = null;
                band = band();
                used = 0;
            }
            int count = Math.min(rows - done, band.height() - used);
            band.crop(0, used, width(), count).copyInto(next, 0, done);
            used += count;
            done += count;
        }
        given += rows;
        return next;
    }

    /** Whether there is another row of tiles. */
    boolean hasBand() {
        return row < tiling.rows() && row * tiling.coreHeight() < source.height();
    }

    /** The next row of tiles. */
    Planes band() throws IOException {
        int top = row++ * tiling.coreHeight();
        int bottom = Math.min(source.height(), top + tiling.coreHeight());
        window.hold(Math.max(0, top - tiling.halo()), Math.min(source.height(), bottom + tiling.halo()));
        return band(top, bottom);
    }

    private Planes band(int top, int bottom) {
        int width = window.width();
        int high = (bottom - top) * scale;
        Planes band = null;
        for (int column = 0; column < tiling.columns(); column++) {
            int left = column * tiling.coreWidth();
            int right = Math.min(width, left + tiling.coreWidth());
            if (left >= right) {
                break;
            }
            int fromX = Math.max(0, left - tiling.halo());
            int fromY = Math.max(0, top - tiling.halo());
            Planes tile =
                    window.tile(fromX, fromY, beyond(right, width) - fromX, beyond(bottom, window.height()) - fromY);
            Planes core = part(
                    network.better(told.apply(tile)),
                    (left - fromX) * scale,
                    (top - fromY) * scale,
                    (right - left) * scale,
                    high);
            if (core.width() == width * scale) {
                return core;
            }
            if (band == null) {
                band = Planes.black(width * scale, high, channels());
            }
            core.copyInto(band, left * scale, 0);
        }
        return band;
    }

    /** A rectangle of it, which is not copied if it is the whole: a large photograph's floats take long to allocate. */
    private static Planes part(Planes all, int left, int top, int width, int height) {
        return width == all.width() && height == all.height() ? all : all.crop(left, top, width, height);
    }

    /** Where a tile ends whose own pixels end at {@code end}: past its halo, and at the picture's end on a whole multiple. */
    private int beyond(int end, int side) {
        int multiple = network.multiple();
        int whole = (side + multiple - 1) / multiple * multiple;
        return end == side ? whole : Math.min(whole, end + tiling.halo());
    }
}
