package dev.ganvas.io;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Replaces a file as a whole: the content goes to a temporary file beside the target, is forced to the disk, and is
 * then renamed over it. A failure at any moment leaves the old file untouched and removes the temporary one.
 */
public final class AtomicFile {
    /** Temporary files being written in this process. */
    private static final Set<Path> UNFINISHED = ConcurrentHashMap.newKeySet();

    private AtomicFile() {}

    /** Writes content to a stream that the caller must not close. */
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    public static void write(Path target, byte[] bytes) throws IOException {
        write(target, out -> out.write(bytes));
    }

    /** Writes {@code text} as UTF-8. */
    public static void write(Path target, String text) throws IOException {
        write(target, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Replaces {@code target} by what {@code content} writes, creating missing parent folders.
     *
     * @throws IOException when the disk refuses; the old file, if any, is then still there and whole
     */
    public static void write(Path target, Content content) throws IOException {
        try (Unfinished file = begin(target)) {
            content.writeTo(file.out());
            file.commit();
        }
    }

    /**
     * Begins to replace {@code target}, for content that comes bit by bit; missing parent folders are created.
     *
     * @return what is to be committed, and closed in any case
     */
    public static Unfinished begin(Path target) throws IOException {
        Path file = target.toAbsolutePath();
        Path folder = file.getParent();
        Files.createDirectories(folder);
        // Not createTempFile, whose files only their owner may read: the result should be as readable as any other.
        Path temporary = folder.resolve("." + file.getFileName() + "." + UUID.randomUUID() + ".tmp");
        UNFINISHED.add(temporary);
        try {
            return new Unfinished(file, temporary);
        } catch (IOException e) {
            UNFINISHED.remove(temporary);
            throw e;
        }
    }

    /** A file that is being written. Until {@link #commit} its target is as it was; {@link #close} removes what was not committed. */
    public static final class Unfinished implements Closeable {
        private final Path file;
        private final Path temporary;
        private final FileChannel channel;
        private final OutputStream out;

        private Unfinished(Path file, Path temporary) throws IOException {
            this.file = file;
            this.temporary = temporary;
            this.channel = FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            this.out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
        }

        /** Where the content goes, not to be closed. */
        public OutputStream out() {
            return out;
        }

        /** Replaces bytes that were written before, for headers that are only known at the end. */
        public void overwrite(long at, byte[] bytes) throws IOException {
            out.flush();
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer, at + buffer.position());
            }
        }

        /** Forces the content to the disk and puts it in place of the target. */
        public void commit() throws IOException {
            out.flush();
            channel.force(true);
            channel.close();
            move(temporary, file);
            forceFolder(file.getParent());
        }

        @Override
        public void close() throws IOException {
            try {
                channel.close();
            } finally {
                Files.deleteIfExists(temporary);
                UNFINISHED.remove(temporary);
            }
        }
    }

    /**
     * Removes the temporary files of all that this process is writing, for a process that is about to end in the midst of
     * it. What is written nonetheless fails.
     */
    public static void removeUnfinished() {
        for (Path file : UNFINISHED) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                // It stays behind, as after a kill; its name says that it is unfinished.
                continue;
            }
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Makes the rename itself durable; Windows has no such call and needs none. */
    private static void forceFolder(Path folder) throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
