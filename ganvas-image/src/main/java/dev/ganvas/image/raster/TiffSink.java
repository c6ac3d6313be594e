package dev.ganvas.image.raster;

import dev.ganvas.image.container.TiffTags;
import dev.ganvas.io.AtomicFile;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * Writes a TIFF (TIFF 6.0) strip by strip, its directory behind the pixels.
 *
 * <p>EXIF, which is a TIFF itself, becomes the beginning of the file, so that all its offsets stay right, those inside of makers'
 * notes too; the entries of its first directory are taken over as they are.
 */
final class TiffSink implements RasterSink {
    /** Offsets have 32 bits; some room is left for the metadata. */
    static final long MAX_PIXEL_BYTES = (1L << 32) - (1L << 29);

    private static final int STRIP_BYTES = 1 << 17;
    private static final int DIRECTORY_OFFSET_AT = 4;
    private static final int ENTRY_BYTES = 12;
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int RATIONAL = 5;
    private static final int UNDEFINED = 7;
    private static final int BYTE = 1;
    private static final int UNASSOCIATED_ALPHA = 2;
    private static final int DIFFERENCES = 2;
    private static final long DENSITY_PARTS = 10_000;

    private final AtomicFile.Unfinished file;
    private final RasterHeader header;
    private final TiffCompression compression;
    private final Optional<byte[]> exif;
    private final ByteOrder order;
    private final int stripRows;
    private final ByteArrayOutputStream strip = new ByteArrayOutputStream(STRIP_BYTES);
    private final List<Long> offsets = new ArrayList<>();
    private final List<Long> lengths = new ArrayList<>();
    private final Map<Integer, Entry> entries = new TreeMap<>();
    private int rowsInStrip;
    private long position;

    /** An entry of the directory whose values are written already, or fit into it. */
    private record Entry(int type, long count, byte[] valueOrOffset) {}

    TiffSink(AtomicFile.Unfinished file, RasterHeader header, TiffCompression compression) throws IOException {
        this.file = file;
        this.header = header;
        this.compression = compression;
        this.exif = header.metadata().exif().filter(TiffSink::isHeldByTiff);
        this.order = exif.isPresent() ? TiffTags.of(exif.get()).order() : ByteOrder.BIG_ENDIAN;
        this.stripRows = (int) Math.max(1, STRIP_BYTES / header.rowBytes());
        write(exif.orElseGet(() -> new byte[] {'M', 'M', 0, 42, 0, 0, 0, 0}));
        pad();
    }

    /** Whether it is a structure that can be taken over. */
    static boolean isHeldByTiff(byte[] exif) {
        try {
            boolean marked =
                    exif.length > DIRECTORY_OFFSET_AT && exif[0] == exif[1] && (exif[0] == 'I' || exif[0] == 'M');
            return marked
                    && exif[exif[0] == 'I' ? 2 : 3] == 42
                    && !TiffTags.of(exif).isBig();
        } catch (EOFException | IndexOutOfBoundsException e) {
            return false;
        }
    }

    private void write(byte[] bytes) throws IOException {
        file.out().write(bytes);
        position += bytes.length;
    }

    /** What offsets point to begins at even places. */
    private void pad() throws IOException {
        if (position % 2 == 1) {
            write(new byte[1]);
        }
    }

    @Override
    public void row(byte[] row) throws IOException {
        byte[] line = row.clone();
        if (compression != TiffCompression.NONE) {
            takeDifferences(line);
        }
        if (header.bits() == 16 && order == ByteOrder.LITTLE_ENDIAN) {
            for (int i = 0; i < line.length; i += 2) {
                byte high = line[i];
                line[i] = line[i + 1];
                line[i + 1] = high;
            }
        }
        strip.writeBytes(line);
        if (++rowsInStrip == stripRows) {
            writeStrip();
        }
    }

    /** Section 14: each sample less that of the pixel to the left, from the last to the second. */
    private void takeDifferences(byte[] line) {
        int step = header.channels();
        if (header.bits() == 8) {
            for (int i = line.length - 1; i >= step; i--) {
                line[i] -= line[i - step];
            }
            return;
        }
        ByteBuffer samples = ByteBuffer.wrap(line);
        for (int i = line.length - 2; i >= 2 * step; i -= 2) {
            samples.putShort(i, (short) (samples.getShort(i) - samples.getShort(i - 2 * step)));
        }
    }

    private void writeStrip() throws IOException {
        byte[] packed =
                switch (compression) {
                    case NONE -> strip.toByteArray();
                    case LZW -> Lzw.encode(strip.toByteArray());
                    case DEFLATE -> deflated(strip.toByteArray());
                };
        offsets.add(position);
        lengths.add((long) packed.length);
        write(packed);
        pad();
        strip.reset();
        rowsInStrip = 0;
    }

    private static byte[] deflated(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 2 + 64);
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION);
        try (DeflaterOutputStream deflating = new DeflaterOutputStream(out, deflater, 1 << 14)) {
            deflating.write(bytes);
        } finally {
            deflater.end();
        }
        return out.toByteArray();
    }

    @Override
    public void finish() throws IOException {
        if (rowsInStrip > 0) {
            writeStrip();
        }
        takeOverExif();
        addPixelEntries();
        addMetadata();
        ByteBuffer directory =
                ByteBuffer.allocate(2 + ENTRY_BYTES * entries.size() + 4).order(order);
        directory.putShort((short) entries.size());
        entries.forEach((tag, entry) -> directory
                .putShort(tag.shortValue())
                .putShort((short) entry.type())
                .putInt((int) entry.count())
                .put(entry.valueOrOffset()));
        byte[] offset = numbers(LONG, position);
        write(directory.array());
        file.overwrite(DIRECTORY_OFFSET_AT, offset);
    }

    private void takeOverExif() throws IOException {
        if (exif.isEmpty()) {
            return;
        }
        for (TiffTags.Entry entry : TiffTags.of(exif.get()).entries()) {
            boolean whole = entry.bytes() <= exif.get().length - (long) entry.at();
            if (whole && Exif.isKnownType(entry.type()) && !Exif.isOfPixels(entry.tag())) {
                byte[] value = new byte[4];
                if (entry.bytes() <= 4) {
                    System.arraycopy(exif.get(), entry.at(), value, 0, (int) entry.bytes());
                } else {
                    value = numbers(LONG, entry.at());
                }
                entries.put(entry.tag(), new Entry(entry.type(), entry.count(), value));
            }
        }
    }

    private void addPixelEntries() throws IOException {
        long[] each = new long[header.channels()];
        Arrays.fill(each, header.bits());
        add(256, LONG, header.width());
        add(257, LONG, header.height());
        add(258, SHORT, each);
        add(259, SHORT, compression.code());
        add(262, SHORT, header.isGrey() ? 1 : 2);
        add(273, LONG, longs(offsets));
        add(277, SHORT, header.channels());
        add(278, LONG, stripRows);
        add(279, LONG, longs(lengths));
        add(284, SHORT, 1);
        if (compression != TiffCompression.NONE) {
            add(317, SHORT, DIFFERENCES);
        }
        if (header.hasOpacity()) {
            add(338, SHORT, UNASSOCIATED_ALPHA);
        }
    }

    private void addMetadata() throws IOException {
        Metadata metadata = header.metadata();
        if (metadata.density().isPresent()) {
            add(
                    TiffMetadata.HORIZONTAL,
                    RATIONAL,
                    rational(metadata.density().get().horizontal()));
            add(
                    TiffMetadata.VERTICAL,
                    RATIONAL,
                    rational(metadata.density().get().vertical()));
            add(TiffMetadata.UNIT, SHORT, TiffMetadata.INCH);
        }
        if (metadata.xmp().isPresent()) {
            addBytes(Exif.XMP, BYTE, metadata.xmp().get());
        }
        if (metadata.icc().isPresent()) {
            addBytes(Exif.ICC, UNDEFINED, metadata.icc().get());
        }
    }

    private static long[] rational(double value) {
        return value == Math.rint(value)
                ? new long[] {Math.round(value), 1}
                : new long[] {Math.round(value * DENSITY_PARTS), DENSITY_PARTS};
    }

    private static long[] longs(List<Long> values) {
        return values.stream().mapToLong(value -> value).toArray();
    }

    private void add(int tag, int type, long... values) throws IOException {
        int count = type == RATIONAL ? values.length / 2 : values.length;
        entries.put(tag, new Entry(type, count, valueOrOffset(numbers(type, values))));
    }

    private void addBytes(int tag, int type, byte[] bytes) throws IOException {
        entries.put(tag, new Entry(type, bytes.length, valueOrOffset(bytes)));
    }

    private byte[] valueOrOffset(byte[] bytes) throws IOException {
        if (bytes.length <= 4) {
            return Arrays.copyOf(bytes, 4);
        }
        byte[] offset = numbers(LONG, position);
        write(bytes);
        pad();
        return offset;
    }

    private byte[] numbers(int type, long... values) {
        ByteBuffer bytes =
                ByteBuffer.allocate(values.length * (type == SHORT ? 2 : 4)).order(order);
        for (long value : values) {
            if (type == SHORT) {
                bytes.putShort((short) value);
            } else {
                bytes.putInt((int) value);
            }
        }
        return bytes.array();
    }
}
