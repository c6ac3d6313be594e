package dev.ganvas.plates.network;

import dev.ganvas.engine.nn.Conv2d;
import dev.ganvas.engine.nn.ConvShape;
import dev.ganvas.engine.nn.ConvTranspose2d;
import dev.ganvas.engine.nn.Initializer;
import dev.ganvas.engine.nn.ParameterTree;
import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.random.Seed;

/**
 * Finds plates of any size without anchors: a map of where the middles of plates are, a cell every eighth pixel, and at each cell
 * where the four corners would be, after CenterNet (Zhou et al., "Objects as points", 2019). It sees each cell with much of its
 * surroundings by way of maps of a quarter of the size and back. Some 600,000 parameters and 2,500 multiply-adds a pixel.
 */
public final class FinderNetwork extends ParameterTree {
    /** Pixels of a cell, each side. */
    public static final int CELL = 8;

    /** Sides of what goes in are multiples of this many pixels. */
    public static final int MULTIPLE = 32;

    /** Pixels that a corner lies away from the middle of a cell, where its number is 1. */
    public static final double UNIT = 16;

    /** Fewer numbers than this are not the weights of this network. */
    public static final long LEAST_VALUES = 400_000;

    /** Numbers of a cell: whether there is a plate, then x and y of each corner. */
    private static final int NUMBERS = 9;

    private static final int HEAD = 64;

    private final Unit half;
    private final Unit quarter;
    private final Unit eighth;
    private final Unit eighthAgain;
    private final Unit sixteenth;
    private final Unit sixteenthAgain;
    private final Unit least;
    private final Unit leastAgain;
    private final ConvTranspose2d up;
    private final ConvTranspose2d upAgain;
    private final Unit beside;
    private final Unit head;
    private final Conv2d last;

    public FinderNetwork(Seed seed) {
        half = unit("half", new ConvShape(3, 16, 3, 2, 1), seed);
        quarter = unit("quarter", new ConvShape(16, 32, 3, 2, 1), seed);
        eighth = unit("eighth", new ConvShape(32, 48, 3, 2, 1), seed);
        eighthAgain = unit("eighth_again", new ConvShape(48, 48, 3, 1, 1), seed);
        sixteenth = unit("sixteenth", new ConvShape(48, 80, 3, 2, 1), seed);
        sixteenthAgain = unit("sixteenth_again", new ConvShape(80, 80, 3, 1, 1), seed);
        least = unit("least", new ConvShape(80, 112, 3, 2, 1), seed);
        leastAgain = unit("least_again", new ConvShape(112, 112, 3, 1, 1), seed);
        up = child("up", new ConvTranspose2d(ConvShape.resampling(112, 80), Initializer.fanIn(1), seed.child("up")));
        upAgain = child(
                "up_again",
                new ConvTranspose2d(ConvShape.resampling(80, HEAD), Initializer.fanIn(1), seed.child("up_again")));
        beside = unit("beside", new ConvShape(48, HEAD, 1, 1, 0), seed);
        head = unit("head", new ConvShape(HEAD, HEAD, 3, 1, 1), seed);
        last = child(
                "last",
                new Conv2d(
                        new ConvShape(HEAD, NUMBERS, 1, 1, 0), true, Initializer.normal(0, 0.01), seed.child("last")));
    }

    private Unit unit(String name, ConvShape shape, Seed seed) {
        return child(name, new Unit(shape, seed.child(name)));
    }

    /**
     * @param x {@code [N, 3, H, W]} in [-1, 1], both sides multiples of {@link #MULTIPLE}
     * @param dtype to compute in
     * @return {@code [N, 9, H / 8, W / 8]} in fp32: the logit that the middle of a plate is near, and the corners' x and y, upper left
     *     first and clockwise, in units of {@link #UNIT} pixels from the middle of the cell
     */
    public Tensor forward(Tensor x, DType dtype) {
        Tensor fine = eighthAgain.forward(
                eighth.forward(quarter.forward(half.forward(x.channelsLast().to(dtype)))));
        Tensor middle = sixteenthAgain.forward(sixteenth.forward(fine));
        Tensor coarse = leastAgain.forward(least.forward(middle));
        Tensor joined = up.forward(coarse).add(middle).relu();
        Tensor all = upAgain.forward(joined).add(beside.forward(fine)).relu();
        return last.forward(head.forward(all)).wide();
    }
}
