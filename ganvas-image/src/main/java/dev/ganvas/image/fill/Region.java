package dev.ganvas.image.fill;

import dev.ganvas.error.Require;
import dev.ganvas.image.Planes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A part of a mask that hangs together, as the box around it.
 *
 * @param left first column
 * @param top first row
 * @param width columns
 * @param height rows
 * @param area pixels of the mask within the part
 */
public record Region(int left, int top, int width, int height, int area) {
    /** The parts of a mask, whose pixels touch at sides or corners; in order of their first pixel, row by row. */
    public static List<Region> of(Planes mask) {
        Require.that(mask.channels() == 1, "a mask has 1 channel, not " + mask.channels());
        boolean[] seen = new boolean[mask.area()];
        int[] stack = new int[64];
        List<Region> regions = new ArrayList<>();
        for (int start = 0; start < seen.length; start++) {
            if (mask.values()[start] > 0 && !seen[start]) {
                seen[start] = true;
                stack[0] = start;
                Flood flood = new Flood(mask, seen, stack);
                regions.add(flood.region());
                stack = flood.stack;
            }
        }
        return regions;
    }

    /** This box grown by a margin on each side, as far as the picture goes. */
    public Region grown(int margin, int pictureWidth, int pictureHeight) {
        int newLeft = Math.max(0, left - margin);
        int newTop = Math.max(0, top - margin);
        int right = Math.min(pictureWidth, left + width + margin);
        int bottom = Math.min(pictureHeight, top + height + margin);
        return new Region(newLeft, newTop, right - newLeft, bottom - newTop, area);
    }

    /** Whether the boxes share a pixel. */
    public boolean meets(Region other) {
        return left < other.left + other.width
                && other.left < left + width
                && top < other.top + other.height
                && other.top < top + height;
    }

    /** The box around both. */
    public Region with(Region other) {
        int newLeft = Math.min(left, other.left);
        int newTop = Math.min(top, other.top);
        int right = Math.max(left + width, other.left + other.width);
        int bottom = Math.max(top + height, other.top + other.height);
        return new Region(newLeft, newTop, right - newLeft, bottom - newTop, area + other.area);
    }

    /** Boxes that no longer meet: those that did are put together until none do. */
    public static List<Region> merged(List<Region> regions) {
        List<Region> apart = new ArrayList<>();
        for (Region region : regions) {
            Region grown = region;
            int i = 0;
            while (i < apart.size()) {
                if (apart.get(i).meets(grown)) {
                    grown = grown.with(apart.remove(i));
                    i = 0;
                } else {
                    i++;
                }
            }
            apart.add(grown);
        }
        return apart;
    }

    /** Finds all that hangs together with the pixel on the stack. */
    private static final class Flood {
        private final Planes mask;
        private final boolean[] seen;
        private int[] stack;
        private int count = 1;

        Flood(Planes mask, boolean[] seen, int[] stack) {
            this.mask = mask;
            this.seen = seen;
            this.stack = stack;
        }

        Region region() {
            int width = mask.width();
            int left = Integer.MAX_VALUE;
            int top = Integer.MAX_VALUE;
            int right = 0;
            int bottom = 0;
            int area = 0;
            while (count > 0) {
                int at = stack[--count];
                int x = at % width;
                int y = at / width;
                left = Math.min(left, x);
                right = Math.max(right, x);
                top = Math.min(top, y);
                bottom = Math.max(bottom, y);
                area++;
                pushNeighbours(x, y);
            }
            return new Region(left, top, right - left + 1, bottom - top + 1, area);
        }

        private void pushNeighbours(int x, int y) {
            for (int ny = Math.max(0, y - 1); ny <= Math.min(mask.height() - 1, y + 1); ny++) {
                for (int nx = Math.max(0, x - 1); nx <= Math.min(mask.width() - 1, x + 1); nx++) {
                    int at = ny * mask.width() + nx;
                    if (mask.values()[at] > 0 && !seen[at]) {
                        seen[at] = true;
                        if (count == stack.length) {
                            stack = Arrays.copyOf(stack, 2 * count);
                        }
                        stack[count++] = at;
                    }
                }
            }
        }
    }
}
