package dev.ganvas.io;

import dev.ganvas.error.MalformedFileException;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The bytes of a file, read at any place. Those of a small file are in memory; a large one stays on the disk and is open until
 * this is closed. Safe from several threads.
 */
public final class Content implements Closeable {
    /** Larger files stay on the disk. */
    public static final long HELD_BYTES = 16L << 20;

    private final ByteBuffer bytes;
    private final FileChannel file;

    private Content(ByteBuffer bytes, FileChannel file) {
        this.bytes = bytes;
        this.file = file;
    }

    /** Bytes in memory, which are not copied. */
    public static Content of(byte[] bytes) {
        return new Content(ByteBuffer.wrap(bytes), null);
    }

    /**
     * Opens a file.
     *
     * @param limit bytes, below 2 GiB
     * @throws MalformedFileException when it is missing, a folder, or larger than the limit
     * @throws IOException when the disk refuses
     */
    public static Content open(Path path, long limit) throws IOException {
        return open(path, limit, HELD_BYTES);
    }

    /**
     * {@link #open(Path, long)}.
     *
     * @param heldBytes larger files stay on the disk
     */
    public static Content open(Path path, long limit, long heldBytes) throws IOException {
        try {
            if (Files.isDirectory(path)) {
                throw new MalformedFileException(path, "a folder");
            }
            long size = Files.size(path);
            if (size > limit) {
                throw new MalformedFileException(path, "file of " + size + " bytes, above the limit of " + limit);
            }
            return size > heldBytes ? onDisk(path, size) : of(Files.readAllBytes(path));
        } catch (NoSuchFileException e) {
            throw new MalformedFileException(path, "no such file", e);
        }
    }

    private static Content onDisk(Path path, long size) throws IOException {
        FileChannel file = FileChannel.open(path, StandardOpenOption.READ);
        try {
            return new Content(file.map(FileChannel.MapMode.READ_ONLY, 0, size), file);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** How many there are. */
    public int size() {
        return bytes.capacity();
    }

    /** How many of them take memory of the heap as long as this is in use. */
    public long heldBytes() {
        return file == null ? bytes.capacity() : 0;
    }

    /**
     * Reads some bytes.
     *
     * @param at where the first of them lies
     * @return how many were read: at least one; -1 at the end
     * @throws IOException when the disk refuses, or this is closed
     */
    public int read(long at, byte[] into, int offset, int length) throws IOException {
        if (at >= bytes.capacity()) {
            return -1;
        }
        int count = (int) Math.min(length, bytes.capacity() - at);
        if (file == null) {
            bytes.get((int) at, into, offset, count);
            return count;
        }
        return file.read(ByteBuffer.wrap(into, offset, count), at);
    }

    /**
     * Reads bytes that must be there.
     *
     * @throws EOFException when the end comes before
     */
    public byte[] read(long at, int length) throws IOException {
        if (length > size() - at) {
            throw new EOFException("the end of the file");
        }
        byte[] read = new byte[length];
        for (int done = 0; done < length; ) {
            int count = read(at + done, read, done, length - done);
            if (count < 0) {
                throw new EOFException("the end of the file");
            }
            done += count;
        }
        return read;
    }

    /** The first bytes, at most so many. */
    public byte[] start(int most) throws IOException {
        return read(0, Math.min(most, size()));
    }

    /**
     * All of them, not to be written to. Parts of a large file come into memory as they are looked at, so this suits the few places
     * of a directory, not the pixels it points to.
     */
    public ByteBuffer view() {
        return bytes.asReadOnlyBuffer();
    }

    /** All of them, in memory: the very array when they are held. */
    public byte[] all() throws IOException {
        return file == null ? bytes.array() : read(0, size());
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }
}
