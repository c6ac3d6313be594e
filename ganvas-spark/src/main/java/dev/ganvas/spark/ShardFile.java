package dev.ganvas.spark;

import dev.ganvas.image.PictureFormat;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** A tar that is being written, its index beside it, and the pictures that could not go into it. */
final class ShardFile implements Closeable {
    private final Path path;
    private final MessageDigest digest = BroadcastModel.digest();
    private final FileSystem system;
    private final TarArchiveOutputStream tar;
    private final OutputStream index;
    private OutputStream failures = OutputStream.nullOutputStream();
    private long pictures;
    private long errors;

    /** @param path without an extension */
    ShardFile(FileSystem system, Path path) throws IOException {
        this.path = path;
        this.system = system;
        this.tar = new TarArchiveOutputStream(
                new DigestOutputStream(create(".tar"), digest), StandardCharsets.UTF_8.name());
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setAddPaxHeadersForNonAsciiNames(true);
        this.index = create(".idx");
    }

    private OutputStream create(String extension) throws IOException {
        return system.create(new Path(path + extension));
    }

    long bytes() {
        return tar.getBytesWritten();
    }

    /** Pictures in it and those that could not be used. */
    long entries() {
        return pictures + errors;
    }

    void add(String name, byte[] content) throws IOException {
        String full =
                name + PictureFormat.of(content).map(PictureFormat::extension).orElse("");
        TarArchiveEntry entry = new TarArchiveEntry(full);
        entry.setSize(content.length);
        // The same pictures are the same tar, whenever it is written.
        entry.setModTime(0);
        tar.putArchiveEntry(entry);
        write(index, full + "\t" + tar.getBytesWritten() + "\t" + content.length);
        tar.write(content);
        tar.closeArchiveEntry();
        pictures++;
    }

    void addError(String name, String reason) throws IOException {
        if (errors == 0) {
            failures = create(".err");
        }
        write(failures, name + "\t" + reason.replaceAll("\\s+", " "));
        errors++;
    }

    private static void write(OutputStream out, String line) throws IOException {
        out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        try (OutputStream first = index;
                OutputStream second = failures) {
            tar.close();
        }
    }

    /** What was written, once it is closed. */
    ShardPart part(int partition, int number) {
        String sha256 = HexFormat.of().formatHex(digest.digest());
        return new ShardPart(partition, number, path.toString(), pictures, errors, tar.getBytesWritten(), sha256);
    }
}
