package dev.ganvas.image.raster;

import dev.ganvas.image.container.TiffTags;
import java.io.EOFException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/** EXIF (CIPA DC-008) as the TIFF structure that it is. */
final class Exif {
    private static final byte[] PREFIX = {'E', 'x', 'i', 'f', 0, 0};

    static final int ORIENTATION = 0x0112;
    static final int XMP = 700;
    static final int ICC = 34675;

    /** Directories of their own: of EXIF, of GPS, and that of interoperability within the first. */
    private static final Set<Integer> DIRECTORIES = Set.of(34665, 34853, 40965);

    /**
     * What tells of the pixels of a TIFF rather than of the picture: the tags of TIFF 6.0 for layout, colours and density, pages and
     * other directories, and what has a place of its own (XMP, the profile, and Photoshop's layers, which would show the old pixels).
     */
    private static final Set<Integer> OF_PIXELS = Set.of(
            254, 255, 256, 257, 258, 259, 262, 263, 264, 265, 266, 273, 277, 278, 279, 280, 281, 282, 283, 284, 288,
            289, 290, 291, 292, 293, 296, 297, 301, 317, 318, 319, 320, 321, 322, 323, 324, 325, 326, 327, 328, 330,
            332, 333, 334, 336, 338, 339, 340, 341, 342, 347, 512, 513, 514, 515, 517, 518, 519, 520, 521, 529, 530,
            531, 532, XMP, ICC, 34377, 37724);

    /** Longer values are left out of EXIF that is gathered from a TIFF. */
    private static final int MAX_VALUE_BYTES = 1 << 20;

    /** Values may lie over one another, and so be many times as long as the file. */
    private static final int MAX_DIRECTORY_BYTES = 16 << 20;

    private static final int INTEROPERABILITY = 40965;
    private static final int EXIF = 34665;
    private static final int HEADER_BYTES = 8;
    private static final int ENTRY_BYTES = 12;
    private static final int WIDTH = 0xa002;
    private static final int HEIGHT = 0xa003;
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int LAST_TYPE = 13;

    private Exif() {}

    /** What goes before the structure in a JPEG. */
    static byte[] prefix() {
        return PREFIX.clone();
    }

    /** The structure itself; some writers of PNG and WebP put in what only a JPEG has before. */
    static byte[] bare(byte[] body) {
        int length = PREFIX.length;
        boolean marked = body.length > length && Arrays.equals(body, 0, length, PREFIX, 0, length);
        return marked ? Arrays.copyOfRange(body, length, body.length) : body;
    }

    /** Whether a tag of the first directory tells of the pixels of a TIFF. */
    static boolean isOfPixels(int tag) {
        return OF_PIXELS.contains(tag);
    }

    /** Whether values of this type are understood; others may mean anything. */
    static boolean isKnownType(int type) {
        return type >= 1 && type <= LAST_TYPE;
    }

    /** The same bytes but for the orientation, which becomes upright; unchanged when none of 1 to 8 is found. */
    static byte[] upright(byte[] exif) {
        try {
            TiffTags tags = TiffTags.of(exif);
            Optional<TiffTags.Entry> entry = tags.entry(ORIENTATION).filter(found -> found.count() == 1);
            int orientation = tags.number(ORIENTATION, 0);
            if (entry.isEmpty() || orientation < 1 || orientation > 8) {
                return exif;
            }
            byte[] upright = exif.clone();
            ByteBuffer buffer = ByteBuffer.wrap(upright).order(tags.order());
            switch (entry.get().type()) {
                case 1 -> buffer.put(entry.get().at(), (byte) 1);
                case 3 -> buffer.putShort(entry.get().at(), (short) 1);
                case 4 -> buffer.putInt(entry.get().at(), 1);
                default -> {}
            }
            if (orientation != 1) {
                forgetThumbnail(buffer);
            }
            return upright;
        } catch (EOFException | IndexOutOfBoundsException e) {
            return exif;
        }
    }

    /** The second directory's thumbnail lies as the picture did, so it is not found any more; its bytes stay. */
    private static void forgetThumbnail(ByteBuffer exif) {
        int directory = exif.getInt(4);
        int count = Short.toUnsignedInt(exif.getShort(directory));
        exif.putInt(directory + 2 + ENTRY_BYTES * count, 0);
    }

    /** The same bytes but for the size of the picture (CIPA DC-008, 4.6.5, PixelXDimension and PixelYDimension), where it is told. */
    static byte[] sized(byte[] exif, int width, int height) {
        try {
            TiffTags tags = TiffTags.of(exif);
            Optional<TiffTags> inner = tags.directory(EXIF);
            if (inner.isEmpty()) {
                return exif;
            }
            ByteBuffer buffer = ByteBuffer.wrap(exif.clone()).order(tags.order());
            put(buffer, inner.get().entry(WIDTH), width);
            put(buffer, inner.get().entry(HEIGHT), height);
            return buffer.array();
        } catch (EOFException | IndexOutOfBoundsException e) {
            return exif;
        }
    }

    private static void put(ByteBuffer buffer, Optional<TiffTags.Entry> entry, int value) {
        if (entry.isEmpty() || entry.get().count() != 1) {
            return;
        }
        if (entry.get().type() == LONG) {
            buffer.putInt(entry.get().at(), value);
        } else if (entry.get().type() == SHORT && value <= 0xffff) {
            buffer.putShort(entry.get().at(), (short) value);
        }
    }

    /**
     * What the first directory of a TIFF tells of the picture, as a structure of its own. The same values give the same bytes.
     *
     * @return empty when there is nothing
     */
    static Optional<byte[]> gathered(TiffTags tags) throws EOFException {
        Directory directory = Directory.of(tags, tag -> !isOfPixels(tag));
        if (directory.isEmpty()) {
            return Optional.empty();
        }
        ByteBuffer out = ByteBuffer.allocate(HEADER_BYTES + directory.bytes()).order(tags.order());
        out.put(order(tags)).putShort((short) 42).putInt(HEADER_BYTES);
        directory.write(out);
        return Optional.of(out.array());
    }

    private static byte[] order(TiffTags tags) {
        byte letter = (byte) (tags.order() == ByteOrder.LITTLE_ENDIAN ? 'I' : 'M');
        return new byte[] {letter, letter};
    }

    /** Entries with their values, and directories that hang on some. */
    private record Directory(List<Value> values, Map<Integer, Directory> below) {
        /** An entry and the bytes of its values. */
        private record Value(int tag, int type, int count, byte[] bytes) {}

        static Directory of(TiffTags tags, IntPredicate wanted) {
            List<Value> values = new ArrayList<>();
            long sum = 0;
            Map<Integer, Directory> below = new TreeMap<>();
            for (TiffTags.Entry entry : tags.entries()) {
                int tag = entry.tag();
                if (!wanted.test(tag) || !isKnownType(entry.type()) || entry.count() == 0) {
                    continue;
                }
                if (DIRECTORIES.contains(tag)) {
                    Optional<Directory> inner = below(tags, tag);
                    if (inner.isPresent()) {
                        below.put(tag, inner.get());
                        values.add(new Value(tag, LONG, 1, new byte[4]));
                    }
                } else if (entry.bytes() <= MAX_VALUE_BYTES && sum + entry.bytes() <= MAX_DIRECTORY_BYTES) {
                    sum += entry.bytes();
                    tags.bytes(tag).ifPresent(bytes -> values.add(new Value(tag, entry.type(), entry.count(), bytes)));
                }
            }
            return new Directory(values, below);
        }

        /** That which hangs on a tag; none when it is damaged, which says nothing about the pixels. */
        private static Optional<Directory> below(TiffTags tags, int tag) {
            try {
                Optional<TiffTags> next = tags.directory(tag);
                // Only that of interoperability lies within another; anything deeper is a circle.
                return next.isEmpty()
                        ? Optional.empty()
                        : Optional.of(of(
                                next.get(),
                                deeper ->
                                        !DIRECTORIES.contains(deeper) || (deeper == INTEROPERABILITY && tag == EXIF)));
            } catch (EOFException e) {
                return Optional.empty();
            }
        }

        boolean isEmpty() {
            return values.isEmpty();
        }

        int bytes() {
            int sum = 2 + ENTRY_BYTES * values.size() + 4;
            for (Value value : values) {
                sum = Math.addExact(sum, outside(value));
            }
            for (Directory directory : below.values()) {
                sum = Math.addExact(sum, directory.bytes());
            }
            return sum;
        }

        /** Bytes that do not fit into the entry, even in number. */
        private static int outside(Value value) {
            return value.bytes().length <= 4 ? 0 : value.bytes().length + (value.bytes().length & 1);
        }

        /** Entries, then values, then the directories below. */
        void write(ByteBuffer out) {
            int spare = out.position() + 2 + ENTRY_BYTES * values.size() + 4;
            for (Value value : values) {
                spare += outside(value);
            }
            Map<Integer, Integer> offsets = new TreeMap<>();
            for (Map.Entry<Integer, Directory> directory : below.entrySet()) {
                offsets.put(directory.getKey(), spare);
                spare += directory.getValue().bytes();
            }
            int at = out.position() + 2 + ENTRY_BYTES * values.size() + 4;
            out.putShort((short) values.size());
            for (Value value : values) {
                out.putShort((short) value.tag()).putShort((short) value.type()).putInt(value.count());
                if (offsets.containsKey(value.tag())) {
                    out.putInt(offsets.get(value.tag()));
                } else if (value.bytes().length <= 4) {
                    out.put(Arrays.copyOf(value.bytes(), 4));
                } else {
                    out.putInt(at);
                    out.put(at, value.bytes());
                    at += outside(value);
                }
            }
            out.position(at);
            for (Directory directory : below.values()) {
                directory.write(out);
            }
        }
    }
}
