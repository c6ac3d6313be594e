package dev.ganvas.plates.network;

import dev.ganvas.engine.nn.Conv2d;
import dev.ganvas.engine.nn.ConvShape;
import dev.ganvas.engine.nn.Initializer;
import dev.ganvas.engine.nn.Linear;
import dev.ganvas.engine.nn.ParameterTree;
import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.random.Seed;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a strip of 96 x 24 pixels from left to right, a step every fourth pixel, without recurrence, after the idea of LPRNet (Zherzdev
 * and Gruzdev, "LPRNet: license plate recognition via deep neural networks", 2018); and says what kind of plate it is. Some 600,000
 * parameters and 72 million multiply-adds.
 */
public final class ReaderNetwork extends ParameterTree {
    /** Steps of what comes out. */
    public static final int STEPS = 22;

    /** Fewer numbers than this are not the weights of this network. */
    public static final long LEAST_VALUES = 500_000;

    private static final int WIDEST = 160;
    private static final int COLLAPSED_HEIGHT = 6;

    private final List<Unit> units = new ArrayList<>();
    private final Conv2d characters;
    private final Linear kinds;

    /**
     * What it says, in fp32.
     *
     * @param characters logits {@code [N, classes, STEPS]}, for CTC
     * @param kinds logits {@code [N, kinds]}
     */
    public record Said(Tensor characters, Tensor kinds) {}

    /**
     * @param classes characters, the blank included
     * @param kindCount kinds of plates
     */
    public ReaderNetwork(int classes, int kindCount, Seed seed) {
        add(new ConvShape(3, 32, 3, 1, 1), seed);
        add(new ConvShape(32, 48, 3, 2, 1), seed);
        add(new ConvShape(48, 64, 3, 1, 1), seed);
        add(new ConvShape(64, 96, 3, 2, 1), seed);
        add(new ConvShape(96, 128, 3, 1, 1), seed);
        add(new ConvShape(128, 96, 3, 1, 1), seed);
        add(new ConvShape(96, WIDEST, COLLAPSED_HEIGHT, 3, 1, 0), seed);
        characters = child(
                "characters",
                new Conv2d(
                        new ConvShape(WIDEST, classes, 1, 1, 0), true, Initializer.fanIn(1), seed.child("characters")));
        kinds = child("kinds", new Linear(WIDEST, kindCount, true, Initializer.fanIn(1), seed.child("kinds")));
    }

    private void add(ConvShape shape, Seed seed) {
        String name = "unit" + units.size();
        units.add(child(name, new Unit(shape, seed.child(name))));
    }

    /**
     * @param x {@code [N, 3, 24, 96]}, of mean 0 and deviation 1 each
     * @param dtype to compute in
     */
    public Said forward(Tensor x, DType dtype) {
        Tensor at = x.channelsLast().to(dtype);
        for (Unit unit : units) {
            at = unit.forward(at);
        }
        Tensor read = characters.forward(at).wide();
        Tensor said = read.reshape(read.size(0), read.size(1), read.size(3));
        return new Said(said, kinds.forward(at.mean(2, 3)).wide());
    }
}
