package dev.ganvas.image.container;

import java.io.EOFException;
import java.io.IOException;

/** The blocks of a GIF (GIF89a specification, appendix A). */
public final class GifBlocks {
    private static final int FLAGS_AT = 10;
    private static final int FIRST_BLOCK_AT = 13;
    private static final int EXTENSION = 0x21;
    private static final int IMAGE = 0x2c;
    private static final int IMAGE_BYTES = 10;
    private static final int COLOUR_TABLE = 0x80;

    private GifBlocks() {}

    /**
     * Where the descriptor of the first frame begins.
     *
     * @throws IOException when there is none
     */
    public static int firstImage(byte[] gif) throws IOException {
        return image(gif, FIRST_BLOCK_AT + colours(at(gif, FLAGS_AT)));
    }

    /** Whether a frame follows after the one whose descriptor begins at {@code first}. */
    public static boolean hasAnother(byte[] gif, int first) {
        try {
            int codeSize = first + IMAGE_BYTES + colours(at(gif, first + IMAGE_BYTES - 1));
            return image(gif, afterData(gif, codeSize + 1)) > first;
        } catch (IOException e) {
            return false;
        }
    }

    private static int image(byte[] gif, int from) throws IOException {
        int block = from;
        while (at(gif, block) == EXTENSION) {
            block = afterData(gif, block + 2);
        }
        if (at(gif, block) != IMAGE) {
            throw new IOException("no frame");
        }
        return block;
    }

    /** Data come in pieces, each after its length; one of no length is the last. */
    private static int afterData(byte[] gif, int from) throws EOFException {
        int block = from;
        while (at(gif, block) != 0) {
            block += 1 + at(gif, block);
        }
        return block + 1;
    }

    /** Bytes of the table that flags announce. */
    private static int colours(int flags) {
        return (flags & COLOUR_TABLE) != 0 ? 3 << ((flags & 7) + 1) : 0;
    }

    private static int at(byte[] gif, int index) throws EOFException {
        if (index >= gif.length) {
            throw new EOFException("no frame");
        }
        return gif[index] & 0xff;
    }
}
