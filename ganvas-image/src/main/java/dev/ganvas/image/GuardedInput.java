package dev.ganvas.image;

import dev.ganvas.io.Content;
import java.io.IOException;
import javax.imageio.stream.ImageInputStreamImpl;

/**
 * A file as ImageIO reads it, without temporary files. Some codecs go on without end on zeros when the data run
 * out; after a number of vain reads that no sound file needs, this one stops them.
 */
final class GuardedInput extends ImageInputStreamImpl {
    private static final int MAX_READS_PAST_END = 1024;

    private final Content bytes;
    private final byte[] single = new byte[1];
    private int readsPastEnd;

    GuardedInput(byte[] bytes) {
        this(Content.of(bytes));
    }

    GuardedInput(Content bytes) {
        this.bytes = bytes;
    }

    @Override
    public int read() throws IOException {
        checkClosed();
        bitOffset = 0;
        if (bytes.read(streamPos, single, 0, 1) < 0) {
            return end();
        }
        streamPos++;
        return single[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        checkClosed();
        bitOffset = 0;
        if (length == 0) {
            return 0;
        }
        int count = bytes.read(streamPos, into, offset, length);
        if (count < 0) {
            return end();
        }
        streamPos += count;
        return count;
    }

    private int end() throws IOException {
        if (++readsPastEnd > MAX_READS_PAST_END) {
            throw new Exhausted();
        }
        return -1;
    }

    @Override
    public long length() {
        return bytes.size();
    }

    @Override
    public boolean isCached() {
        return true;
    }

    @Override
    public boolean isCachedMemory() {
        return true;
    }

    /** Not an {@link java.io.EOFException}, which is what such codecs swallow. */
    static final class Exhausted extends IOException {
        private static final long serialVersionUID = 1L;

        Exhausted() {
            super("read on and on past the end");
        }
    }
}
