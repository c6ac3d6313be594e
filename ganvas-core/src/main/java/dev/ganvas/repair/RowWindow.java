package dev.ganvas.repair;

import dev.ganvas.image.Planes;
import dev.ganvas.vision.RowSource;
import java.io.IOException;

/** The rows of a picture around those that are worked on; rows above are let go, rows below are read when they are needed. */
final class RowWindow {
    private final RowSource source;
    private Planes held;
    private int first;
    private int end;

    RowWindow(RowSource source) {
        this.source = source;
    }

    int channels() {
        return source.channels();
    }

    int width() {
        return source.width();
    }

    int height() {
        return source.height();
    }

    /** From now on holds rows {@code from}, which never goes back, to {@code to}, exclusive. */
    void hold(int from, int to) throws IOException {
        int kept = Math.max(0, end - from);
        if (kept == 0) {
            held = source.next(to - from);
        } else {
            Planes next = Planes.black(source.width(), to - from, source.channels());
            held.crop(0, from - first, source.width(), kept).copyInto(next, 0, 0);
            if (to - from > kept) {
                source.next(to - from - kept).copyInto(next, 0, kept);
            }
            held = next;
        }
        first = from;
        end = to;
    }

    /** A rectangle of the held rows; where it goes beyond the picture on the right or below, the last pixel is repeated. */
    Planes tile(int left, int top, int wide, int high) {
        if (left == 0 && top == first && wide == held.width() && high == held.height()) {
            return held;
        }
        Planes tile = Planes.black(wide, high, source.channels());
        for (int channel = 0; channel < source.channels(); channel++) {
            for (int y = 0; y < high; y++) {
                int row = (channel * held.height() + Math.min(top + y, source.height() - 1) - first) * held.width();
                int to = (channel * high + y) * wide;
                int inside = Math.min(wide, source.width() - left);
                System.arraycopy(held.values(), row + left, tile.values(), to, inside);
                for (int x = inside; x < wide; x++) {
                    tile.values()[to + x] = held.values()[row + source.width() - 1];
                }
            }
        }
        return tile;
    }
}
