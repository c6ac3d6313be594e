/**
 * Filling what is missing without a network, and the geometry of masks. A mask is {@link dev.ganvas.image.Planes} of one
 * channel, above 0 where something is missing. Start reading at {@link dev.ganvas.image.fill.HarmonicFill}.
 */
package dev.ganvas.image.fill;
