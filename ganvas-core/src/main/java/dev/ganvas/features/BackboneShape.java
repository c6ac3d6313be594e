package dev.ganvas.features;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganvas.engine.nn.ParameterTree;
import dev.ganvas.error.Require;
import dev.ganvas.random.Seed;
import java.util.ArrayList;
import java.util.List;

/**
 * What a {@link Backbone} is built from; stored in its model file.
 *
 * @param size side of its pictures: 32, 64 or 128
 * @param width channels of its first layer; three doublings follow
 * @param blocks residual blocks a stage, 0 to 4
 * @param outputs numbers of its head: classes, or the length of the projection that it learned by
 * @param channels of each stem, then of each stage and, within it, of each block between its two convolutions; fewer than by the width
 *     in a pruned network
 */
public record BackboneShape(int size, int width, int blocks, int outputs, List<Integer> channels)
        implements PrunableShape {
    /** Largest width a model file may claim. */
    public static final int MAX_WIDTH = 256;

    static final int STAGES = 3;
    private static final int MAX_BLOCKS = 4;
    private static final int SMALLEST = 32;

    public BackboneShape {
        Require.that(size == 32 || size == 64 || size == 128, "size must be 32, 64 or 128, not " + size);
        Require.within(width, 4, MAX_WIDTH, "backbone width");
        Require.within(blocks, 0, MAX_BLOCKS, "residual blocks");
        Require.within(outputs, 1, MAX_OUTPUTS, "outputs");
        channels = PrunableShape.checked(channels, usual(size, width, blocks));
    }

    /** As many channels as the width comes to. */
    public BackboneShape(int size, int width, int blocks, int outputs) {
        this(size, width, blocks, outputs, usual(size, width, blocks));
    }

    private static List<Integer> usual(int size, int width, int blocks) {
        List<Integer> usual = new ArrayList<>();
        for (int i = 0; i <= stemHalvings(size); i++) {
            usual.add(width);
        }
        for (int stage = 0; stage < STAGES; stage++) {
            // A file may claim any number; too many are refused above.
            for (int i = 0; i <= Math.min(blocks, MAX_BLOCKS); i++) {
                usual.add(width << (stage + 1));
            }
        }
        return usual;
    }

    private static int stemHalvings(int size) {
        return Integer.numberOfTrailingZeros(Math.max(size, SMALLEST) / SMALLEST);
    }

    /** Halvings before the first stage, which always sees 32 x 32. */
    int stemHalvings() {
        return stemHalvings(size);
    }

    private int stageSet(int stage) {
        return stemHalvings() + 1 + stage * (blocks + 1);
    }

    /** Channels of stem {@code i}, 0 to {@link #stemHalvings}. */
    int stem(int i) {
        return channels.get(i);
    }

    /** Channels of stage {@code i}, 0 to 2. */
    int channels(int stage) {
        return channels.get(stageSet(stage));
    }

    /** Channels between the two convolutions of a block. */
    int between(int stage, int block) {
        return channels.get(stageSet(stage) + 1 + block);
    }

    @Override
    public int dimension() {
        return channels(STAGES - 1);
    }

    @Override
    public long values() {
        long values = unit(3, stem(0), 3);
        for (int i = 1; i <= stemHalvings(); i++) {
            values += unit(stem(i - 1), stem(i), 4);
        }
        int in = stem(stemHalvings());
        for (int i = 0; i < STAGES; i++) {
            int out = channels(i);
            values += unit(in, out, 4);
            for (int b = 0; b < blocks; b++) {
                values += unit(out, between(i, b), 3) + unit(between(i, b), out, 3);
            }
            in = out;
        }
        return values + (long) outputs * in + outputs;
    }

    @Override
    public List<Connection> connections() {
        List<Connection> connections = new ArrayList<>();
        double places = (double) size * size;
        connections.add(new Connection("stem0", Connection.FIXED, 0, 9 * places));
        int before = 0;
        for (int i = 1; i <= stemHalvings(); i++) {
            places /= 4;
            connections.add(new Connection("stem" + i, before, i, 16 * places));
            before = i;
        }
        for (int i = 0; i < STAGES; i++) {
            places /= 4;
            int stage = stageSet(i);
            connections.add(new Connection("stage" + i, before, stage, 16 * places));
            for (int b = 0; b < blocks; b++) {
                String block = "block" + i + "_" + b;
                connections.add(new Connection(block + ".first", stage, stage + 1 + b, 9 * places));
                connections.add(new Connection(block + ".second", stage + 1 + b, stage, 9 * places));
            }
            before = stage;
        }
        connections.add(new Connection("head", before, Connection.FIXED, 1));
        return connections;
    }

    @Override
    public int fixed(Connection first) {
        return 3;
    }

    @Override
    public BackboneShape withChannels(List<Integer> counts) {
        return new BackboneShape(size, width, blocks, outputs, counts);
    }

    private static long unit(long in, long out, int kernel) {
        return in * out * kernel * kernel + 4 * out;
    }

    @Override
    public BackboneShape withOutputs(int count) {
        return new BackboneShape(size, width, blocks, count, channels);
    }

    @Override
    public Backbone network(Seed seed) {
        return ParameterTree.placed(new Backbone(this, seed));
    }

    @Override
    public void describe(ObjectNode architecture) {
        architecture.put("size", size).put("width", width).put("blocks", blocks).put("outputs", outputs);
        PrunableShape.describe(architecture, channels, usual(size, width, blocks));
    }
}
