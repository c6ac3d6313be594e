package dev.ganvas.data;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ganvas.data.format.ClassLabels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;

/**
 * The format of a cache file: one page with the magic; the pixels {@code [N, height, width, channels]}; the index as JSON; and a
 * trailer that says where the index is. The index comes last because only then is it known how many items were readable.
 */
final class PixelFile {
    /** Raised whenever the same source would give other bytes, be it by format, decoding or resizing. */
    static final int FORMAT_VERSION = 4;

    /** Pixels begin on a page of their own. */
    static final int PIXELS_AT = 4096;

    /** Each checksum covers this many bytes of pixels. */
    static final int CHUNK_BYTES = 64 << 20;

    private static final long MAGIC = 0x67616e7661735058L; // "ganvasPX"
    private static final int TRAILER_BYTES = 40;
    private static final int READ_BYTES = 1 << 20;
    private static final int MAX_INDEX_BYTES = 1 << 30;
    private static final ObjectMapper JSON = new ObjectMapper();

    private PixelFile() {}

    /**
     * All about the pixels.
     *
     * @param shape of each picture
     * @param colours of the pictures as they were decoded
     * @param labels one for each picture, {@link ClassLabels#NONE} for none
     * @param skipped names of items that are not in the file, by reason
     * @param lasting false when some item may be readable at another time, so that the file is not to be used again
     * @param checksums CRC32C of each chunk of pixels
     * @param proportions of the pictures before they came to this size
     */
    record Index(
            PixelShape shape,
            PictureColours colours,
            String contentHash,
            List<String> classes,
            int[] labels,
            List<String> names,
            Map<String, List<String>> skipped,
            boolean lasting,
            int[] checksums,
            Proportions proportions) {

        int count() {
            return labels.length;
        }

        long pixelBytes() {
            return (long) shape.values() * labels.length;
        }
    }

    static byte[] firstPage() {
        return ByteBuffer.allocate(PIXELS_AT)
                .putLong(MAGIC)
                .putInt(FORMAT_VERSION)
                .array();
    }

    /** The index and the trailer, as they follow the pixels. */
    static byte[] ending(Index index) throws IOException {
        byte[] json = JSON.writeValueAsBytes(index);
        ByteBuffer ending = ByteBuffer.allocate(json.length + TRAILER_BYTES).put(json);
        ending.putLong(PIXELS_AT + index.pixelBytes()).putLong(json.length).putInt(crc(json, json.length));
        ending.putInt(index.shape().values()).putInt(FORMAT_VERSION);
        byte[] trailer = Arrays.copyOfRange(ending.array(), json.length, json.length + 28);
        ending.putInt(crc(trailer, trailer.length)).putLong(MAGIC);
        return ending.array();
    }

    /** The index, if every byte of the file is as it was written. */
    static Optional<Index> verified(FileChannel file, PixelShape shape) throws IOException {
        long length = file.size();
        if (length < PIXELS_AT + TRAILER_BYTES) {
            return Optional.empty();
        }
        if (!Arrays.equals(read(file, 0, PIXELS_AT), firstPage())) {
            return Optional.empty();
        }
        byte[] ending = read(file, length - TRAILER_BYTES, TRAILER_BYTES);
        ByteBuffer trailer = ByteBuffer.wrap(ending);
        boolean sound = trailer.getInt(28) == crc(ending, 28)
                && trailer.getLong(32) == MAGIC
                && trailer.getInt(20) == shape.values();
        long indexAt = trailer.getLong(0);
        long indexBytes = trailer.getLong(8);
        if (!sound
                || indexBytes < 0
                || indexBytes > MAX_INDEX_BYTES
                || indexAt + indexBytes != length - TRAILER_BYTES) {
            return Optional.empty();
        }
        byte[] json = read(file, indexAt, (int) indexBytes);
        if (crc(json, json.length) != trailer.getInt(16)) {
            return Optional.empty();
        }
        Index index = JSON.readValue(json, Index.class);
        return index.shape().equals(shape) && pixelsHold(file, index) ? Optional.of(index) : Optional.empty();
    }

    private static boolean pixelsHold(FileChannel file, Index index) throws IOException {
        long total = index.pixelBytes();
        boolean[] holds = new boolean[index.checksums().length];
        try {
            IntStream.range(0, holds.length).parallel().forEach(chunk -> {
                long from = (long) chunk * CHUNK_BYTES;
                holds[chunk] = chunkHolds(file, from, Math.min(CHUNK_BYTES, total - from), index.checksums()[chunk]);
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return IntStream.range(0, holds.length).allMatch(chunk -> holds[chunk]);
    }

    private static boolean chunkHolds(FileChannel file, long from, long length, int expected) {
        CRC32C checksum = new CRC32C();
        ByteBuffer buffer = ByteBuffer.allocateDirect(READ_BYTES);
        try {
            for (long at = 0; at < length; ) {
                buffer.clear().limit((int) Math.min(READ_BYTES, length - at));
                int count = file.read(buffer, PIXELS_AT + from + at);
                if (count < 0) {
                    return false;
                }
                checksum.update(buffer.flip());
                at += count;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return (int) checksum.getValue() == expected;
    }

    /** {@code length} bytes; zeros from the end of the file on. */
    private static byte[] read(FileChannel file, long position, int length) throws IOException {
        byte[] bytes = new byte[length];
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        int count = 0;
        while (buffer.hasRemaining() && count >= 0) {
            count = file.read(buffer, position + buffer.position());
        }
        return bytes;
    }

    private static int crc(byte[] bytes, int length) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, 0, length);
        return (int) checksum.getValue();
    }
}
