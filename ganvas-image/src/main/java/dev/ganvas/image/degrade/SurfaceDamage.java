package dev.ganvas.image.degrade;

import dev.ganvas.error.Require;
import dev.ganvas.image.Planes;
import dev.ganvas.random.RandomStream;
import dev.ganvas.random.Seed;

/**
 * Scratches and dust on the surface of a print or negative, up to 80 levels lighter or darker than what they lie on. A scratch
 * is up to 4 px wide; pictures whose shorter side is above 512 px get marks that are larger in proportion, as a finer scan of
 * the same print would have.
 *
 * @param scratches most of them, 0 to 200; the number is drawn for each picture
 * @param dust most specks and hairs on each 256 x 256 px, or on as much of the print, 0 to 2000; likewise
 */
public record SurfaceDamage(int scratches, int dust) implements Degradation {
    private static final double DUST_AREA = 256 * 256;
    private static final double SIDE_OF_SMALL_MARKS = 512;
    private static final float QUARTER = 0.25f;
    private static final double MOST_LEVELS = 80 / 255.0;

    public SurfaceDamage {
        Require.within(scratches, 0, 200, "scratches");
        Require.within(dust, 0, 2000, "dust");
    }

    @Override
    public String label() {
        return "up to " + scratches + " scratches and " + dust + " specks of dust";
    }

    @Override
    public Planes apply(Planes clean, Seed seed) {
        return damage(clean, seed).picture();
    }

    /** The damaged picture, not clamped, and its mask. */
    public Damaged damage(Planes clean, Seed seed) {
        RandomStream stream = seed.stream();
        Planes change = Planes.black(clean.width(), clean.height(), 1);
        Planes mask = Planes.black(clean.width(), clean.height(), 1);
        double scale = Math.max(1, Math.min(clean.width(), clean.height()) / SIDE_OF_SMALL_MARKS);
        int lines = stream.nextInt(0, scratches);
        for (int i = 0; i < lines; i++) {
            lay(change, mask, scratch(clean, scale, stream), level(stream));
        }
        long specks = Math.round(clean.area() / (scale * scale * DUST_AREA) * stream.nextInt(0, dust));
        for (long i = 0; i < specks; i++) {
            lay(change, mask, speck(clean, scale, stream), level(stream));
        }
        Planes damaged = Planes.black(clean.width(), clean.height(), clean.channels());
        for (int i = 0; i < damaged.values().length; i++) {
            damaged.values()[i] = clean.values()[i] + change.values()[i % clean.area()];
        }
        return new Damaged(damaged, mask);
    }

    /** Lighter or darker, at least visibly. */
    private static float level(RandomStream stream) {
        double size = MOST_LEVELS * stream.nextDouble(0.3, 1) * stream.nextDouble(0.5, 1);
        return (float) (stream.nextBoolean() ? size : -size);
    }

    /** A part of a picture that a mark covers. */
    private record Mark(int left, int top, Planes coverage) {}

    /** Lines that begin anywhere and keep their heading more or less; most run along the transport of the film. */
    private static Mark scratch(Planes clean, double scale, RandomStream stream) {
        double heading = stream.nextDouble() < 0.5
                ? Math.PI / 2 + 0.05 * stream.nextGaussian()
                : stream.nextDouble(0, 2 * Math.PI);
        double width = scale * stream.nextDouble(1, 4) * stream.nextDouble(0.4, 1);
        int segments = stream.nextInt(1, 8);
        double length = Math.max(clean.width(), clean.height()) * stream.nextDouble(0.05, 1) / segments;
        double[] x = new double[segments + 1];
        double[] y = new double[segments + 1];
        x[0] = stream.nextDouble(0, clean.width());
        y[0] = stream.nextDouble(-0.2, 1) * clean.height();
        for (int i = 1; i <= segments; i++) {
            heading += 0.15 * stream.nextGaussian();
            x[i] = x[i - 1] + length * StrictMath.cos(heading);
            y[i] = y[i - 1] + length * StrictMath.sin(heading);
        }
        return drawn(clean, x, y, width);
    }

    /** A dot, or a bent hair. */
    private static Mark speck(Planes clean, double scale, RandomStream stream) {
        boolean hair = stream.nextDouble() < 0.15;
        int points = hair ? 8 : 2;
        double width = scale * (hair ? stream.nextDouble(0.7, 1.6) : stream.nextDouble(0.8, 4));
        double step = scale * (hair ? stream.nextDouble(1, 5) : stream.nextDouble(0, 1.5));
        double heading = stream.nextDouble(0, 2 * Math.PI);
        double bend = hair ? 0.3 * stream.nextGaussian() : 0;
        double[] x = new double[points];
        double[] y = new double[points];
        x[0] = stream.nextDouble(0, clean.width());
        y[0] = stream.nextDouble(0, clean.height());
        for (int i = 1; i < points; i++) {
            heading += bend;
            x[i] = x[i - 1] + step * StrictMath.cos(heading);
            y[i] = y[i - 1] + step * StrictMath.sin(heading);
        }
        return drawn(clean, x, y, width);
    }

    /** Only the box around the points is drawn, so that many small marks on a large picture stay cheap. */
    private static Mark drawn(Planes clean, double[] x, double[] y, double width) {
        int left = (int) Math.max(0, Math.floor(least(x) - width));
        int top = (int) Math.max(0, Math.floor(least(y) - width));
        int right = (int) Math.min(clean.width() - 1, Math.ceil(-least(negated(x)) + width));
        int bottom = (int) Math.min(clean.height() - 1, Math.ceil(-least(negated(y)) + width));
        Planes coverage = Planes.black(Math.max(1, right - left + 1), Math.max(1, bottom - top + 1), 1);
        for (int i = 1; i < x.length; i++) {
            Brush.Segment segment = new Brush.Segment(x[i - 1] - left, y[i - 1] - top, x[i] - left, y[i] - top);
            Brush.softLine(coverage, segment, width, 1);
        }
        return new Mark(left, top, coverage);
    }

    private static double least(double[] values) {
        double least = values[0];
        for (double value : values) {
            least = Math.min(least, value);
        }
        return least;
    }

    private static double[] negated(double[] values) {
        double[] negated = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            negated[i] = -values[i];
        }
        return negated;
    }

    private static void lay(Planes change, Planes mask, Mark mark, float level) {
        int width = mark.coverage.width();
        for (int i = 0; i < mark.coverage.area(); i++) {
            int x = mark.left + i % width;
            int y = mark.top + i / width;
            float covered = mark.coverage.values()[i];
            if (covered > 0 && x < change.width() && y < change.height()) {
                int at = y * change.width() + x;
                change.values()[at] = (1 - covered) * change.values()[at] + covered * level;
                mask.values()[at] = covered >= QUARTER ? 1 : mask.values()[at];
            }
        }
    }
}
