package dev.ganvas.search;

import dev.ganvas.error.Require;
import dev.ganvas.error.UsageException;
import dev.ganvas.io.AtomicFile;
import dev.ganvas.vision.Embedder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Changes an index. Only one writer is open at a time, in all processes; searches go on beside it and see what was there when they
 * began. What {@link #confirm} has returned from survives a kill of the process and a crash of the computer. What was not confirmed may
 * be there afterwards or not, but each picture wholly.
 *
 * <p>For one thread at a time.
 */
public final class IndexWriter implements AutoCloseable {
    private static final String LOCK = "writer.lock";
    private static final int BUFFERED = 1 << 20;

    /** Below this many, removed pictures are not worth writing the index anew. */
    private static final int LEAST_DEAD = 1000;

    private final Path file;
    private final IndexLog before;
    private final FileChannel lockFile;
    private final FileChannel channel;
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream(BUFFERED);
    private long end;
    private boolean changed;

    private IndexWriter(IndexLog before, FileChannel lockFile, FileChannel channel) {
        this.file = before.file();
        this.before = before;
        this.lockFile = lockFile;
        this.channel = channel;
        this.end = before.end();
    }

    /**
     * Opens the index in {@code folder}, or makes an empty one.
     *
     * @param extractor the network whose vectors it holds
     * @throws UsageException when another writer is open, or the index holds vectors of another network
     * @throws dev.ganvas.error.MalformedFileException when what was confirmed is damaged
     */
    public static IndexWriter open(Path folder, Embedder extractor) throws IOException {
        return open(folder, Optional.of(extractor));
    }

    /**
     * Opens the index that is in {@code folder}, whatever network its vectors are from.
     *
     * @throws UsageException when there is none, or another writer is open
     * @throws dev.ganvas.error.MalformedFileException when what was confirmed is damaged
     */
    public static IndexWriter open(Path folder) throws IOException {
        return open(folder, Optional.empty());
    }

    private static IndexWriter open(Path folder, Optional<Embedder> extractor) throws IOException {
        Path file = folder.resolve(PictureIndex.FILE);
        if (extractor.isPresent()) {
            Files.createDirectories(folder);
        } else if (!Files.isRegularFile(file)) {
            throw new UsageException("There is no index of pictures in " + folder + ".");
        }
        FileChannel lockFile = locked(folder);
        try {
            if (!Files.exists(file)) {
                AtomicFile.write(file, IndexHeader.of(extractor.orElseThrow()).toBytes());
            }
            IndexLog log = IndexLog.open(file);
            if (extractor.isPresent()) {
                log.header().requireSame(extractor.get(), folder);
            }
            FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
            if (channel.size() > log.end()) {
                channel.truncate(log.end());
                channel.force(true);
            }
            return new IndexWriter(log, lockFile, channel);
        } catch (IOException | RuntimeException e) {
            lockFile.close();
            throw e;
        }
    }

    private static FileChannel locked(Path folder) throws IOException {
        FileChannel lockFile =
                FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = lockFile.tryLock();
            if (lock != null) {
                return lockFile;
            }
        } catch (OverlappingFileLockException e) {
            lockFile.close();
            throw busy(folder, e);
        } catch (IOException e) {
            lockFile.close();
            throw e;
        }
        lockFile.close();
        throw busy(folder, null);
    }

    private static UsageException busy(Path folder, Exception cause) {
        return new UsageException(
                "The index " + folder
                        + " is being changed by another process or thread; run this again when it is done.",
                cause);
    }

    /** The index as it was when this was opened. */
    IndexLog before() {
        return before;
    }

    /** Adds a picture, in place of the one of the same id if there is one. */
    public void add(IndexedPicture picture) throws IOException {
        Require.that(
                picture.vector().length == before.header().dimension(),
                "this index holds vectors of length " + before.header().dimension() + ", not "
                        + picture.vector().length);
        append(IndexRecord.picture(picture));
    }

    /** Removes a picture; without effect when there is none of this id. */
    public void remove(String id) throws IOException {
        append(IndexRecord.removal(id));
    }

    private void append(byte[] record) throws IOException {
        pending.writeBytes(record);
        changed = true;
        if (pending.size() >= BUFFERED) {
            flush();
        }
    }

    private void flush() throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(pending.toByteArray());
        while (bytes.hasRemaining()) {
            end += channel.write(bytes, end);
        }
        pending.reset();
    }

    /** Returns when all that was added and removed is safe on the disk. */
    public void confirm() throws IOException {
        if (changed) {
            pending.writeBytes(IndexRecord.confirmation(end + pending.size()));
            flush();
            channel.force(false);
            changed = false;
        }
    }

    /**
     * Confirms, and writes the index anew without what was removed or replaced where that is more than half of it.
     *
     * @return whether it was written anew
     */
    public boolean tidy() throws IOException {
        confirm();
        IndexLog now = IndexLog.open(file);
        int dead = now.count() - now.liveCount();
        if (dead < LEAST_DEAD || dead <= now.liveCount()) {
            return false;
        }
        try (AtomicFile.Unfinished anew = AtomicFile.begin(file)) {
            anew.out().write(now.header().next().toBytes());
            long written = IndexHeader.BYTES;
            for (int i = now.nextLive(0); i >= 0; i = now.nextLive(i + 1)) {
                byte[] record = now.record(i);
                anew.out().write(record);
                written += record.length;
            }
            anew.out().write(IndexRecord.confirmation(written));
            // The channel leads to the old file, so nothing may be added through it any more.
            channel.close();
            anew.commit();
        }
        return true;
    }

    /** Confirms and lets go of the lock. */
    @Override
    public void close() throws IOException {
        try {
            if (channel.isOpen()) {
                confirm();
                channel.close();
            }
        } finally {
            lockFile.close();
        }
    }
}
