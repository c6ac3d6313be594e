/**
 * Pictures as their files hold them: 8 or 16 bits, grey or colour, with opacity, in their own colours and with their metadata, read
 * and written again as the same kind of file. Bytes that may lie go in, a {@link dev.ganvas.image.raster.Raster} comes out. Start
 * reading at {@link dev.ganvas.image.raster.RasterFile}; {@link dev.ganvas.image.raster.RasterWriter} writes pictures that are
 * larger than memory, band by band.
 */
package dev.ganvas.image.raster;
