package dev.ganvas.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** A TIFF of 4 x 4 equal pixels, made tag by tag. */
final class TiffFiles {
    static final int SIDE = 4;

    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int BYTES = 7;

    private final Map<Integer, int[]> tags = new TreeMap<>();
    private final Map<Integer, byte[]> blocks = new TreeMap<>();
    private final byte[] pixels;

    /**
     * Describes pixels that are all the same.
     *
     * @param photometric 0 white is zero, 1 black is zero, 2 RGB
     * @param format 1 unsigned, 2 signed, 3 floating
     * @param pixel little endian, all samples of it
     */
    TiffFiles(int photometric, int format, int samples, byte[] pixel) {
        pixels = new byte[SIDE * SIDE * pixel.length];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = pixel[i % pixel.length];
        }
        with(256, SIDE)
                .with(257, SIDE)
                .with(259, 1)
                .with(262, photometric)
                .with(277, samples)
                .with(278, SIDE);
        with(258, repeated(8 * pixel.length / samples, samples)).with(339, repeated(format, samples));
        with(273, 8).with(279, pixels.length);
    }

    static TiffFiles bytes(int photometric, int... samples) {
        byte[] pixel = new byte[samples.length];
        for (int i = 0; i < pixel.length; i++) {
            pixel[i] = (byte) samples[i];
        }
        return new TiffFiles(photometric, 1, samples.length, pixel);
    }

    static TiffFiles floats(int photometric, float... samples) {
        ByteBuffer pixel = ByteBuffer.allocate(4 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float sample : samples) {
            pixel.putFloat(sample);
        }
        return new TiffFiles(photometric, 3, samples.length, pixel.array());
    }

    static TiffFiles ints(int photometric, int format, int... samples) {
        ByteBuffer pixel = ByteBuffer.allocate(4 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int sample : samples) {
            pixel.putInt(sample);
        }
        return new TiffFiles(photometric, format, samples.length, pixel.array());
    }

    TiffFiles with(int tag, int... values) {
        tags.put(tag, values);
        return this;
    }

    TiffFiles withExtra(int... kinds) {
        return with(338, kinds);
    }

    TiffFiles withProfile(byte[] icc) {
        blocks.put(34675, icc);
        return this;
    }

    private static int[] repeated(int value, int count) {
        int[] values = new int[count];
        Arrays.fill(values, value);
        return values;
    }

    byte[] file() {
        int directory = 8 + pixels.length;
        int count = tags.size() + blocks.size();
        int spare = directory + 2 + 12 * count + 4;
        ByteBuffer out = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
        out.put(new byte[] {'I', 'I', 42, 0}).putInt(directory).put(pixels).putShort((short) count);
        for (Map.Entry<Integer, int[]> tag : tags.entrySet()) {
            int[] values = tag.getValue();
            boolean wide = tag.getKey() == 273 || tag.getKey() == 279;
            out.putShort(tag.getKey().shortValue())
                    .putShort((short) (wide ? LONG : SHORT))
                    .putInt(values.length);
            if (wide) {
                out.putInt(values[0]);
            } else if (values.length <= 2) {
                out.putShort((short) values[0]).putShort((short) (values.length == 2 ? values[1] : 0));
            } else {
                out.putInt(spare);
                for (int value : values) {
                    out.putShort(spare, (short) value);
                    spare += 2;
                }
            }
        }
        for (Map.Entry<Integer, byte[]> block : blocks.entrySet()) {
            out.putShort(block.getKey().shortValue()).putShort((short) BYTES).putInt(block.getValue().length);
            out.putInt(spare).put(spare, block.getValue());
            spare += block.getValue().length;
        }
        byte[] file = new byte[spare];
        out.get(0, file);
        return file;
    }
}
