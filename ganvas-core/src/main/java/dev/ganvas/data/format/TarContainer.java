package dev.ganvas.data.format;

import dev.ganvas.data.Fingerprint;
import dev.ganvas.error.MalformedFileException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** An uncompressed tar, read in place and listed in the order of the archive, so that a whole pass reads straight through. */
final class TarContainer implements Container {
    private final Path path;
    private final ByteSource bytes;
    private final TarIndex index;
    private final List<String> names;
    private final String contentKey;

    TarContainer(Path path) throws IOException {
        this.path = path;
        this.contentKey = Fingerprint.ofFile("tar", path);
        this.bytes = ByteSource.ofFile(path);
        try {
            this.index = TarIndex.of(bytes, path.toString());
        } catch (IOException | RuntimeException e) {
            bytes.close();
            throw e;
        }
        this.names = index.entries().stream().map(TarIndex.Entry::name).toList();
    }

    @Override
    public String name() {
        return path.getFileName().toString();
    }

    @Override
    public String kind() {
        return "tar";
    }

    @Override
    public List<String> files() {
        return names;
    }

    @Override
    public Map<String, String> leftOut() {
        return index.leftOut();
    }

    @Override
    public byte[] read(int i) throws IOException {
        TarIndex.Entry entry = index.entries().get(i);
        if (entry.size() > MAX_ENTRY_BYTES) {
            throw new MalformedFileException(locationOf(i), "file above the limit of " + MAX_ENTRY_BYTES + " bytes");
        }
        try {
            return bytes.read(entry.position(), (int) entry.size());
        } catch (EOFException e) {
            throw new MalformedFileException(locationOf(i), "cut off by the end of the tar", e);
        }
    }

    @Override
    public byte[] start(int i, int count) throws IOException {
        TarIndex.Entry entry = index.entries().get(i);
        return bytes.read(entry.position(), (int) Math.min(count, entry.size()));
    }

    @Override
    public String locationOf(int i) {
        return path + "!" + names.get(i);
    }

    @Override
    public String contentKey() {
        return contentKey;
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
