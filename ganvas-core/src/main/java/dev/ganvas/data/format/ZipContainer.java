package dev.ganvas.data.format;

import dev.ganvas.data.Fingerprint;

import dev.ganvas.error.MalformedFileException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** A zip file, read in place. */
final class ZipContainer implements Container {
    /** An entry that grows by more than this, and beyond {@link #BOMB_BYTES}, is taken for a zip bomb. */
    static final long MAX_RATIO = 500;

    static final long BOMB_BYTES = 16 << 20;

    /** Names are UTF-8 by the standard's flag; older Chinese tools write GBK, others anything. */
    private static final List<Charset> NAME_CHARSETS =
            List.of(StandardCharsets.UTF_8, Charset.forName("GB18030"), StandardCharsets.ISO_8859_1);

    private record Entry(String name, ZipEntry zipped) {}

    private final Path path;
    private final ZipFile zip;
    private final List<Entry> entries;
    private final List<String> names;
    private final String contentKey;

    ZipContainer(Path path) throws IOException {
        this.path = path;
        this.contentKey = Fingerprint.ofFile("zip", path);
        this.zip = open(path);
        try {
            this.entries = list();
        } catch (RuntimeException e) {
            zip.close();
            throw new MalformedFileException(path, "damaged zip", e);
        } catch (IOException e) {
            zip.close();
            throw e;
        }
        this.names = entries.stream().map(Entry::name).toList();
    }

    private static ZipFile open(Path path) throws IOException {
        ZipException last = null;
        for (Charset charset : NAME_CHARSETS) {
            try {
                return new ZipFile(path.toFile(), charset);
            } catch (ZipException e) {
                last = e;
            } catch (EOFException | RuntimeException e) {
                throw new MalformedFileException(path, "damaged zip", e);
            }
        }
        throw new MalformedFileException(path, "damaged or incomplete zip (" + last.getMessage() + ")", last);
    }

    private List<Entry> list() throws IOException {
        if (zip.size() > MAX_ENTRIES) {
            throw new MalformedFileException(path, zip.size() + " entries, above the limit of " + MAX_ENTRIES);
        }
        List<Entry> found = new ArrayList<>(zip.size());
        zip.stream().filter(entry -> !entry.isDirectory()).forEach(entry -> {
            String name = FileNames.sanitised(entry.getName());
            if (!name.isEmpty()) {
                found.add(new Entry(name, entry));
            }
        });
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
        ZipEntry entry = entries.get(index).zipped();
        // The directory's sizes are only claims, hence the bound on what is really read.
        long packed = Math.max(1, entry.getCompressedSize());
        long limit = Math.min(MAX_ENTRY_BYTES, Math.max(BOMB_BYTES, packed * MAX_RATIO));
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] bytes = in.readNBytes((int) limit + 1);
            if (bytes.length > limit) {
                throw new MalformedFileException(locationOf(index), "unpacks to more than " + limit + " bytes");
            }
            return bytes;
        } catch (MalformedFileException e) {
            throw e;
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
