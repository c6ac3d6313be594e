package dev.ganvas.repair.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganvas.engine.nn.ParameterTree;
import dev.ganvas.error.Require;
import dev.ganvas.random.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a {@link RestorationNetwork} is built from; stored in its model file.
 *
 * @param family how it is built
 * @param in channels that go in: those of the picture, which come first, and what is told beside them
 * @param out channels that come out, at most {@code in}
 * @param width channels of its first layer, {@value #LEAST_WIDTH} to {@value #MOST_WIDTH}
 * @param depth of {@link Family#UNET} and {@link Family#DETECTOR} the halvings, 1 to 4, of {@link Family#HOLE_UNET} 2 to 5; of {@link
 *     Family#SRVGG} and {@link Family#COMPACT} the convolutions between first and last, 0 to {@value #MOST_CONVOLUTIONS}; of {@link
 *     Family#DNCNN} and {@link Family#FFDNET} all convolutions;
 *     of {@link Family#NAFNET} the halvings; of {@link Family#RRDB} the blocks; of {@link Family#COLOUR_CURVES} the segments of a curve and of {@link
 *     Family#LIGHT_CURVES} the repetitions of one, 1 to {@value #MOST_SEGMENTS}
 * @param scale how many times as wide and high the result is: 1 to {@value #MOST_SCALE} for {@link Family#SRVGG} and {@link
 *     Family#COMPACT}, 1, 2 or 4 for {@link Family#RRDB}, otherwise 1
 * @param blocks of {@link Family#NAFNET} the blocks of each halving, of the middle, and of each doubling; otherwise none
 */
public record NetworkShape(Family family, int in, int out, int width, int depth, int scale, List<Integer> blocks) {
    static final int LEAST_WIDTH = 4;
    static final int MOST_WIDTH = 128;
    static final int MOST_CHANNELS = 16;
    static final int MOST_HALVINGS = 4;
    static final int LEAST_HOLE_HALVINGS = 2;
    static final int MOST_HOLE_HALVINGS = 5;
    static final int MOST_CONVOLUTIONS = 64;
    static final int MOST_SEGMENTS = 32;
    static final int MOST_SCALE = 4;
    static final int MOST_BLOCKS = 64;

    private static final int RGB = 3;

    /** Ways to build one. */
    public enum Family {
        /** {@link UNet}. */
        UNET,
        /** {@link UNet} whose result is of its own, not added to the picture. */
        DETECTOR,
        /** {@link Srvgg}. */
        SRVGG,
        /** {@link Srvgg}, as others train it. */
        COMPACT,
        /** {@link Chain} at the size of the picture. */
        DNCNN,
        /** {@link Chain} on every fourth pixel. */
        FFDNET,
        /** {@link Rrdb}. */
        RRDB,
        /** {@link NafNet}. */
        NAFNET,
        /** {@link HoleUNet}. */
        HOLE_UNET,
        /** {@link ColourCurves}. */
        COLOUR_CURVES,
        /** {@link LightCurves}. */
        LIGHT_CURVES;

        /** Whether networks of it choose one change for a whole picture, as {@link ToneNetwork}s do. */
        public boolean isOfTones() {
            return this == COLOUR_CURVES || this == LIGHT_CURVES;
        }
    }

    /** One that has no blocks to count. */
    public NetworkShape(Family family, int in, int out, int width, int depth, int scale) {
        this(family, in, out, width, depth, scale, List.of());
    }

    public NetworkShape {
        blocks = List.copyOf(blocks);
        Require.that(blocks.isEmpty() || family == Family.NAFNET, "only a NAFNet says the blocks of each level");
        Require.within(out, 1, MOST_CHANNELS, "output channels");
        Require.within(in, out, MOST_CHANNELS, "input channels");
        Require.within(width, LEAST_WIDTH, MOST_WIDTH, "network width");
        switch (family) {
            case UNET, DETECTOR -> {
                Require.within(depth, 1, MOST_HALVINGS, "halvings");
                Require.within(scale, 1, 1, "scale of a U-Net");
            }
            case HOLE_UNET -> {
                Require.within(depth, LEAST_HOLE_HALVINGS, MOST_HOLE_HALVINGS, "halvings");
                Require.within(scale, 1, 1, "scale of a U-Net");
                Require.that(in > out, "a network that fills holes is told where they are");
            }
            case DNCNN, FFDNET -> {
                Require.within(depth, 2, MOST_CONVOLUTIONS, "convolutions");
                Require.within(scale, 1, 1, "scale of a chain of convolutions");
            }
            case NAFNET -> {
                Require.within(depth, 1, MOST_HOLE_HALVINGS, "halvings");
                Require.that(in == out && scale == 1, "a NAFNet is told nothing and does not enlarge");
                Require.that(blocks.size() == 2 * depth + 1, "a NAFNet says the blocks of each level");
                blocks.forEach(count -> Require.within(count, 0, MOST_BLOCKS, "blocks of a level"));
            }
            case RRDB -> {
                Require.within(depth, 1, MOST_CONVOLUTIONS, "blocks");
                Require.that(scale == 1 || scale == 2 || scale == 4, "an RRDB enlarges by 1, 2 or 4, not by " + scale);
                Require.that(in == out && width % 2 == 0, "an RRDB is told nothing, and its width is even");
            }
            case COLOUR_CURVES, LIGHT_CURVES -> {
                Require.within(depth, 1, MOST_SEGMENTS, "segments or repetitions of a curve");
                Require.that(in == RGB && out == RGB && scale == 1, "tones are of pictures in RGB at their own size");
            }
            default -> {
                Require.within(depth, 0, MOST_CONVOLUTIONS, "inner convolutions");
                Require.within(scale, 1, MOST_SCALE, "scale");
            }
        }
    }

    /** A U-Net of three halvings on colour pictures. */
    public static NetworkShape unet(int told, int width) {
        return new NetworkShape(Family.UNET, RGB + told, RGB, width, 3, 1);
    }

    /** A U-Net of four halvings that fills holes of colour pictures. */
    public static NetworkShape holeUnet(int told, int width) {
        return new NetworkShape(Family.HOLE_UNET, RGB + told, RGB, width, 4, 1);
    }

    /** A U-Net of three halvings that gives a logit for each pixel of colour pictures. */
    public static NetworkShape detector(int width) {
        return new NetworkShape(Family.DETECTOR, RGB, 1, width, 3, 1);
    }

    /** An SRVGG on colour pictures. */
    public static NetworkShape srvgg(int width, int convolutions, int scale) {
        return new NetworkShape(Family.SRVGG, RGB, RGB, width, convolutions, scale);
    }

    /** One change of colour for a whole picture. */
    public static NetworkShape colourCurves(int width) {
        return new NetworkShape(Family.COLOUR_CURVES, RGB, RGB, width, 8, 1);
    }

    /** More light, region by region. */
    public static NetworkShape lightCurves(int width) {
        return new NetworkShape(Family.LIGHT_CURVES, RGB, RGB, width, 8, 1);
    }

    /** The network at its beginning, on the default device; the caller's to close. */
    public RestorationNetwork build(Seed seed) {
        return ParameterTree.placed(network(seed));
    }

    private RestorationNetwork network(Seed seed) {
        return switch (family) {
            case UNET, DETECTOR -> new UNet(this, seed);
            case SRVGG, COMPACT -> new Srvgg(this, seed);
            case DNCNN, FFDNET -> new Chain(this, seed);
            case RRDB -> new Rrdb(this, seed);
            case NAFNET -> new NafNet(this, seed);
            case HOLE_UNET -> new HoleUNet(this, seed);
            case COLOUR_CURVES -> new ColourCurves(this, seed);
            case LIGHT_CURVES -> new LightCurves(this, seed);
        };
    }

    /** Values that the weights file holds, found without building the network. */
    public long values() {
        return switch (family) {
            case UNET, DETECTOR -> UNet.values(this);
            case SRVGG, COMPACT -> Srvgg.values(this);
            case DNCNN, FFDNET -> Chain.values(this);
            case RRDB -> Rrdb.values(this);
            case NAFNET -> NafNet.values(this);
            case HOLE_UNET -> HoleUNet.values(this);
            case COLOUR_CURVES -> ColourCurves.values(this);
            case LIGHT_CURVES -> LightCurves.values(this);
        };
    }

    /** Puts itself into a description. */
    public void describe(ObjectNode node) {
        node.put("family", family.name().toLowerCase(Locale.ROOT))
                .put("in", in)
                .put("out", out)
                .put("width", width)
                .put("depth", depth)
                .put("scale", scale);
        if (!blocks.isEmpty()) {
            blocks.forEach(node.putArray("blocks")::add);
        }
    }

    /**
     * Reads what {@link #describe} wrote.
     *
     * @throws IllegalArgumentException or
     * @throws dev.ganvas.error.UsageException when there is no such network
     */
    public static NetworkShape parse(JsonNode node) {
        List<Integer> blocks = new ArrayList<>();
        node.path("blocks").forEach(count -> blocks.add(count.asInt(-1)));
        return new NetworkShape(
                Family.valueOf(node.path("family").asText().toUpperCase(Locale.ROOT)),
                node.path("in").asInt(),
                node.path("out").asInt(),
                node.path("width").asInt(),
                node.path("depth").asInt(-1),
                node.path("scale").asInt(),
                blocks);
    }
}
