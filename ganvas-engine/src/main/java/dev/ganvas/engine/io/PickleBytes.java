package dev.ganvas.engine.io;

import dev.ganvas.error.MalformedFileException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The numbers and texts that a pickle is written in, little endian. */
final class PickleBytes {
    private static final int LONGEST_LINE = 1024;
    private static final int LONGEST_INTEGER = 1024;

    private final String file;
    private final ByteBuffer in;

    /** @param file for messages */
    PickleBytes(String file, ByteBuffer in) {
        this.file = file;
        this.in = in;
    }

    int unsigned() {
        return in.get() & 0xff;
    }

    int unsignedShort() {
        return in.getShort() & 0xffff;
    }

    int fourBytes() {
        return in.getInt();
    }

    long eightBytes() {
        return in.getLong();
    }

    /** A number with a fraction; these are big endian. */
    double number() {
        return Double.longBitsToDouble(Long.reverseBytes(in.getLong()));
    }

    /** A whole number of so many bytes: {@link Long}, or {@link BigInteger} where that is too short. */
    Object integer(int length) throws MalformedFileException {
        check(length >= 0 && length <= LONGEST_INTEGER, "its pickle has an integer of " + length + " bytes");
        byte[] little = bytes(length);
        if (length == 0) {
            return 0L;
        }
        byte[] big = new byte[length];
        for (int i = 0; i < length; i++) {
            big[i] = little[length - 1 - i];
        }
        BigInteger value = new BigInteger(big);
        return value.bitLength() < Long.SIZE ? (Object) value.longValue() : value;
    }

    /** A text of so many bytes in UTF-8. */
    String text(long length) throws MalformedFileException {
        return new String(bytes(length), StandardCharsets.UTF_8);
    }

    /** @throws MalformedFileException when there are fewer */
    byte[] bytes(long length) throws MalformedFileException {
        check(length >= 0 && length <= in.remaining(), "its pickle claims " + length + " bytes more than there are");
        byte[] bytes = new byte[(int) length];
        in.get(bytes);
        return bytes;
    }

    /** What stands before the next line feed. */
    String line() throws MalformedFileException {
        StringBuilder line = new StringBuilder();
        while (true) {
            int next = unsigned();
            if (next == '\n') {
                return line.toString();
            }
            check(line.length() < LONGEST_LINE, "its pickle has a name without an end");
            line.append((char) next);
        }
    }

    private void check(boolean holds, String otherwise) throws MalformedFileException {
        if (!holds) {
            throw new MalformedFileException(file, otherwise);
        }
    }
}
