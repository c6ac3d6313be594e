/**
 * Plane geometry of what is found in pictures: points, quadrilaterals, the rectangle around a shape, and what perspective does. In:
 * coordinates in pixels, x to the right and y down, the middle of the first pixel at 0.5. Out: the same. Start reading at {@link
 * dev.ganvas.image.geometry.Quad}.
 */
package dev.ganvas.image.geometry;
