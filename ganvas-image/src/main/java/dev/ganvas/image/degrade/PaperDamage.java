package dev.ganvas.image.degrade;

import dev.ganvas.error.Require;
import dev.ganvas.image.Planes;
import dev.ganvas.random.RandomStream;
import dev.ganvas.random.Seed;

/**
 * Creases and spots where a print has lost its picture: folds that run across it, broken here and there, and spots with ragged
 * edges. Unlike {@link SurfaceDamage} they cover what was there by the paper's light or by dirt. Pictures whose shorter side is
 * above 512 px get larger marks in proportion.
 *
 * @param folds most of them, 0 to 20; the number is drawn for each picture
 * @param spots most on each 256 x 256 px, or on as much of the print, 0 to 200; likewise
 */
public record PaperDamage(int folds, int spots) implements Degradation {
    private static final double SPOTS_AREA = 256 * 256;
    private static final double SIDE_OF_SMALL_MARKS = 512;
    private static final float QUARTER = 0.25f;
    private static final int PIECES = 16;

    /** Part of a fold's pieces where the picture has held. */
    private static final double HELD = 0.2;

    public PaperDamage {
        Require.within(folds, 0, 20, "folds");
        Require.within(spots, 0, 200, "spots");
    }

    @Override
    public String label() {
        return "up to " + folds + " folds and " + spots + " spots";
    }

    @Override
    public Planes apply(Planes clean, Seed seed) {
        return damage(clean, seed).picture();
    }

    /** The damaged picture, not clamped, and its mask. */
    public Damaged damage(Planes clean, Seed seed) {
        RandomStream stream = seed.stream();
        Planes picture = clean.crop(0, 0, clean.width(), clean.height());
        Planes mask = Planes.black(clean.width(), clean.height(), 1);
        double scale = Math.max(1, Math.min(clean.width(), clean.height()) / SIDE_OF_SMALL_MARKS);
        int lines = stream.nextInt(0, folds);
        for (int i = 0; i < lines; i++) {
            cover(picture, mask, fold(clean, scale, stream), stream);
        }
        long count = Math.round(clean.area() / (scale * scale * SPOTS_AREA) * stream.nextInt(0, spots));
        for (long i = 0; i < count; i++) {
            cover(picture, mask, spot(clean, scale, stream), stream);
        }
        return new Damaged(picture, mask);
    }

    /** Nearly straight, upright or level, from one side to the other. */
    private static Planes fold(Planes clean, double scale, RandomStream stream) {
        Planes coverage = Planes.black(clean.width(), clean.height(), 1);
        boolean upright = stream.nextBoolean();
        int across = upright ? clean.width() : clean.height();
        double length = (double) (upright ? clean.height() : clean.width()) / PIECES;
        double width = scale * stream.nextDouble(1.2, 5);
        double slope = 0.08 * stream.nextGaussian();
        double at = stream.nextDouble(0, across);
        for (int piece = 0; piece < PIECES; piece++) {
            double next = at + length * (slope + 0.04 * stream.nextGaussian());
            double from = piece * length;
            Brush.Segment segment = upright
                    ? new Brush.Segment(at, from, next, from + length)
                    : new Brush.Segment(from, at, from + length, next);
            double wide = Math.max(1, width * stream.nextDouble(0.4, 1.2));
            if (stream.nextDouble() >= HELD) {
                Brush.softLine(coverage, segment, wide, (float) stream.nextDouble(0.5, 1));
            }
            at = next;
        }
        return coverage;
    }

    /** Some discs that overlap. */
    private static Planes spot(Planes clean, double scale, RandomStream stream) {
        Planes coverage = Planes.black(clean.width(), clean.height(), 1);
        double radius = scale * stream.nextDouble(1, 7) * stream.nextDouble(0.4, 1);
        double x = stream.nextDouble(0, clean.width());
        double y = stream.nextDouble(0, clean.height());
        float value = (float) stream.nextDouble(0.6, 1);
        for (int disc = stream.nextInt(2, 6); disc > 0; disc--) {
            double discX = x + 0.6 * radius * stream.nextGaussian();
            double discY = y + 0.6 * radius * stream.nextGaussian();
            double width = 2 * radius * stream.nextDouble(0.4, 1);
            Brush.softLine(coverage, new Brush.Segment(discX, discY, discX, discY), width, value);
        }
        return coverage;
    }

    /** By paper, mostly, which is lighter than most of a picture; else by dirt. */
    private static void cover(Planes picture, Planes mask, Planes coverage, RandomStream stream) {
        boolean paper = stream.nextDouble() < 0.7;
        double light = paper ? stream.nextDouble(0.75, 1) : stream.nextDouble(0.05, 0.4);
        // Paper and dirt are yellowish rather than blue.
        double yellow = stream.nextDouble(0, 0.15);
        int area = picture.area();
        for (int i = 0; i < picture.values().length; i++) {
            float covered = coverage.values()[i % area];
            if (covered > 0) {
                int channel = i / area;
                double colour = light * (1 - yellow * channel / 2);
                float value = picture.values()[i];
                picture.values()[i] = value + covered * ((float) colour - value);
            }
        }
        for (int i = 0; i < area; i++) {
            if (coverage.values()[i] >= QUARTER) {
                mask.values()[i] = 1;
            }
        }
    }
}
