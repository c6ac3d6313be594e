/**
 * Pictures before and after, on a page that people look at.
 *
 * <p>In: rasters. Out: a file of HTML with all pictures in it, strips. Start reading at {@link dev.ganvas.compare.ComparePage}.
 */
package dev.ganvas.compare;
