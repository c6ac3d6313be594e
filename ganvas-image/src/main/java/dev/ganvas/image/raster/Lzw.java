package dev.ganvas.image.raster;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** The LZW coding of TIFF (TIFF 6.0, section 13): codes of 9 to 12 bits, the high bit first. */
final class Lzw {
    private static final int CLEAR = 256;
    private static final int END = 257;
    private static final int FIRST = 258;
    private static final int FIRST_BITS = 9;

    /** With 4094 entries the table is thrown away, before codes of 13 bits were needed. */
    private static final int LAST = 4094;

    private static final int HASH_BITS = 14;
    private static final int NONE = -1;

    private final ByteArrayOutputStream out;

    /** For a known string and a further byte, 20 bits together, the code of the longer string. */
    private final int[] keys = new int[1 << HASH_BITS];

    private final int[] codes = new int[1 << HASH_BITS];
    private int next;
    private int bits;
    private int pending;
    private int pendingBits;

    private Lzw(int expectedBytes) {
        out = new ByteArrayOutputStream(expectedBytes);
    }

    static byte[] encode(byte[] bytes) {
        Lzw coder = new Lzw(bytes.length / 2 + 16);
        coder.clear();
        int known = NONE;
        for (byte value : bytes) {
            known = known == NONE ? value & 0xff : coder.follow(known, value & 0xff);
        }
        if (known != NONE) {
            coder.put(known);
            coder.grow();
        }
        coder.put(END);
        coder.put(0, 7); // Fills the last byte.
        return coder.out.toByteArray();
    }

    private void clear() {
        bits = bits == 0 ? FIRST_BITS : bits;
        put(CLEAR);
        Arrays.fill(keys, NONE);
        next = FIRST;
        bits = FIRST_BITS;
    }

    /** The code of the longer string if it is known; otherwise that of the byte, after that of the shorter one was put. */
    private int follow(int known, int value) {
        int key = known << 8 | value;
        int slot = key * 0x9E3779B1 >>> 32 - HASH_BITS;
        while (keys[slot] != NONE) {
            if (keys[slot] == key) {
                return codes[slot];
            }
            slot = slot + 1 & keys.length - 1;
        }
        put(known);
        keys[slot] = key;
        codes[slot] = next;
        grow();
        return value;
    }

    private void grow() {
        next++;
        if (next == LAST) {
            clear();
        } else if (next == 1 << bits) {
            bits++;
        }
    }

    private void put(int code) {
        put(code, bits);
    }

    private void put(int code, int length) {
        pending = pending << length | code;
        pendingBits += length;
        while (pendingBits >= 8) {
            pendingBits -= 8;
            out.write(pending >>> pendingBits);
        }
        pending &= (1 << pendingBits) - 1;
    }
}
