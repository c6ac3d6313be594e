package dev.ganvas.data.format;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Bytes that can be read anywhere, from several threads. */
interface ByteSource extends Closeable {
    long length();

    /** {@code length} bytes from {@code position} on. */
    byte[] read(long position, int length) throws IOException;

    /** A file, read where it lies. */
    static ByteSource ofFile(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        long length = channel.size();
        return new ByteSource() {
            @Override
            public long length() {
                return length;
            }

            @Override
            public byte[] read(long position, int count) throws IOException {
                ByteBuffer buffer = ByteBuffer.allocate(count);
                while (buffer.hasRemaining()) {
                    if (channel.read(buffer, position + buffer.position()) < 0) {
                        throw new EOFException("ends at byte " + (position + buffer.position()));
                    }
                }
                return buffer.array();
            }

            @Override
            public void close() throws IOException {
                channel.close();
            }
        };
    }

    /** Bytes in memory. */
    static ByteSource ofBytes(byte[] bytes) {
        return new ByteSource() {
            @Override
            public long length() {
                return bytes.length;
            }

            @Override
            public byte[] read(long position, int count) throws IOException {
                if (position < 0 || position + count > bytes.length) {
                    throw new EOFException("ends at byte " + bytes.length);
                }
                byte[] part = new byte[count];
                System.arraycopy(bytes, (int) position, part, 0, count);
                return part;
            }

            @Override
            public void close() {}
        };
    }
}
