package dev.ganvas.image.raster;

import java.io.Closeable;
import java.io.IOException;

/** Takes the rows of a picture from top to bottom and makes a file of them. */
interface RasterSink extends Closeable {
    /**
     * Takes the next row.
     *
     * @param row samples pixel after pixel, those of 16 bits with the high byte first; may be overwritten afterwards
     */
    void row(byte[] row) throws IOException;

    /** Writes what comes after the last row. */
    void finish() throws IOException;

    /** Frees what is held. */
    @Override
    default void close() {}
}
