/**
 * Good pictures become better: larger, with more detail.
 *
 * <p>In: rasters. Out: the same, enhanced. Start reading at {@link dev.ganvas.enhance.Enlargement}.
 */
package dev.ganvas.enhance;
