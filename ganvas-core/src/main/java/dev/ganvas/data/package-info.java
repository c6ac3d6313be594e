/**
 * Where training pictures come from, and how they get fast.
 *
 * <p>In: a path, or the name of a set that is made. Out: a {@link dev.ganvas.data.PictureSource}, and from it a
 * memory-mapped cache of 8-bit pixels in one layout. {@code data.format} reads the formats that sets come in,
 * {@code data.inspect} reports on a source. Start reading at {@code Sources.open}.
 */
package dev.ganvas.data;
