package dev.ganvas.onnx;

import dev.ganvas.error.MalformedFileException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.function.LongConsumer;

/** Walks the fields of a protobuf message (protobuf.dev, "Encoding"), without copying what it passes over. */
final class WireReader {
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int LENGTH = 2;
    private static final int FIXED32 = 5;
    private static final int LONGEST_VARINT = 10;

    private final String file;
    private final ByteBuffer in;
    private int wire;
    private long number;
    private ByteBuffer part;

    WireReader(String file, ByteBuffer message) {
        this.file = file;
        this.in = message.slice().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The number of the next field, whose value can then be asked for; 0 at the end. */
    int next() throws MalformedFileException {
        if (!in.hasRemaining()) {
            return 0;
        }
        long tag = varint();
        wire = (int) (tag & 7);
        switch (wire) {
            case VARINT -> number = varint();
            case FIXED64 -> skip(Long.BYTES);
            case FIXED32 -> skip(Integer.BYTES);
            case LENGTH -> {
                long length = varint();
                check(length >= 0 && length <= in.remaining(), "claims a part of " + length + " bytes");
                part = in.slice(in.position(), (int) length);
                in.position(in.position() + (int) length);
            }
            default -> throw new MalformedFileException(file, "is no ONNX file");
        }
        long field = tag >>> 3;
        check(field > 0 && field < 1 << 29, "is no ONNX file");
        return (int) field;
    }

    private void skip(int bytes) throws MalformedFileException {
        check(in.remaining() >= bytes, "ends too early");
        in.position(in.position() + bytes);
    }

    private long varint() throws MalformedFileException {
        long value = 0;
        for (int i = 0; i < LONGEST_VARINT; i++) {
            check(in.hasRemaining(), "ends too early");
            byte next = in.get();
            value |= (next & 0x7fL) << 7 * i;
            if (next >= 0) {
                return value;
            }
        }
        throw new MalformedFileException(file, "is no ONNX file");
    }

    boolean isNumber() {
        return wire == VARINT;
    }

    long number() throws MalformedFileException {
        check(wire == VARINT, "has something else where ONNX has a number");
        return number;
    }

    /** The bytes of a text, a message or packed numbers. */
    ByteBuffer part() throws MalformedFileException {
        check(wire == LENGTH, "has something else where ONNX has a part");
        return part;
    }

    String text() throws MalformedFileException {
        return StandardCharsets.UTF_8.decode(part().duplicate()).toString();
    }

    /** What is inside of a message. */
    WireReader message() throws MalformedFileException {
        return new WireReader(file, part());
    }

    /** Gives the number of this field, or the packed ones, to {@code numbers}. */
    void numbers(LongConsumer numbers) throws MalformedFileException {
        if (isNumber()) {
            numbers.accept(number);
            return;
        }
        WireReader packed = message();
        while (packed.in.hasRemaining()) {
            numbers.accept(packed.varint());
        }
    }

    private void check(boolean holds, String otherwise) throws MalformedFileException {
        if (!holds) {
            throw new MalformedFileException(file, otherwise);
        }
    }
}
