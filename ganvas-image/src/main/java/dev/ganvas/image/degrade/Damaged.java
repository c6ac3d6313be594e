package dev.ganvas.image.degrade;

import dev.ganvas.image.Planes;

/**
 * A damaged picture, and where.
 *
 * @param picture as it looks
 * @param mask {@code [1, H, W]}: 1 where damage covers at least a quarter of a pixel, 0 elsewhere; what a detector is trained on
 */
public record Damaged(Planes picture, Planes mask) {}
