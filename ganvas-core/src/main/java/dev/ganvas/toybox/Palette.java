package dev.ganvas.toybox;

import dev.ganvas.random.RandomStream;
import java.util.List;

/** The colours by name, and arithmetic on {@code 0xRRGGBB}. */
final class Palette {
    static final int WHITE = 0xfafaf7;

    static final List<Swatch> SKIN = List.of(
            new Swatch("porcelain", 0xffdac0),
            new Swatch("light", 0xfac398),
            new Swatch("tan", 0xe2a36f),
            new Swatch("brown", 0xab7048),
            new Swatch("dark", 0x754a31));
    static final List<Swatch> HAIR = List.of(
            new Swatch("black", 0x2b2530),
            new Swatch("brown", 0x6b4226),
            new Swatch("blond", 0xebc566),
            new Swatch("red", 0xb9482a),
            new Swatch("gray", 0xa9a9b3),
            new Swatch("white", 0xf0ebe4),
            new Swatch("blue", 0x3f78c9),
            new Swatch("pink", 0xe77bb0));
    static final List<Swatch> EYES =
            List.of(new Swatch("brown", 0x5c3719), new Swatch("blue", 0x3576b8), new Swatch("green", 0x3d8447));
    static final List<Swatch> CLOTH = List.of(
            new Swatch("red", 0xd5433f),
            new Swatch("orange", 0xf08a35),
            new Swatch("yellow", 0xf3c93f),
            new Swatch("green", 0x48a860),
            new Swatch("teal", 0x2f9fa0),
            new Swatch("blue", 0x3d6fd0),
            new Swatch("purple", 0x8657b9),
            new Swatch("pink", 0xea86a8),
            new Swatch("white", 0xf2f1ec),
            new Swatch("black", 0x3a3a44));
    static final List<Swatch> WALL = List.of(
            new Swatch("white", 0xf3efe6),
            new Swatch("cream", 0xf2dfb4),
            new Swatch("yellow", 0xf0cd6c),
            new Swatch("pink", 0xeeb0a6),
            new Swatch("red", 0xbb5144),
            new Swatch("blue", 0x8fb5d9),
            new Swatch("green", 0x9cc295),
            new Swatch("gray", 0xb7b8bf));
    static final List<Swatch> STONE =
            List.of(new Swatch("gray", 0xa6a7ae), new Swatch("sand", 0xd8bf94), new Swatch("white", 0xe6e2da));
    static final List<Swatch> TIMBER =
            List.of(new Swatch("red", 0xb43a31), new Swatch("brown", 0x96643f), new Swatch("blue", 0x3f79bd));
    static final List<Swatch> GLASS = List.of(
            new Swatch("blue", 0x6b93c4),
            new Swatch("gray", 0x8f98a8),
            new Swatch("green", 0x6fa9a0),
            new Swatch("sand", 0xcdb08a));
    static final List<Swatch> ROOF = List.of(
            new Swatch("red", 0xb8452f),
            new Swatch("brown", 0x7d5138),
            new Swatch("gray", 0x666b78),
            new Swatch("blue", 0x46639b),
            new Swatch("green", 0x4b7a58));
    static final List<Swatch> CAR = List.of(
            new Swatch("red", 0xd2352f),
            new Swatch("orange", 0xf08227),
            new Swatch("green", 0x3f9c58),
            new Swatch("blue", 0x2f66c8),
            new Swatch("purple", 0x7c4fb0),
            new Swatch("white", 0xf0f0ee),
            new Swatch("silver", 0xb4bac4),
            new Swatch("black", 0x3a3b45));
    static final Swatch TAXI_YELLOW = new Swatch("yellow", 0xf7c325);
    static final List<Swatch> PASTEL = List.of(
            new Swatch("blue", 0x9cc4ea),
            new Swatch("green", 0xa8d8ae),
            new Swatch("yellow", 0xf6e0a0),
            new Swatch("pink", 0xf4bcc4),
            new Swatch("purple", 0xc6b6e6),
            new Swatch("orange", 0xf7c89c),
            new Swatch("gray", 0xc9ced6));

    private Palette() {}

    /** One of {@code swatches}, each as likely, slightly varied. */
    static Swatch pick(RandomStream random, List<Swatch> swatches) {
        return swatches.get(random.nextInt(swatches.size())).varied(random);
    }

    /** {@code rgb} moved towards white by {@code share} in 0 to 1. */
    static int lighter(int rgb, double share) {
        return mix(rgb, 0xffffff, share);
    }

    /** {@code rgb} moved by {@code share} in 0 to 1 towards its own shadow, a dark of its hue with some blue in it. */
    static int darker(int rgb, double share) {
        int own = mix(0, rgb, 0.3);
        return mix(rgb, mix(own, 0x140f28, 0.45), share);
    }

    /** {@code (1 - share) * a + share * b}, channel by channel. */
    static int mix(int a, int b, double share) {
        int red = (int) Math.round((a >> 16 & 0xff) * (1 - share) + (b >> 16 & 0xff) * share);
        int green = (int) Math.round((a >> 8 & 0xff) * (1 - share) + (b >> 8 & 0xff) * share);
        int blue = (int) Math.round((a & 0xff) * (1 - share) + (b & 0xff) * share);
        return red << 16 | green << 8 | blue;
    }

    /** Perceived brightness, 0 to 255 (ITU-R BT.601 weights). */
    static double luma(int rgb) {
        return 0.299 * (rgb >> 16 & 0xff) + 0.587 * (rgb >> 8 & 0xff) + 0.114 * (rgb & 0xff);
    }
}
