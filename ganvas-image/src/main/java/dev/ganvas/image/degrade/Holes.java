package dev.ganvas.image.degrade;

import dev.ganvas.error.Require;
import dev.ganvas.image.Planes;
import dev.ganvas.random.RandomStream;
import dev.ganvas.random.Seed;
import java.util.Arrays;
import java.util.Objects;

/**
 * Missing parts: brush strokes or boxes, as LaMa draws them (Suvorov et al., "Resolution-robust large mask inpainting", WACV
 * 2022), together at most half of the picture. All lengths are pixels of a picture of 256 and grow with the shorter side.
 *
 * @param strokes how brush strokes are drawn
 * @param boxes how boxes are drawn
 * @param boxed proportion of masks that have boxes in place of strokes, 0 to 1
 */
public record Holes(Strokes strokes, Boxes boxes, double boxed) implements Degradation {
    private static final double REFERENCE_SIDE = 256;

    /** Beyond this part of the picture a mask is drawn anew. */
    private static final double MOST_AREA = 0.5;

    private static final int ATTEMPTS = 100;

    /** LaMa's test sets weigh boxes with 0.3 against strokes with 1. */
    private static final double BOXED_IN_TESTS = 0.3 / 1.3;

    /**
     * Brush strokes of one to five straight segments each.
     *
     * @param least strokes a mask
     * @param most strokes a mask, up to 200
     * @param width most pixels that the brush, at least 5 wide, is wider
     * @param length most pixels that a segment, at least 10 long, is longer
     */
    public record Strokes(int least, int most, int width, int length) {
        public Strokes {
            Require.within(least, 1, most, "least strokes");
            Require.within(most, least, 200, "most strokes");
            Require.within(width, 1, 256, "width");
            Require.within(length, 1, 1024, "length");
        }
    }

    /**
     * Upright boxes.
     *
     * @param most boxes a mask, up to 100; at least one is drawn
     * @param shortest side
     * @param longest side, up to 236
     */
    public record Boxes(int most, int shortest, int longest) {
        static final int MARGIN = 10;

        public Boxes {
            Require.within(most, 1, 100, "most boxes");
            Require.within(shortest, 1, longest, "shortest side");
            Require.within(longest, shortest, (int) REFERENCE_SIDE - 2 * MARGIN, "longest side");
        }
    }

    public Holes {
        Objects.requireNonNull(strokes, "strokes");
        Objects.requireNonNull(boxes, "boxes");
        Require.within(boxed, 0, 1, "proportion of boxes");
    }

    /** LaMa's thick test masks. */
    public static Holes thick() {
        return new Holes(new Strokes(1, 5, 100, 200), new Boxes(3, 30, 150), BOXED_IN_TESTS);
    }

    /** LaMa's medium test masks. */
    public static Holes medium() {
        return new Holes(new Strokes(4, 5, 50, 100), new Boxes(5, 10, 50), BOXED_IN_TESTS);
    }

    /** LaMa's thin test masks, of strokes alone. */
    public static Holes thin() {
        return new Holes(new Strokes(4, 50, 10, 40), new Boxes(1, 10, 30), 0);
    }

    /** What LaMa is trained on. */
    public static Holes training() {
        return new Holes(new Strokes(1, 5, 100, 200), new Boxes(4, 30, 150), 0.5);
    }

    @Override
    public String label() {
        return "holes of strokes up to " + (5 + strokes.width - 1) + " px wide";
    }

    /** The picture with black holes. */
    @Override
    public Planes apply(Planes clean, Seed seed) {
        Planes mask = mask(clean.width(), clean.height(), seed);
        Planes holed = Planes.black(clean.width(), clean.height(), clean.channels());
        for (int i = 0; i < holed.values().length; i++) {
            holed.values()[i] = mask.values()[i % mask.area()] > 0 ? 0 : clean.values()[i];
        }
        return holed;
    }

    /** {@code [1, H, W]}: 1 in the holes, 0 elsewhere. */
    public Planes mask(int width, int height, Seed seed) {
        Planes mask = drawn(width, height, seed.child(0));
        for (int i = 1; i < ATTEMPTS && area(mask) > MOST_AREA; i++) {
            mask = drawn(width, height, seed.child(i));
        }
        return mask;
    }

    /** The part of a mask that is hole, 0 to 1. */
    public static double area(Planes mask) {
        double sum = 0;
        for (float value : mask.values()) {
            sum += value;
        }
        return sum / mask.values().length;
    }

    private Planes drawn(int width, int height, Seed seed) {
        RandomStream stream = seed.stream();
        Planes mask = Planes.black(width, height, 1);
        if (stream.nextDouble() < boxed) {
            drawBoxes(mask, stream);
        } else {
            drawStrokes(mask, stream);
        }
        return mask;
    }

    private static double scale(Planes mask) {
        return Math.min(mask.width(), mask.height()) / REFERENCE_SIDE;
    }

    private void drawStrokes(Planes mask, RandomStream stream) {
        double scale = scale(mask);
        int count = stream.nextInt(strokes.least, strokes.most);
        for (int stroke = 0; stroke < count; stroke++) {
            double x = stream.nextInt(mask.width());
            double y = stream.nextInt(mask.height());
            int segments = stream.nextInt(1, 5);
            for (int segment = 0; segment < segments; segment++) {
                double angle = (stroke % 2 == 0 ? -1 : 1) * (0.01 + stream.nextInt(4));
                double length = scale * (10 + stream.nextInt(strokes.length));
                double brush = Math.max(1, scale * (5 + stream.nextInt(strokes.width)));
                double toX = clamped(x + length * StrictMath.sin(angle), mask.width());
                double toY = clamped(y + length * StrictMath.cos(angle), mask.height());
                Brush.line(mask, new Brush.Segment(x, y, toX, toY), brush, 1);
                x = toX;
                y = toY;
            }
        }
    }

    private static double clamped(double value, int length) {
        return Math.max(0, Math.min(length, value));
    }

    private void drawBoxes(Planes mask, RandomStream stream) {
        double scale = scale(mask);
        int count = stream.nextInt(1, boxes.most);
        int margin = (int) (scale * Boxes.MARGIN);
        for (int box = 0; box < count; box++) {
            int width = Math.max(1, (int) (scale * stream.nextInt(boxes.shortest, boxes.longest)));
            int height = Math.max(1, (int) (scale * stream.nextInt(boxes.shortest, boxes.longest)));
            int left = margin + stream.nextInt(mask.width() - width - 2 * margin + 1);
            int top = margin + stream.nextInt(mask.height() - height - 2 * margin + 1);
            for (int y = top; y < top + height; y++) {
                Arrays.fill(mask.values(), y * mask.width() + left, y * mask.width() + left + width, 1);
            }
        }
    }
}
