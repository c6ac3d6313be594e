package dev.ganvas.image.tone;

import dev.ganvas.image.Planes;

/** What a {@link ToneOperator} does to one picture, rows at a time and in any order. Safe from several threads. */
@FunctionalInterface
public interface ToneRule {
    /**
     * Rows as they become.
     *
     * @param rows sRGB of 1 or 3 channels, as wide as the picture; stay as they are
     * @param top number of the first of these rows in the picture
     */
    Planes apply(Planes rows, int top);
}
