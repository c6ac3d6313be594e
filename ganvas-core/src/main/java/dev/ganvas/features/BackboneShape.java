package dev.ganvas.features;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganvas.error.Require;
import dev.ganvas.random.Seed;

/**
 * What a {@link Backbone} is built from; stored in its model file.
 *
 * @param size side of its pictures: 32, 64 or 128
 * @param width channels of its first layer; three doublings follow
 * @param blocks residual blocks a stage, 0 to 4
 * @param outputs numbers of its head: classes, or the length of the projection that it learned by
 */
public record BackboneShape(int size, int width, int blocks, int outputs) implements FeatureShape {
    /** Largest width a model file may claim. */
    public static final int MAX_WIDTH = 256;

    static final int STAGES = 3;
    private static final int SMALLEST = 32;

    public BackboneShape {
        Require.that(size == 32 || size == 64 || size == 128, "size must be 32, 64 or 128, not " + size);
        Require.within(width, 4, MAX_WIDTH, "backbone width");
        Require.within(blocks, 0, 4, "residual blocks");
        Require.within(outputs, 1, MAX_OUTPUTS, "outputs");
    }

    /** Halvings before the first stage, which always sees 32 x 32. */
    int stemHalvings() {
        return Integer.numberOfTrailingZeros(size / SMALLEST);
    }

    /** Channels of stage {@code i}, 0 to 2. */
    int channels(int stage) {
        return width << (stage + 1);
    }

    @Override
    public int dimension() {
        return channels(STAGES - 1);
    }

    @Override
    public long values() {
        long values = unit(3, width, 3) + stemHalvings() * unit(width, width, 4);
        int in = width;
        for (int i = 0; i < STAGES; i++) {
            int out = channels(i);
            values += unit(in, out, 4) + 2L * blocks * unit(out, out, 3);
            in = out;
        }
        return values + (long) outputs * in + outputs;
    }

    private static long unit(long in, long out, int kernel) {
        return in * out * kernel * kernel + 4 * out;
    }

    @Override
    public BackboneShape withOutputs(int count) {
        return new BackboneShape(size, width, blocks, count);
    }

    @Override
    public Backbone network(Seed seed) {
        return new Backbone(this, seed);
    }

    @Override
    public void describe(ObjectNode architecture) {
        architecture.put("size", size).put("width", width).put("blocks", blocks).put("outputs", outputs);
    }
}
