/**
 * Good pictures become better: larger, in better light and fuller colour.
 *
 * <p>In: rasters or picture files. Out: the same, enhanced. Start reading at {@link dev.ganvas.enhance.FileEnhancer}, which is all that a
 * program needs that enhances files, {@link dev.ganvas.enhance.Enlargement} and {@link dev.ganvas.enhance.Toning}.
 */
package dev.ganvas.enhance;
