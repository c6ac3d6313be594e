package dev.ganvas.repair;

import dev.ganvas.error.Require;
import dev.ganvas.image.Bicubic;
import dev.ganvas.image.Planes;
import dev.ganvas.image.raster.OpacityPlanes;
import dev.ganvas.vision.RowSource;
import java.io.IOException;
import java.util.function.UnaryOperator;

/**
 * Rows of a picture that is changed block of rows by block of rows, each with some rows of its surroundings. Blocks have the same
 * places whatever memory there is, so that the result does not depend on it.
 */
final class BlockRows implements RowSource {
    private final RowSource source;
    private final Layout layout;
    private final UnaryOperator<Planes> change;
    private final RowWindow window;
    private int top;
    private Planes block;
    private int used;
    private int given;

    /**
     * Sizes in rows.
     *
     * @param block of the source, a multiple of {@code over}
     * @param context on either side, a multiple of {@code over} and no less than the change looks at
     * @param by times as large, and {@code over} times smaller, the result is
     */
    private record Layout(int block, int context, int by, int over) {
        int scaled(int side) {
            return (int) ((long) side * by / over);
        }
    }

    private BlockRows(RowSource source, Layout layout, UnaryOperator<Planes> change) {
        this.source = source;
        this.layout = layout;
        this.change = change;
        this.window = new RowWindow(source);
    }

    /** With colours where nothing is seen, see {@link OpacityPlanes#bled}, that are those of pixels at most a block away. */
    static RowSource bled(RowSource source) {
        return new BlockRows(source, new Layout(192, 64, 1, 1), OpacityPlanes::bled);
    }

    /**
     * Resized by {@code by / over}, to the bit as {@link Bicubic#resize} does it with the whole.
     *
     * @param source sides are multiples of {@code over}
     */
    static RowSource resized(RowSource source, int by, int over) {
        Require.that(
                source.width() % over == 0 && source.height() % over == 0,
                "sides of " + source.width() + "x" + source.height() + " pixels are no multiples of " + over);
        // The kernel reaches 2 pixels, and when reducing 2 pixels of the result.
        int context = (2 / over + 2) * over;
        Layout layout = new Layout(32 * over, Math.max(context, up(2 * over / by + 2, over)), by, over);
        return new BlockRows(
                source,
                layout,
                planes -> Bicubic.resize(planes, layout.scaled(planes.width()), layout.scaled(planes.height())));
    }

    private static int up(int value, int multiple) {
        return (value + multiple - 1) / multiple * multiple;
    }

    @Override
    public int width() {
        return layout.scaled(source.width());
    }

    @Override
    public int height() {
        return layout.scaled(source.height());
    }

    @Override
    public int channels() {
        return source.channels();
    }

    @Override
    public Planes next(int rows) throws IOException {
        Require.within(rows, 1, height() - given, "rows");
        Planes next = Planes.black(width(), rows, channels());
        for (int done = 0; done < rows; ) {
            if (block == null || used == block.height()) {
                block = null;
                block = changed();
                used = 0;
            }
            int count = Math.min(rows - done, block.height() - used);
            block.crop(0, used, width(), count).copyInto(next, 0, done);
            used += count;
            done += count;
        }
        given += rows;
        return next;
    }

    private Planes changed() throws IOException {
        int bottom = Math.min(source.height(), top + layout.block());
        int from = Math.max(0, top - layout.context());
        int to = Math.min(source.height(), bottom + layout.context());
        window.hold(from, to);
        Planes changed = change.apply(window.tile(0, from, source.width(), to - from));
        int first = layout.scaled(top - from);
        Planes own = changed.crop(0, first, width(), layout.scaled(bottom - top));
        top = bottom;
        return own;
    }
}
