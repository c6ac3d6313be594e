/**
 * How picture files are laid out: segments of JPEG, chunks of PNG and WebP, tags of TIFF. Finds and writes these, and knows no
 * pixels. Start reading at {@link dev.ganvas.image.container.JpegSegments}.
 */
package dev.ganvas.image.container;
