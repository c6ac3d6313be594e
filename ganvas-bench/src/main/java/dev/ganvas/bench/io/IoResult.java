package dev.ganvas.bench.io;

import java.util.List;

/**
 * How fast pictures come to the training: decoded, packed, and read again.
 *
 * @param data name of the folder or archive, without where it lies
 * @param decodings one a format that it holds
 * @param cache its pixel cache
 */
record IoResult(String data, List<Decoding> decodings, Cache cache) {
    static final String KIND = "io";

    IoResult {
        decodings = List.copyOf(decodings);
    }

    /**
     * Decoding by one thread, from memory.
     *
     * @param format {@code JPEG} or {@code PNG}
     * @param files different files that took turns
     * @param picturesPerS pictures decoded a second
     * @param mbPerS 10^6 bytes of files a second
     * @param megapixelsPerS 10^6 pixels a second
     */
    record Decoding(String format, int files, double picturesPerS, double mbPerS, double megapixelsPerS) {}

    /**
     * @param size width and height of its pictures
     * @param pictures in it
     * @param buildPicturesPerS pictures decoded, resized and written a second, by all processors
     * @param secondOpenMs opening it again, which checks it in full, milliseconds
     * @param readPicturesPerS pictures a second, read in shuffled batches of 64
     */
    record Cache(int size, int pictures, double buildPicturesPerS, double secondOpenMs, double readPicturesPerS) {}
}
