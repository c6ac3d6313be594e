package dev.ganvas.server.store;

import dev.ganvas.image.PictureDecoder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Uploaded files, each kept once under its SHA-256, and whose they are. */
public final class FileStore {
    private static final int BUFFER = 1 << 16;
    private static final int START = 64;
    private static final String INCOMING = "incoming";

    private final Database database;
    private final Path folder;

    public FileStore(Database database, Path folder) throws IOException {
        this.database = database;
        this.folder = folder;
        Files.createDirectories(folder.resolve(INCOMING));
    }

    /**
     * What is known of a file.
     *
     * @param id its SHA-256, in hexadecimal digits
     * @param name as its sender called it; only ever shown, never a path
     * @param type its media type, found by looking at it
     * @param width of a picture, pixels; 0 of anything else
     * @param height likewise
     */
    public record Upload(String id, String name, String type, long bytes, int width, int height) {}

    /** A file on its way in: on the disk, hashed, but nobody's yet. */
    public record Received(Path path, String sha256, long bytes, byte[] start) {
        public void discard() throws IOException {
            Files.deleteIfExists(path);
        }
    }

    /** Where a body comes from, part by part. */
    @FunctionalInterface
    public interface Source {
        /** As {@link InputStream#read(byte[])}. */
        int read(byte[] into) throws IOException;
    }

    /** Takes a body in, and forces it to the disk. */
    public Received receive(Source source) throws IOException {
        Path path = folder.resolve(INCOMING).resolve(UUID.randomUUID().toString());
        MessageDigest hash = KeyTable.sha256();
        byte[] buffer = new byte[BUFFER];
        byte[] start = new byte[START];
        long bytes = 0;
        boolean whole = false;
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (int count = source.read(buffer); count >= 0; count = source.read(buffer)) {
                if (bytes < START) {
                    System.arraycopy(buffer, 0, start, (int) bytes, (int) Math.min(count, START - bytes));
                }
                hash.update(buffer, 0, count);
                ByteBuffer part = ByteBuffer.wrap(buffer, 0, count);
                while (part.hasRemaining()) {
                    channel.write(part);
                }
                bytes += count;
            }
            channel.force(true);
            whole = true;
        } finally {
            if (!whole) {
                Files.deleteIfExists(path);
            }
        }
        return new Received(path, HexFormat.of().formatHex(hash.digest()), bytes, start);
    }

    /** Keeps what was received, as somebody's. */
    public Upload keep(Received received, String owner, Upload upload) throws IOException {
        Path target = path(upload.id());
        Files.createDirectories(target.getParent());
        Files.move(received.path(), target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        database.write(connection -> {
            Sql.update(connection, "delete from upload where id = ? and owner = ?", upload.id(), owner);
            return Sql.update(
                    connection,
                    "insert into upload (id, owner, name, type, bytes, width, height, created)"
                            + " values (?, ?, ?, ?, ?, ?, ?, ?)",
                    upload.id(),
                    owner,
                    upload.name(),
                    upload.type(),
                    upload.bytes(),
                    upload.width(),
                    upload.height(),
                    System.currentTimeMillis());
        });
        return upload;
    }

    /** What an owner uploaded under a hash. */
    public Optional<Upload> find(String id, String owner) {
        return database.read(connection -> Sql.first(
                connection,
                "select id, name, type, bytes, width, height from upload where id = ? and owner = ?",
                row -> new Upload(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getLong(4),
                        row.getInt(5),
                        row.getInt(6)),
                id,
                owner));
    }

    /** Where the content of a hash lies. */
    public Path path(String sha256) {
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("no hash");
        }
        return folder.resolve(sha256.substring(0, 2)).resolve(sha256.substring(2));
    }

    /** Forgets that a file is somebody's, and the file when it is nobody's any more; jobs that have it keep it. */
    public boolean delete(String id, String owner) throws IOException {
        boolean there = database.write(connection ->
                        Sql.update(connection, "delete from upload where id = ? and owner = ?", id, owner))
                == 1;
        removeUnowned(id);
        return there;
    }

    private void removeUnowned(String id) throws IOException {
        if (database.read(connection -> Sql.number(connection, "select count(*) from upload where id = ?", id)) == 0) {
            Files.deleteIfExists(path(id));
        }
    }

    /** Forgets what was uploaded before a moment. */
    public int deleteBefore(long moment, int most) throws IOException {
        record Owned(String id, String owner) {}
        List<Owned> old = database.read(connection -> Sql.list(
                connection,
                "select id, owner from upload where created < ? order by created limit ?",
                row -> new Owned(row.getString(1), row.getString(2)),
                moment,
                most));
        for (Owned one : old) {
            delete(one.id(), one.owner());
        }
        return old.size();
    }

    public long bytes() {
        return database.read(connection -> Sql.number(connection, "select coalesce(sum(bytes), 0) from upload"));
    }

    /** Makes a file of the store a file of a job: the same bytes under another name, which stay when the upload goes. */
    public void link(String sha256, Path name) throws IOException {
        try {
            Files.createLink(name, path(sha256));
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (IOException | UnsupportedOperationException e) {
            Files.copy(path(sha256), name);
        }
    }

    /** Whether some bytes begin a picture. */
    public static boolean isPicture(byte[] start) {
        return PictureDecoder.isPicture(start);
    }
}
