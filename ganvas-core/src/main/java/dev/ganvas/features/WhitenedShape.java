package dev.ganvas.features;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganvas.engine.nn.ParameterTree;
import dev.ganvas.error.Require;
import dev.ganvas.random.Seed;
import java.util.ArrayList;
import java.util.List;

/**
 * What a {@link WhitenedNetwork} is built from.
 *
 * @param size side of its pictures, 32 to 256
 * @param width channels of its first group of convolutions; those of the other two are four times as many
 * @param outputs classes
 * @param channels of the first and the second convolution of each group; fewer than by the width in a pruned network
 */
public record WhitenedShape(int size, int width, int outputs, List<Integer> channels) implements PrunableShape {
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
        channels = PrunableShape.checked(channels, usual(width));
    }

    /** As many channels as the width comes to. */
    public WhitenedShape(int size, int width, int outputs) {
        this(size, width, outputs, usual(width));
    }

    private static List<Integer> usual(int width) {
        List<Integer> usual = new ArrayList<>();
        for (int i = 0; i < 2 * GROUPS; i++) {
            usual.add(i < 2 ? width : WIDENING * width);
        }
        return usual;
    }

    /** Step of the first layer in pixels, so that what follows sees about 31 x 31 places whatever the size. */
    public int stride() {
        return Math.max(1, Math.round((float) size / SMALLEST));
    }

    /** Side of the patches that the first layer whitens. */
    public int patch() {
        return 2 * stride();
    }

    /** Channels of a group's first convolution. */
    int first(int group) {
        return channels.get(2 * group);
    }

    /** Channels of a group's second convolution, which are those of the group. */
    int second(int group) {
        return channels.get(2 * group + 1);
    }

    @Override
    public int dimension() {
        return second(GROUPS - 1);
    }

    @Override
    public long values() {
        long values = (long) WHITENED * 3 * patch() * patch() + WHITENED;
        long in = WHITENED;
        for (int i = 0; i < GROUPS; i++) {
            long first = first(i);
            long second = second(i);
            values += 9 * (in * first + first * second) + 3 * (first + second);
            in = second;
        }
        return values + outputs * in + outputs;
    }

    @Override
    public double multiplyAdds() {
        int side = (size - patch()) / stride() + 1;
        return (double) WHITENED * 3 * patch() * patch() * side * side + PrunableShape.super.multiplyAdds();
    }

    /** The whitened layer is none of them. */
    @Override
    public List<Connection> connections() {
        List<Connection> connections = new ArrayList<>();
        int side = (size - patch()) / stride() + 1;
        for (int i = 0; i < GROUPS; i++) {
            int pooled = side / 2;
            int before = i == 0 ? Connection.FIXED : 2 * i - 1;
            connections.add(new Connection("group" + i + ".first", before, 2 * i, 9.0 * side * side));
            connections.add(new Connection("group" + i + ".second", 2 * i, 2 * i + 1, 9.0 * pooled * pooled));
            side = pooled;
        }
        connections.add(new Connection("head", 2 * GROUPS - 1, Connection.FIXED, 1));
        return connections;
    }

    @Override
    public int fixed(Connection first) {
        return WHITENED;
    }

    @Override
    public WhitenedShape withChannels(List<Integer> counts) {
        return new WhitenedShape(size, width, outputs, counts);
    }

    @Override
    public WhitenedShape withOutputs(int count) {
        return new WhitenedShape(size, width, count, channels);
    }

    @Override
    public WhitenedNetwork network(Seed seed) {
        return ParameterTree.placed(new WhitenedNetwork(this, seed));
    }

    @Override
    public void describe(ObjectNode architecture) {
        architecture.put("family", FAMILY).put("size", size).put("width", width).put("outputs", outputs);
        PrunableShape.describe(architecture, channels, usual(width));
    }
}
