/** Pixels in and out: decoding, encoding, colour, resizing, grids. Knows no data sets, networks or tensors. */
package dev.ganvas.image;
