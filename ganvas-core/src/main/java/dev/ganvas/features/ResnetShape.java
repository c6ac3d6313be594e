package dev.ganvas.features;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganvas.engine.nn.ParameterTree;
import dev.ganvas.error.Require;
import dev.ganvas.random.Seed;
import java.util.List;

/**
 * What a {@link Resnet} is built from.
 *
 * @param size side of its pictures: {@value #CIFAR} for the form that learns CIFAR, {@value #IMAGENET} for that of ImageNet
 * @param width channels of the first stage
 * @param blocks residual blocks of each stage: three stages for CIFAR, four for ImageNet
 * @param bottleneck whether a block is three convolutions, of which the middle one is narrow
 * @param outputs classes
 */
public record ResnetShape(int size, int width, List<Integer> blocks, boolean bottleneck, int outputs)
        implements FeatureShape {
    static final String FAMILY = "resnet";
    static final int CIFAR = 32;
    static final int IMAGENET = 224;

    private static final int MOST_BLOCKS = 256;
    private static final int WIDEST = 256;
    private static final int EXPANSION = 4;

    public ResnetShape {
        blocks = List.copyOf(blocks);
        Require.that(size == CIFAR || size == IMAGENET, "a residual network sees 32 or 224 pixels, not " + size);
        Require.that(blocks.size() == (size == CIFAR ? 3 : 4), "a residual network has 3 or 4 stages");
        blocks.forEach(count -> Require.within(count, 1, MOST_BLOCKS, "blocks of a stage"));
        Require.within(width, 4, WIDEST, "width");
        Require.that(width % 4 == 0, "the width is a multiple of 4");
        Require.within(outputs, 1, MAX_OUTPUTS, "outputs");
        Require.that(!bottleneck || size == IMAGENET, "a residual network for CIFAR has plain blocks");
    }

    boolean isForImagenet() {
        return size == IMAGENET;
    }

    /** Channels inside the blocks of a stage. */
    int inner(int stage) {
        return width << stage;
    }

    /** Channels that a stage gives. */
    int channels(int stage) {
        return inner(stage) * (bottleneck ? EXPANSION : 1);
    }

    @Override
    public int dimension() {
        return channels(blocks.size() - 1);
    }

    @Override
    public long values() {
        long values = unit(3, width, isForImagenet() ? 7 : 3);
        int in = width;
        for (int stage = 0; stage < blocks.size(); stage++) {
            int inner = inner(stage);
            int out = channels(stage);
            for (int block = 0; block < blocks.get(stage); block++) {
                values += bottleneck
                        ? unit(in, inner, 1) + unit(inner, inner, 3) + unit(inner, out, 1)
                        : unit(in, out, 3) + unit(out, out, 3);
                values += isForImagenet() && block == 0 && (stage > 0 || in != out) ? unit(in, out, 1) : 0;
                in = out;
            }
        }
        return values + (long) outputs * in + outputs;
    }

    private static long unit(long in, long out, int kernel) {
        return in * out * kernel * kernel + 4 * out;
    }

    @Override
    public double multiplyAdds() {
        int side = isForImagenet() ? size / 2 : size;
        double sum = 3.0 * width * (isForImagenet() ? 49 : 9) * side * side;
        side = isForImagenet() ? side / 2 : side;
        int in = width;
        for (int stage = 0; stage < blocks.size(); stage++) {
            double inner = inner(stage);
            double out = channels(stage);
            for (int block = 0; block < blocks.get(stage); block++) {
                int before = side;
                side = block == 0 && stage > 0 ? side / 2 : side;
                double area = (double) side * side;
                sum += bottleneck
                        ? in * inner * before * before + (9 * inner * inner + inner * out) * area
                        : (9 * in * out + 9 * out * out) * area;
                sum += isForImagenet() && block == 0 && (stage > 0 || in != out) ? in * out * area : 0;
                in = (int) out;
            }
        }
        return sum + (double) outputs * in;
    }

    @Override
    public ResnetShape withOutputs(int count) {
        return new ResnetShape(size, width, blocks, bottleneck, count);
    }

    @Override
    public Resnet network(Seed seed) {
        return ParameterTree.placed(new Resnet(this, seed));
    }

    @Override
    public void describe(ObjectNode architecture) {
        architecture.put("family", FAMILY).put("size", size).put("width", width).put("outputs", outputs);
        architecture.put("bottleneck", bottleneck);
        ArrayNode stages = architecture.putArray("stages");
        blocks.forEach(stages::add);
    }
}
