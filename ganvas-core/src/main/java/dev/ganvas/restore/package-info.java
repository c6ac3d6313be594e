/**
 * Damaged pictures become whole: what a picture needs is found by looking at it, and what needs nothing stays as it is.
 *
 * <p>In: rasters or picture files of any size. Out: the same, mended. Start reading at {@link dev.ganvas.restore.FileRestorer}, which
 * is all that a program needs that restores files, and {@link dev.ganvas.restore.Restoration}.
 */
package dev.ganvas.restore;
