package dev.ganvas.plates;

import dev.ganvas.image.Interpolation;
import dev.ganvas.image.Planes;

/** How a plate is laid out for a reader: in one row, that of a plate with two rows one after the other. */
public final class PlateStrip {
    /** Pixels. */
    public static final int WIDTH = 96;

    /** Pixels. */
    public static final int HEIGHT = 24;

    /** Height of a plate with two rows before they are put side by side. */
    public static final int TWO_ROWS_HEIGHT = 48;

    /** The upper row of two and what is around it: parts of the height, and of the width. */
    private static final double UPPER_END = 0.4;

    private static final double UPPER_SIDE = 0.2;
    private static final double LOWER_START = 0.36;

    /** Part of the strip that the upper row gets, with two of seven characters. */
    private static final int UPPER_WIDTH = 28;

    private PlateStrip() {}

    /**
     * Puts the rows of a plate side by side.
     *
     * @param plate from the front
     * @return {@link #WIDTH} x {@link #HEIGHT}
     */
    public static Planes ofTwoRows(Planes plate) {
        int side = (int) Math.round(UPPER_SIDE * plate.width());
        Planes upper = plate.crop(side, 0, plate.width() - 2 * side, (int) Math.round(UPPER_END * plate.height()));
        int start = (int) Math.round(LOWER_START * plate.height());
        Planes lower = plate.crop(0, start, plate.width(), plate.height() - start);
        Planes strip = Planes.black(WIDTH, HEIGHT, plate.channels());
        Interpolation.BILINEAR.resize(upper, UPPER_WIDTH, HEIGHT).copyInto(strip, 0, 0);
        Interpolation.BILINEAR.resize(lower, WIDTH - UPPER_WIDTH, HEIGHT).copyInto(strip, UPPER_WIDTH, 0);
        return strip;
    }
}
