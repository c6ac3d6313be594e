package dev.ganvas.search;

import dev.ganvas.error.MalformedFileException;
import dev.ganvas.error.UsageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * An index as it lies on the disk: a header and records, each with a checksum, the later of two with one id being the one that
 * counts. Opening checks every byte. What is damaged at the end and was never confirmed is what a crash left, and is not there; damage
 * before a confirmation fails. The vectors stay on the disk, mapped into memory.
 *
 * <p>Immutable and safe from several threads. Pictures are numbered in the order in which they were written.
 */
final class IndexLog {
    /** Bytes mapped at once, since one map cannot hold more than 2 GiB. */
    private static final int WINDOW = 1 << 30;

    /** Most pictures an index may hold, removed ones counted. */
    static final int MAX_PICTURES = 100_000_000;

    private static final int FIRST_CAPACITY = 1024;

    private final Path file;
    private final IndexHeader header;
    private final List<Window> windows = new ArrayList<>();
    private final BitSet live = new BitSet();
    private final IdTable ids = new IdTable(this::sameId);
    private long[] places = new long[FIRST_CAPACITY];
    private int count;
    private int records;
    private long end = IndexHeader.BYTES;

    private record Window(long start, ByteBuffer bytes, FloatBuffer floats) {}

    private IndexLog(Path file, IndexHeader header) {
        this.file = file;
        this.header = header;
    }

    /**
     * Opens and checks.
     *
     * @throws UsageException when there is no such file
     * @throws MalformedFileException when it is no index, or what was confirmed is damaged
     */
    static IndexLog open(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new UsageException("There is no index of pictures in "
                    + file.toAbsolutePath().getParent() + "; 'ganvas search index DIR --into FOLDER' makes one.");
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer head = ByteBuffer.allocate(IndexHeader.BYTES);
            int read;
            do {
                read = channel.read(head, head.position());
            } while (read > 0 && head.hasRemaining());
            IndexLog log = new IndexLog(file, IndexHeader.parse(Arrays.copyOf(head.array(), head.position()), file));
            log.scan(channel, channel.size());
            return log;
        }
    }

    private void scan(FileChannel channel, long size) throws IOException {
        while (end < size) {
            long start = end;
            ByteBuffer bytes = channel.map(FileChannel.MapMode.READ_ONLY, start, Math.min(WINDOW, size - start))
                    .order(ByteOrder.LITTLE_ENDIAN);
            windows.add(new Window(start, bytes, bytes.asFloatBuffer()));
            scan(windows.size() - 1);
            boolean moreToMap = start + bytes.limit() < size;
            if (end == start || !moreToMap) {
                break;
            }
            // A record that is cut off by the window's end begins the next one; one that is damaged does so too, and
            // ends there.
        }
        if (end < size) {
            requireUnconfirmed(channel, size);
        }
    }

    private void scan(int window) throws MalformedFileException {
        ByteBuffer bytes = windows.get(window).bytes();
        long start = windows.get(window).start();
        int at = 0;
        while (IndexRecord.isSound(bytes, at, start, header.dimension())) {
            take(window, bytes, at);
            at += IndexRecord.bytes(bytes, at);
        }
        end = start + at;
    }

    private void take(int window, ByteBuffer bytes, int at) throws MalformedFileException {
        records++;
        switch (IndexRecord.kind(bytes, at)) {
            case IndexRecord.PICTURE -> {
                if (count == MAX_PICTURES) {
                    throw new MalformedFileException(file, "holds more than " + MAX_PICTURES + " pictures");
                }
                places = count == places.length ? Arrays.copyOf(places, 2 * count) : places;
                places[count] = (long) window << Integer.SIZE | at;
                int before = ids.put(idBytes(bytes, at), count);
                if (before >= 0) {
                    live.clear(before);
                }
                live.set(count++);
            }
            case IndexRecord.REMOVAL -> {
                int number = ids.find(idBytes(bytes, at));
                if (number >= 0) {
                    live.clear(number);
                }
            }
            default -> {}
        }
    }

    /** A confirmation behind damage tells that what is damaged had been confirmed. */
    private void requireUnconfirmed(FileChannel channel, long size) throws IOException {
        int overlap = IndexRecord.CONFIRMATION_BYTES;
        for (long start = end; start < size; start += WINDOW - overlap) {
            ByteBuffer bytes = channel.map(FileChannel.MapMode.READ_ONLY, start, Math.min(WINDOW, size - start))
                    .order(ByteOrder.LITTLE_ENDIAN);
            for (int at = 0; at <= bytes.limit() - overlap; at += 4) {
                if (bytes.getInt(at) == overlap - IndexRecord.FRAME
                        && IndexRecord.isSound(bytes, at, start, header.dimension())) {
                    throw new MalformedFileException(
                            file,
                            "is damaged at byte " + end + ", before pictures that were confirmed; index them anew");
                }
            }
        }
    }

    private static byte[] idBytes(ByteBuffer bytes, int at) {
        byte[] id = new byte[IndexRecord.idBytes(bytes, at)];
        bytes.get(at + IndexRecord.ID_AT, id);
        return id;
    }

    private boolean sameId(int number, byte[] id) {
        ByteBuffer bytes = bytes(number);
        int at = at(number);
        return IndexRecord.idBytes(bytes, at) == id.length
                && bytes.slice(at + IndexRecord.ID_AT, id.length).equals(ByteBuffer.wrap(id));
    }

    private ByteBuffer bytes(int number) {
        return windows.get((int) (places[number] >>> Integer.SIZE)).bytes();
    }

    private int at(int number) {
        return (int) places[number];
    }

    IndexHeader header() {
        return header;
    }

    Path file() {
        return file;
    }

    /** Pictures, removed ones counted. */
    int count() {
        return count;
    }

    /** Pictures that are there. */
    int liveCount() {
        return live.cardinality();
    }

    /** Records of any kind. */
    int records() {
        return records;
    }

    /** Behind the last sound record. */
    long end() {
        return end;
    }

    boolean isLive(int number) {
        return live.get(number);
    }

    /** The first picture from {@code number} on that is there; -1 when there is none. */
    int nextLive(int number) {
        return live.nextSetBit(number);
    }

    /** The number of the picture of this id that is there; -1 when there is none. */
    int find(String id) {
        int number = ids.find(id.getBytes(StandardCharsets.UTF_8));
        return number >= 0 && live.get(number) ? number : -1;
    }

    String id(int number) {
        return new String(idBytes(bytes(number), at(number)), StandardCharsets.UTF_8);
    }

    IndexedPicture.Stamp stamp(int number) {
        ByteBuffer bytes = bytes(number);
        int about = IndexRecord.aboutAt(bytes, at(number));
        return new IndexedPicture.Stamp(bytes.getLong(about), bytes.getLong(about + Long.BYTES));
    }

    IndexedPicture.Look look(int number) {
        ByteBuffer bytes = bytes(number);
        int look = IndexRecord.aboutAt(bytes, at(number)) + 2 * Long.BYTES;
        return new IndexedPicture.Look(
                bytes.getLong(look), bytes.getLong(look + Long.BYTES), bytes.getLong(look + 2 * Long.BYTES));
    }

    /** Copies a vector of length 1 to {@code into}, from {@code offset} on. */
    void vector(int number, float[] into, int offset) {
        Window window = windows.get((int) (places[number] >>> Integer.SIZE));
        int first = IndexRecord.vectorAt(window.bytes(), at(number)) / Float.BYTES;
        window.floats().get(first, into, offset, header.dimension());
    }

    /** The record as it lies there. */
    byte[] record(int number) {
        ByteBuffer bytes = bytes(number);
        byte[] record = new byte[IndexRecord.bytes(bytes, at(number))];
        bytes.get(at(number), record);
        return record;
    }
}
