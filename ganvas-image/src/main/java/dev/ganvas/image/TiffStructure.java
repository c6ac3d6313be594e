package dev.ganvas.image;

import dev.ganvas.error.MalformedFileException;
import java.io.EOFException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What the first page of a TIFF (TIFF 6.0, also BigTIFF) says about its samples.
 *
 * @param compression tag 259
 * @param photometric tag 262: 0 white is zero, 1 black is zero, 2 RGB, 3 palette, 5 CMYK ...
 * @param samples tag 277, the samples of a pixel
 * @param extra tag 338, what the samples beyond the colours are: 0 anything, 1 associated alpha, 2 alpha
 * @param format tag 339: 1 unsigned, 2 signed, 3 floating
 * @param profile tag 34675, the ICC profile
 */
record TiffStructure(
        int compression, int photometric, int samples, List<Integer> extra, int format, Optional<byte[]> profile) {
    private static final int WHITE_IS_ZERO = 0;
    private static final int RGB = 2;
    private static final int PALETTE = 3;
    private static final int SIGNED = 2;
    private static final int FLOATING = 3;
    private static final int ASSOCIATED_ALPHA = 1;
    private static final int ALPHA = 2;
    private static final int MAX_ENTRIES = 1 << 16;

    /** No compression, CCITT, LZW, JPEG old and new, deflate in its three numbers, PackBits. */
    private static final Set<Integer> COMPRESSIONS_READ = Set.of(1, 2, 3, 4, 5, 6, 7, 8, 32773, 32946, 50013);

    private static final Map<Integer, String> COMPRESSION_NAMES = Map.ofEntries(
            Map.entry(32809, "ThunderScan"),
            Map.entry(34661, "JBIG"),
            Map.entry(34676, "SGI Log"),
            Map.entry(34677, "SGI Log24"),
            Map.entry(34712, "JPEG 2000"),
            Map.entry(34887, "LERC"),
            Map.entry(34892, "lossy JPEG of DNG"),
            Map.entry(34925, "LZMA"),
            Map.entry(50000, "zstd"),
            Map.entry(50001, "WebP"),
            Map.entry(50002, "JPEG XL"));

    /**
     * Reads the tags.
     *
     * @throws EOFException when a tag lies beyond the end of the file
     */
    static TiffStructure of(byte[] bytes) throws EOFException {
        Tags tags = Tags.of(bytes);
        return new TiffStructure(
                tags.number(259, 1),
                tags.number(262, RGB),
                tags.number(277, 1),
                tags.numbers(338),
                tags.number(339, 1),
                tags.bytes(34675));
    }

    /** Refuses what would be decoded wrongly or not at all. */
    void requireReadable(String name) throws MalformedFileException {
        if (!COMPRESSIONS_READ.contains(compression)) {
            String called = COMPRESSION_NAMES.getOrDefault(compression, Integer.toString(compression));
            throw new MalformedFileException(name, "compression " + called + " is not read; save it as LZW or deflate");
        }
        if (format == SIGNED && isGreyOrRgb()) {
            throw new MalformedFileException(name, "signed samples are not read; convert them to unsigned ones");
        }
        if (isGreyOrRgb() && photometric != RGB && samples > 2) {
            throw new MalformedFileException(
                    name, samples + " bands of which none is marked red, green or blue; choose three");
        }
    }

    /** Whether the samples stand for grey or red, green and blue themselves. */
    boolean isGreyOrRgb() {
        return photometric <= RGB;
    }

    boolean isPalette() {
        return photometric == PALETTE;
    }

    boolean isInverted() {
        return photometric == WHITE_IS_ZERO;
    }

    boolean isFloating() {
        return format == FLOATING;
    }

    /** Samples of a pixel that are colours, when {@link #isGreyOrRgb}: 1 or 3. */
    int colours() {
        return photometric == RGB ? 3 : 1;
    }

    /** The position of alpha among the samples; a single extra sample of which nothing is said is taken for it. */
    Optional<Integer> alpha() {
        if (extra.isEmpty()) {
            return samples == colours() + 1 ? Optional.of(colours()) : Optional.empty();
        }
        return IntStream.range(0, Math.min(extra.size(), samples - colours()))
                .filter(i -> extra.get(i) == ASSOCIATED_ALPHA || extra.get(i) == ALPHA)
                .mapToObj(i -> colours() + i)
                .findFirst();
    }

    /** Whether the colours are stored multiplied by alpha. */
    boolean isAssociated() {
        return alpha().filter(at -> !extra.isEmpty() && extra.get(at - colours()) == ASSOCIATED_ALPHA)
                .isPresent();
    }

    /** The entries of the first directory, by tag. */
    private record Tags(ByteBuffer file, Map<Integer, Entry> entries) {
        /** Values of a type, of which there are {@code count} from {@code at} on. */
        private record Entry(int type, int count, int at) {}

        static Tags of(byte[] bytes) throws EOFException {
            ByteBuffer file =
                    ByteBuffer.wrap(bytes).order(bytes[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
            Tags tags = new Tags(file, new HashMap<>());
            try {
                boolean big = file.getShort(2) == 43;
                int directory = index(big ? file.getLong(8) : Integer.toUnsignedLong(file.getInt(4)));
                long count = big ? file.getLong(directory) : Short.toUnsignedInt(file.getShort(directory));
                int from = directory + (big ? 8 : 2);
                for (int i = 0; i < Math.min(count, MAX_ENTRIES); i++) {
                    tags.add(from + i * (big ? 20 : 12), big);
                }
            } catch (IndexOutOfBoundsException e) {
                throw cut(e);
            }
            return tags;
        }

        private void add(int at, boolean big) throws EOFException {
            int tag = Short.toUnsignedInt(file.getShort(at));
            int type = Short.toUnsignedInt(file.getShort(at + 2));
            long count = big ? file.getLong(at + 4) : Integer.toUnsignedLong(file.getInt(at + 4));
            int inline = at + (big ? 12 : 8);
            if (count < 0 || count > file.capacity()) {
                return; // More values than bytes: nothing of it can be used.
            }
            boolean fits = count * size(type) <= (big ? 8 : 4);
            long offset = big ? file.getLong(inline) : Integer.toUnsignedLong(file.getInt(inline));
            entries.put(tag, new Entry(type, (int) count, fits ? inline : index(offset)));
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

        int number(int tag, int otherwise) throws EOFException {
            List<Integer> numbers = numbers(tag);
            return numbers.isEmpty() ? otherwise : numbers.get(0);
        }

        List<Integer> numbers(int tag) throws EOFException {
            Entry entry = entries.get(tag);
            if (entry == null) {
                return List.of();
            }
            try {
                return IntStream.range(0, entry.count())
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

        Optional<byte[]> bytes(int tag) {
            Entry entry = entries.get(tag);
            return entry == null || entry.count() > file.capacity() - (long) entry.at()
                    ? Optional.empty()
                    : Optional.of(Arrays.copyOfRange(file.array(), entry.at(), entry.at() + entry.count()));
        }

        private static EOFException cut(IndexOutOfBoundsException cause) {
            EOFException cut = new EOFException("a tag beyond the end");
            cut.initCause(cause);
            return cut;
        }
    }
}
