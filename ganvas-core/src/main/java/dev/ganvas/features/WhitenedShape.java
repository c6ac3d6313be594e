package dev.ganvas.features;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganvas.error.Require;
import dev.ganvas.random.Seed;

/**
 * What a {@link WhitenedNetwork} is built from.
 *
 * @param size side of its pictures, 32 to 256
 * @param width channels of its first group of convolutions; those of the other two are four times as many
 * @param outputs classes
 */
public record WhitenedShape(int size, int width, int outputs) implements FeatureShape {
    static final String FAMILY = "whitened";

    /** Channels of the first, whitened layer: twelve axes, each in both directions. */
    public static final int WHITENED = 24;

    static final int GROUPS = 3;
    private static final int WIDENING = 4;
    private static final int SMALLEST = 32;

    public WhitenedShape {
        Require.within(size, SMALLEST, 256, "size");
        Require.within(width, WHITENED, BackboneShape.MAX_WIDTH, "width");
        Require.within(outputs, 1, MAX_OUTPUTS, "outputs");
    }

    /** Step of the first layer in pixels, so that what follows sees about 31 x 31 places whatever the size. */
    public int stride() {
        return Math.max(1, Math.round((float) size / SMALLEST));
    }

    /** Side of the patches that the first layer whitens. */
    public int patch() {
        return 2 * stride();
    }

    int channels(int group) {
        return group == 0 ? width : WIDENING * width;
    }

    @Override
    public int dimension() {
        return channels(GROUPS - 1);
    }

    @Override
    public long values() {
        long values = (long) WHITENED * 3 * patch() * patch() + WHITENED;
        long in = WHITENED;
        for (int i = 0; i < GROUPS; i++) {
            long out = channels(i);
            values += 9 * (in * out + out * out) + 2 * 3 * out;
            in = out;
        }
        return values + outputs * in + outputs;
    }

    /** Multiply-adds that a picture takes. */
    public double multiplyAdds() {
        int side = (size - patch()) / stride() + 1;
        double sum = (double) WHITENED * 3 * patch() * patch() * side * side;
        double in = WHITENED;
        for (int i = 0; i < GROUPS; i++) {
            double out = channels(i);
            int pooled = side / 2;
            sum += 9 * (in * out * side * side + out * out * pooled * pooled);
            in = out;
            side = pooled;
        }
        return sum + in * outputs;
    }

    @Override
    public WhitenedShape withOutputs(int count) {
        return new WhitenedShape(size, width, count);
    }

    @Override
    public WhitenedNetwork network(Seed seed) {
        return new WhitenedNetwork(this, seed);
    }

    @Override
    public void describe(ObjectNode architecture) {
        architecture.put("family", FAMILY).put("size", size).put("width", width).put("outputs", outputs);
    }
}
