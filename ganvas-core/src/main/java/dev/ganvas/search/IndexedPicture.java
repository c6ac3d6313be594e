package dev.ganvas.search;

import dev.ganvas.error.Require;
import java.nio.charset.StandardCharsets;

/**
 * What an index knows of a picture.
 *
 * @param id its name, of 1 to {@link #MAX_ID_BYTES} bytes of UTF-8; for files their absolute path
 * @param stamp of its file
 * @param look of its pixels
 * @param vector its features, of any length above zero; compared by direction alone
 */
public record IndexedPicture(String id, Stamp stamp, Look look, float[] vector) {
    /** Longest id, in bytes of UTF-8. */
    public static final int MAX_ID_BYTES = 4096;

    public IndexedPicture {
        requireId(id);
    }

    /**
     * By what a file is known to be unchanged.
     *
     * @param bytes its size
     * @param modified when it was last changed, in milliseconds since 1970
     */
    public record Stamp(long bytes, long modified) {}

    /**
     * What the pixels of a picture are told by.
     *
     * @param digestHigh the first half of a digest of size and pixels
     * @param digestLow the second half
     * @param hash see {@link PerceptualHash}
     */
    public record Look(long digestHigh, long digestLow, long hash) {
        /** Whether two pictures have the same size and the same pixels. */
        public boolean hasPixelsOf(Look other) {
            return digestHigh == other.digestHigh && digestLow == other.digestLow;
        }
    }

    static byte[] requireId(String id) {
        byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
        Require.within(bytes.length, 1, MAX_ID_BYTES, "bytes of the id '" + id + "'");
        return bytes;
    }
}
