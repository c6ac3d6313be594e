package dev.ganvas.image.container;

import java.io.EOFException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** The entries of a directory of a TIFF (TIFF 6.0, section 2; also BigTIFF) or of EXIF, which is laid out alike. */
public final class TiffTags {
    private static final int MAX_ENTRIES = 1 << 16;

    /** Of longer lists only the beginning is read; none that is asked for is as long. */
    private static final int MAX_NUMBERS = 1 << 16;

    private static final int BIG = 43;

    private final ByteBuffer file;
    private final boolean big;
    private final Map<Integer, Entry> entries = new TreeMap<>();
    private long next;

    /**
     * Values under a tag.
     *
     * @param tag number of the tag
     * @param type 1 byte, 2 text, 3 short, 4 long, 5 rational ...
     * @param count of the values
     * @param at where they begin
     */
    public record Entry(int tag, int type, int count, int at) {
        /** Bytes of all values. */
        public long bytes() {
            return (long) count * size(type);
        }
    }

    private TiffTags(ByteBuffer bytes) {
        this.file = bytes.duplicate().order(bytes.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        this.big = file.getShort(2) == BIG;
    }

    /**
     * The entries of the first directory.
     *
     * @throws EOFException when something lies beyond the end of the file
     */
    public static TiffTags of(byte[] bytes) throws EOFException {
        return of(ByteBuffer.wrap(bytes));
    }

    /**
     * The entries of the first directory of a file that need not be in memory.
     *
     * @param bytes the whole file; its position does not matter
     * @throws EOFException when something lies beyond the end of the file
     */
    public static TiffTags of(ByteBuffer bytes) throws EOFException {
        try {
            TiffTags tags = new TiffTags(bytes);
            ByteBuffer file = tags.file;
            tags.read(tags.big ? file.getLong(8) : Integer.toUnsignedLong(file.getInt(4)));
            return tags;
        } catch (IndexOutOfBoundsException e) {
            throw cut(e);
        }
    }

    /**
     * The entries of the directory that a tag of this one points to.
     *
     * @throws EOFException when something lies beyond the end of the file
     */
    public Optional<TiffTags> directory(int tag) throws EOFException {
        if (!entries.containsKey(tag)) {
            return Optional.empty();
        }
        try {
            TiffTags tags = new TiffTags(file);
            tags.read(Integer.toUnsignedLong(number(tag, 0)));
            return Optional.of(tags);
        } catch (IndexOutOfBoundsException e) {
            throw cut(e);
        }
    }

    private void read(long offset) throws EOFException {
        int directory = index(offset);
        long count = big ? file.getLong(directory) : Short.toUnsignedInt(file.getShort(directory));
        int from = directory + (big ? 8 : 2);
        int each = big ? 20 : 12;
        for (int i = 0; i < Math.min(count, MAX_ENTRIES); i++) {
            add(from + i * each);
        }
        long end = from + count * each;
        if (count >= 0 && count <= MAX_ENTRIES && end <= file.capacity() - 4) {
            next = Integer.toUnsignedLong(file.getInt((int) end));
        }
    }

    private void add(int at) throws EOFException {
        int tag = Short.toUnsignedInt(file.getShort(at));
        int type = Short.toUnsignedInt(file.getShort(at + 2));
        long count = big ? file.getLong(at + 4) : Integer.toUnsignedLong(file.getInt(at + 4));
        int inline = at + (big ? 12 : 8);
        if (count < 0 || count > file.capacity()) {
            return; // More values than bytes: nothing of it can be used.
        }
        boolean fits = count * size(type) <= (big ? 8 : 4);
        long offset = big ? file.getLong(inline) : Integer.toUnsignedLong(file.getInt(inline));
        entries.put(tag, new Entry(tag, type, (int) count, fits ? inline : index(offset)));
    }

    private static int index(long offset) throws EOFException {
        if (offset < 0 || offset > Integer.MAX_VALUE) {
            throw new EOFException("a tag beyond the end");
        }
        return (int) offset;
    }

    private static int size(int type) {
        return switch (type) {
            case 3, 8 -> 2;
            case 4, 9, 11, 13 -> 4;
            case 5, 10, 12, 16, 17, 18 -> 8;
            default -> 1;
        };
    }

    /** The order of the bytes of a number. */
    public ByteOrder order() {
        return file.order();
    }

    /** Whether offsets have 8 bytes. */
    public boolean isBig() {
        return big;
    }

    /** Whether another directory follows; for most TIFFs that is a further page. */
    public boolean hasNext() {
        return next != 0;
    }

    /** The entries in the order of their tags. */
    public Collection<Entry> entries() {
        return entries.values();
    }

    /** The entry of a tag. */
    public Optional<Entry> entry(int tag) {
        return Optional.ofNullable(entries.get(tag));
    }

    /** The first number under a tag. */
    public int number(int tag, int otherwise) throws EOFException {
        List<Integer> numbers = numbers(tag);
        return numbers.isEmpty() ? otherwise : numbers.get(0);
    }

    /** The numbers under a tag; none when there is no such tag. */
    public List<Integer> numbers(int tag) throws EOFException {
        Entry entry = entries.get(tag);
        if (entry == null) {
            return List.of();
        }
        try {
            return IntStream.range(0, Math.min(entry.count(), MAX_NUMBERS))
                    .map(i -> number(entry, i))
                    .boxed()
                    .toList();
        } catch (IndexOutOfBoundsException e) {
            throw cut(e);
        }
    }

    private int number(Entry entry, int i) {
        int at = entry.at() + i * size(entry.type());
        return switch (size(entry.type())) {
            case 1 -> Byte.toUnsignedInt(file.get(at));
            case 2 -> Short.toUnsignedInt(file.getShort(at));
            case 4 -> file.getInt(at);
            default -> (int) file.getLong(at);
        };
    }

    /** The first rational under a tag; empty when it is none, beyond the end, or divides by zero. */
    public Optional<Double> rational(int tag) {
        Entry entry = entries.get(tag);
        if (entry == null || entry.type() != 5 || entry.count() < 1 || entry.at() > file.capacity() - 8) {
            return Optional.empty();
        }
        long over = Integer.toUnsignedLong(file.getInt(entry.at()));
        long under = Integer.toUnsignedLong(file.getInt(entry.at() + 4));
        return under == 0 ? Optional.empty() : Optional.of((double) over / under);
    }

    /** The bytes under a tag, copied; empty when there is no such tag or they lie beyond the end. */
    public Optional<byte[]> bytes(int tag) {
        Entry entry = entries.get(tag);
        if (entry == null || entry.bytes() > file.capacity() - (long) entry.at()) {
            return Optional.empty();
        }
        byte[] values = new byte[(int) entry.bytes()];
        file.get(entry.at(), values);
        return Optional.of(values);
    }

    private static EOFException cut(IndexOutOfBoundsException cause) {
        EOFException cut = new EOFException("a tag beyond the end");
        cut.initCause(cause);
        return cut;
    }
}
