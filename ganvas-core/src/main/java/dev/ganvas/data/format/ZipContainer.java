package dev.ganvas.data.format;

import dev.ganvas.data.Fingerprint;
import dev.ganvas.error.MalformedFileException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipException;

/** A zip file, read in place. Names, limits and messages are here; {@link ZipReading} unpacks. */
final class ZipContainer implements Container {
    /** An entry that grows by more than this, and beyond {@link #BOMB_BYTES}, is taken for a zip bomb. */
    static final long MAX_RATIO = 500;

    static final long BOMB_BYTES = 16 << 20;

    private record Entry(String name, ZipReading.Packed packed) {}

    private final Path path;
    private final ZipReading zip;
    private final List<Entry> entries;
    private final List<String> names;
    private final String contentKey;

    private ZipContainer(Path path, ZipReading zip) throws IOException {
        this.path = path;
        this.contentKey = Fingerprint.ofFile("zip", path);
        this.zip = zip;
        this.entries = list();
        this.names = entries.stream().map(Entry::name).toList();
    }

    static ZipContainer open(Path path) throws IOException {
        ZipReading zip = ZipReading.open(path);
        try {
            return new ZipContainer(path, zip);
        } catch (RuntimeException e) {
            zip.close();
            throw new MalformedFileException(path, "damaged zip", e);
        } catch (IOException e) {
            zip.close();
            throw e;
        }
    }

    private List<Entry> list() throws IOException {
        List<ZipReading.Packed> packed = zip.files();
        if (packed.size() > MAX_ENTRIES) {
            throw new MalformedFileException(path, packed.size() + " entries, above the limit of " + MAX_ENTRIES);
        }
        List<Entry> found = new ArrayList<>(packed.size());
        for (ZipReading.Packed file : packed) {
            String name = FileNames.sanitised(file.name());
            if (!name.isEmpty()) {
                found.add(new Entry(name, file));
            }
        }
        found.sort(Comparator.comparing(Entry::name));
        return found;
    }

    @Override
    public String name() {
        return path.getFileName().toString();
    }

    @Override
    public String kind() {
        return "zip";
    }

    @Override
    public List<String> files() {
        return names;
    }

    @Override
    public Map<String, String> leftOut() {
        return Map.of();
    }

    @Override
    public byte[] read(int index) throws IOException {
        // The directory's sizes are only claims, hence the bound on what is really read.
        long packed = Math.max(1, entries.get(index).packed().bytes());
        long limit = Math.min(MAX_ENTRY_BYTES, Math.max(BOMB_BYTES, packed * MAX_RATIO));
        byte[] bytes = start(index, (int) limit + 1);
        if (bytes.length > limit) {
            throw new MalformedFileException(locationOf(index), "unpacks to more than " + limit + " bytes");
        }
        return bytes;
    }

    @Override
    public byte[] start(int index, int count) throws IOException {
        ZipReading.Packed packed = entries.get(index).packed();
        if (packed.obstacle().isPresent()) {
            throw new MalformedFileException(
                    locationOf(index), packed.obstacle().get());
        }
        try {
            return zip.start(packed, count);
        } catch (ZipException | EOFException | RuntimeException e) {
            throw new MalformedFileException(locationOf(index), "damaged zip entry", e);
        }
    }

    @Override
    public String locationOf(int index) {
        return path + "!" + names.get(index);
    }

    @Override
    public String contentKey() {
        return contentKey;
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
