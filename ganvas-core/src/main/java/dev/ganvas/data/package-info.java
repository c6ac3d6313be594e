/**
 * Where training pictures come from, and how they get fast.
 *
 * <p>In: a path, or the name of the built-in set. Out: a {@link dev.ganvas.data.PictureSource}, and from it a
 * memory-mapped cache of 8-bit pixels in one layout. Start reading at {@code Sources.open}.
 */
package dev.ganvas.data;
