package dev.ganvas.image.raster;

import dev.ganvas.image.Planes;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferUShort;

/** Unsigned numbers of 8 or 16 bits in one array. */
sealed interface SampleStore {
    int get(int index);

    void set(int index, int value);

    int length();

    /** The largest value, 255 or 65535. */
    int full();

    /** Room for as many of the same bits. */
    SampleStore alike(int length);

    /** As AWT has it, not copied. */
    DataBuffer buffer();

    static SampleStore of(int bits, int length) {
        return bits == 8 ? new Bytes(new byte[length]) : new Shorts(new short[length]);
    }

    /** The nearest samples to row {@code y} of planes, pixel after pixel from {@code at} on. */
    static void copy(Planes planes, int y, SampleStore to, int at) {
        float[] values = planes.values();
        int area = planes.area();
        int full = to.full();
        int next = at;
        for (int from = y * planes.width(); from < (y + 1) * planes.width(); from++) {
            for (int c = 0; c < planes.channels(); c++) {
                float value = values[c * area + from];
                // What is no number becomes 0.
                to.set(next++, value > 0 ? Math.round(full * Math.min(value, 1)) : 0);
            }
        }
    }

    record Bytes(byte[] values) implements SampleStore {
        @Override
        public int get(int index) {
            return values[index] & 0xff;
        }

        @Override
        public void set(int index, int value) {
            values[index] = (byte) value;
        }

        @Override
        public int length() {
            return values.length;
        }

        @Override
        public int full() {
            return 0xff;
        }

        @Override
        public SampleStore alike(int length) {
            return new Bytes(new byte[length]);
        }

        @Override
        public DataBuffer buffer() {
            return new DataBufferByte(values, values.length);
        }
    }

    record Shorts(short[] values) implements SampleStore {
        @Override
        public int get(int index) {
            return values[index] & 0xffff;
        }

        @Override
        public void set(int index, int value) {
            values[index] = (short) value;
        }

        @Override
        public int length() {
            return values.length;
        }

        @Override
        public int full() {
            return 0xffff;
        }

        @Override
        public SampleStore alike(int length) {
            return new Shorts(new short[length]);
        }

        @Override
        public DataBuffer buffer() {
            return new DataBufferUShort(values, values.length);
        }
    }
}
