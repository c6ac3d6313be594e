package dev.ganvas.recognize.learn;

import dev.ganvas.data.PixelShape;
import dev.ganvas.random.RandomStream;

/**
 * Two changes of colour or geometry by random amounts, then a grey square over a random part: RandAugment (Cubuk et al., 2020) with
 * Cutout (DeVries and Taylor, 2017), as FixMatch changes pictures strongly.
 *
 * @param weak what is done before
 */
record StrongChange(PictureChange weak) implements PictureChange {
    private static final int CHANGES = 2;
    private static final double CUT = 0.5;
    private static final int GREY = 128;

    /** Degrees, part of the side, and slope of geometric changes at most; RandAugment's ranges. */
    private static final double MOST_TURN = Math.toRadians(30);

    private static final double MOST_SHIFT = 0.3;
    private static final double MOST_SHEAR = 0.3;

    /** Factors of brightness, contrast and colourfulness lie in 1 plus or minus this. */
    private static final double MOST_FACTOR = 0.9;

    private enum Kind {
        NOTHING,
        BRIGHTNESS,
        CONTRAST,
        SATURATION,
        POSTERISE,
        SOLARISE,
        TURN,
        SHEAR_X,
        SHEAR_Y,
        SHIFT_X,
        SHIFT_Y
    }

    private static final Kind[] KINDS = Kind.values();

    @Override
    public void apply(byte[] pixels, PixelShape shape, long pass, RandomStream random, byte[] into, int offset) {
        weak.apply(pixels, shape, pass, random, into, offset);
        byte[] picture = new byte[shape.values()];
        System.arraycopy(into, offset, picture, 0, picture.length);
        for (int i = 0; i < CHANGES; i++) {
            picture = changed(picture, shape, KINDS[random.nextInt(KINDS.length)], random.nextDouble(-1, 1));
        }
        cut(picture, shape, random);
        System.arraycopy(picture, 0, into, offset, picture.length);
    }

    private static byte[] changed(byte[] picture, PixelShape shape, Kind kind, double amount) {
        double factor = 1 + MOST_FACTOR * amount;
        double strength = Math.abs(amount);
        double side = shape.width();
        return switch (kind) {
            case NOTHING -> picture;
            case BRIGHTNESS -> blended(picture, factor, at -> 0);
            case CONTRAST -> {
                double mean = mean(picture);
                yield blended(picture, factor, at -> mean);
            }
            case SATURATION -> blended(picture, factor, at -> grey(picture, at));
            case POSTERISE -> {
                int mask = 0xff << (int) Math.round(4 * strength);
                yield mapped(picture, value -> value & mask);
            }
            case SOLARISE -> {
                double from = 256 * (1 - strength);
                yield mapped(picture, value -> value >= from ? 255 - value : value);
            }
            case TURN -> {
                double angle = MOST_TURN * amount;
                yield warped(picture, shape, new double[] {
                    Math.cos(angle), -Math.sin(angle), 0, Math.sin(angle), Math.cos(angle), 0
                });
            }
            case SHEAR_X -> warped(picture, shape, new double[] {1, MOST_SHEAR * amount, 0, 0, 1, 0});
            case SHEAR_Y -> warped(picture, shape, new double[] {1, 0, 0, MOST_SHEAR * amount, 1, 0});
            case SHIFT_X -> warped(picture, shape, new double[] {1, 0, MOST_SHIFT * amount * side, 0, 1, 0});
            case SHIFT_Y -> warped(picture, shape, new double[] {1, 0, 0, 0, 1, MOST_SHIFT * amount * side});
        };
    }

    private interface Other {
        double at(int index);
    }

    private interface Curve {
        int of(int value);
    }

    private static byte[] blended(byte[] picture, double factor, Other other) {
        byte[] result = new byte[picture.length];
        for (int i = 0; i < picture.length; i++) {
            double base = other.at(i);
            result[i] = (byte) Math.max(0, Math.min(255, Math.round(base + factor * ((picture[i] & 0xff) - base))));
        }
        return result;
    }

    private static byte[] mapped(byte[] picture, Curve curve) {
        byte[] result = new byte[picture.length];
        for (int i = 0; i < picture.length; i++) {
            result[i] = (byte) curve.of(picture[i] & 0xff);
        }
        return result;
    }

    private static double mean(byte[] picture) {
        long sum = 0;
        for (byte value : picture) {
            sum += value & 0xff;
        }
        return (double) sum / picture.length;
    }

    private static double grey(byte[] picture, int index) {
        int first = index - index % 3;
        return ((picture[first] & 0xff) + (picture[first + 1] & 0xff) + (picture[first + 2] & 0xff)) / 3.0;
    }

    /** Each pixel from where {@code map} leads, about the middle; grey from outside. */
    private static byte[] warped(byte[] picture, PixelShape shape, double[] map) {
        int width = shape.width();
        int height = shape.height();
        byte[] result = new byte[picture.length];
        double middleX = (width - 1) / 2.0;
        double middleY = (height - 1) / 2.0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double dx = x - middleX;
                double dy = y - middleY;
                long fromX = Math.round(middleX + map[0] * dx + map[1] * dy + map[2]);
                long fromY = Math.round(middleY + map[3] * dx + map[4] * dy + map[5]);
                boolean inside = fromX >= 0 && fromY >= 0 && fromX < width && fromY < height;
                for (int c = 0; c < 3; c++) {
                    result[(y * width + x) * 3 + c] =
                            inside ? picture[((int) fromY * width + (int) fromX) * 3 + c] : (byte) GREY;
                }
            }
        }
        return result;
    }

    private static void cut(byte[] picture, PixelShape shape, RandomStream random) {
        int half = (int) Math.round(CUT * shape.width() * random.nextDouble() / 2);
        int centreX = random.nextInt(shape.width());
        int centreY = random.nextInt(shape.height());
        for (int y = Math.max(0, centreY - half); y < Math.min(shape.height(), centreY + half); y++) {
            for (int x = Math.max(0, centreX - half); x < Math.min(shape.width(), centreX + half); x++) {
                for (int c = 0; c < 3; c++) {
                    picture[(y * shape.width() + x) * 3 + c] = (byte) GREY;
                }
            }
        }
    }
}
