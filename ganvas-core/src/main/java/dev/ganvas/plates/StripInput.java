package dev.ganvas.plates;

import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.image.Planes;
import java.util.List;

/** What the reader's network is given: strips, each of mean 0 and deviation 1, so that dark ones read as bright ones do. */
public final class StripInput {
    /** Of a strip of one colour, whose deviation is 0. */
    private static final double LEAST_DEVIATION = 0.02;

    private StripInput() {}

    /** {@code [N, 3, 24, 96]} in fp32. */
    public static Tensor of(List<Planes> strips) {
        int each = 3 * PlateStrip.WIDTH * PlateStrip.HEIGHT;
        float[] values = new float[strips.size() * each];
        for (int i = 0; i < strips.size(); i++) {
            put(strips.get(i).values(), values, i * each);
        }
        return Tensor.of(values, strips.size(), 3, PlateStrip.HEIGHT, PlateStrip.WIDTH);
    }

    private static void put(float[] strip, float[] values, int at) {
        double sum = 0;
        double squares = 0;
        for (float value : strip) {
            sum += value;
            squares += value * value;
        }
        double mean = sum / strip.length;
        double deviation = Math.max(LEAST_DEVIATION, Math.sqrt(Math.max(0, squares / strip.length - mean * mean)));
        for (int i = 0; i < strip.length; i++) {
            values[at + i] = (float) ((strip[i] - mean) / deviation);
        }
    }
}
