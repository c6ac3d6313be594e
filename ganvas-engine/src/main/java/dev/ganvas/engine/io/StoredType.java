package dev.ganvas.engine.io;

import dev.ganvas.engine.tensor.DType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/** Element types that files hold, little-endian, and the one of {@link DType} that their numbers fit into. */
enum StoredType {
    F64(8, DType.F64),
    F32(4, DType.F32),
    F16(2, DType.F32),
    BF16(2, DType.BF16),
    I64(8, DType.I64),
    I32(4, DType.I64),
    I16(2, DType.I64),
    I8(1, DType.I64),
    U8(1, DType.U8),
    BOOL(1, DType.U8);

    private static final int HALF_FRACTION_BITS = 10;
    private static final int HALF_EXPONENT_MASK = 0x1f;
    private static final int HALF_FRACTION_MASK = 0x3ff;
    private static final int HALF_BIAS = 15;
    private static final int FLOAT_BIAS = 127;
    private static final int FLOAT_FRACTION_BITS = 23;
    private static final int FLOAT_EXPONENT_ONES = 0xff;

    private final int bytes;
    private final DType loaded;

    StoredType(int bytes, DType loaded) {
        this.bytes = bytes;
        this.loaded = loaded;
    }

    /** The type of this name in a safetensors header. */
    static Optional<StoredType> named(String name) {
        for (StoredType type : values()) {
            if (type.name().equals(name)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /** Bytes an element in the file. */
    int bytes() {
        return bytes;
    }

    /** What its numbers become in memory. */
    DType loaded() {
        return loaded;
    }

    /** The file's bytes as those of {@link #loaded}. */
    byte[] load(byte[] stored) {
        if (bytes == loaded.bytes()) {
            return stored;
        }
        int count = stored.length / bytes;
        ByteBuffer from = ByteBuffer.wrap(stored).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer to =
                ByteBuffer.allocate(Math.multiplyExact(count, loaded.bytes())).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < count; i++) {
            switch (this) {
                case F16 -> to.putFloat(half(from.getShort()));
                case I32 -> to.putLong(from.getInt());
                case I16 -> to.putLong(from.getShort());
                default -> to.putLong(from.get());
            }
        }
        return to.array();
    }

    /** IEEE 754 binary16; Java has this from version 20 on. */
    static float half(short bits) {
        int exponent = bits >> HALF_FRACTION_BITS & HALF_EXPONENT_MASK;
        int fraction = bits & HALF_FRACTION_MASK;
        float sign = bits < 0 ? -1 : 1;
        if (exponent == 0) {
            return sign * Math.scalb((float) fraction, 1 - HALF_BIAS - HALF_FRACTION_BITS);
        }
        int wide = exponent == HALF_EXPONENT_MASK ? FLOAT_EXPONENT_ONES : exponent - HALF_BIAS + FLOAT_BIAS;
        return sign
                * Float.intBitsToFloat(
                        wide << FLOAT_FRACTION_BITS | fraction << FLOAT_FRACTION_BITS - HALF_FRACTION_BITS);
    }
}
