package dev.ganvas.search;

import dev.ganvas.error.MalformedFileException;
import dev.ganvas.error.Require;
import dev.ganvas.error.UsageException;
import dev.ganvas.vision.Embedder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/**
 * The first {@link #BYTES} of an index: which network its vectors come from.
 *
 * @param model name of the network, for people
 * @param sha256 of its weights, in hexadecimal; vectors of another are not comparable
 * @param dimension length of a vector
 * @param generation raised each time the file is written anew
 */
record IndexHeader(String model, String sha256, int dimension, long generation) {
    static final int BYTES = 320;

    /** Longest vector an index may claim to hold. */
    static final int MAX_DIMENSION = 16_384;

    /** Version of the whole file's layout. */
    static final int FORMAT = 1;

    private static final byte[] MAGIC = "GNVINDEX".getBytes(StandardCharsets.US_ASCII);
    private static final int MAX_NAME_BYTES = 200;
    private static final int SHA_BYTES = 32;
    private static final int CHECKED = BYTES - Integer.BYTES;

    IndexHeader {
        Require.within(dimension, 1, MAX_DIMENSION, "length of a feature vector");
        Require.within(model.getBytes(StandardCharsets.UTF_8).length, 1, MAX_NAME_BYTES, "bytes of a model's name");
        Require.that(
                sha256.matches("[0-9a-f]{64}"), "a model's SHA-256 has 64 hexadecimal digits, not '" + sha256 + "'");
    }

    static IndexHeader of(Embedder extractor) {
        return new IndexHeader(extractor.name(), extractor.sha256(), extractor.dimension(), 1);
    }

    IndexHeader next() {
        return new IndexHeader(model, sha256, dimension, generation + 1);
    }

    /** Refuses a network that is not the one whose vectors are here. */
    void requireSame(Embedder extractor, Path folder) {
        if (!extractor.sha256().equals(sha256)) {
            throw new UsageException("The index " + folder + " holds vectors of the model " + model + " (SHA-256 "
                    + sha256.substring(0, 12) + "...), not of " + extractor.name() + " ("
                    + extractor.sha256().substring(0, 12)
                    + "...), and the two are not comparable; name the model it was made with, or index the pictures anew"
                    + " in another folder.");
        }
    }

    byte[] toBytes() {
        byte[] name = model.getBytes(StandardCharsets.UTF_8);
        ByteBuffer out = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
        out.put(MAGIC).putInt(FORMAT).putInt(dimension).putLong(generation);
        out.put(HexFormat.of().parseHex(sha256)).putInt(name.length).put(name);
        out.putInt(CHECKED, crc(out.array(), CHECKED));
        return out.array();
    }

    static IndexHeader parse(byte[] bytes, Path file) throws MalformedFileException {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.length < BYTES || !Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new MalformedFileException(file, "is no index of pictures");
        }
        int format = in.getInt(MAGIC.length);
        if (format != FORMAT) {
            throw new MalformedFileException(
                    file, "is an index of format " + format + "; this version knows format " + FORMAT);
        }
        if (in.getInt(CHECKED) != crc(bytes, CHECKED)) {
            throw new MalformedFileException(file, "has a damaged header");
        }
        in.position(MAGIC.length + Integer.BYTES);
        int dimension = in.getInt();
        long generation = in.getLong();
        byte[] sha = new byte[SHA_BYTES];
        in.get(sha);
        int length = in.getInt();
        if (length < 1 || length > MAX_NAME_BYTES || dimension < 1 || dimension > MAX_DIMENSION) {
            throw new MalformedFileException(file, "claims a model or vectors beyond the limits");
        }
        byte[] name = new byte[length];
        in.get(name);
        return new IndexHeader(
                new String(name, StandardCharsets.UTF_8), HexFormat.of().formatHex(sha), dimension, generation);
    }

    private static int crc(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}
