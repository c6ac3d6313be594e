package dev.ganvas.generate.latent;

import dev.ganvas.error.Require;
import dev.ganvas.generate.Latent;
import java.util.ArrayList;
import java.util.List;

/**
 * Ways between latent points. On a straight one the middle is nearer to the centre than any point a generator was
 * trained on; on the sphere (Shoemake, "Animating rotation with quaternion curves", 1985; for latent points White, 2016) it is
 * not.
 */
public final class Interpolation {
    /** Below this angle, or this near to a half turn, the formula divides by about zero. */
    private static final double SMALLEST_SINE = 1e-6;

    private Interpolation() {}

    /**
     * The point at share {@code t} of the way along the great circle; its length goes evenly from one to the other.
     * Opposite points, which have no single great circle, are joined by a straight line.
     *
     * @param t 0 for {@code from} to 1 for {@code to}
     * @return a point of {@code from}'s class
     */
    public static Latent between(Latent from, Latent to, double t) {
        Require.that(from.values().length == to.values().length, "points of different generators cannot be joined");
        double lengthFrom = from.norm();
        double lengthTo = to.norm();
        double cosine = 0;
        for (int i = 0; i < from.values().length; i++) {
            cosine += (double) from.values()[i] * to.values()[i];
        }
        cosine = Math.max(-1, Math.min(1, cosine / (lengthFrom * lengthTo)));
        double angle = Math.acos(cosine);
        double sine = Math.sin(angle);
        float[] values = new float[from.values().length];
        boolean straight = !(sine > SMALLEST_SINE);
        double length = lengthFrom + t * (lengthTo - lengthFrom);
        double a = straight ? 1 - t : Math.sin((1 - t) * angle) / sine * length / lengthFrom;
        double b = straight ? t : Math.sin(t * angle) / sine * length / lengthTo;
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (a * from.values()[i] + b * to.values()[i]);
        }
        return new Latent(values, from.label());
    }

    /**
     * A round trip through all points and back to the first, which is not repeated at the end.
     *
     * @param points at least 2
     * @param steps points from each to the next, the first of the two counted
     */
    public static List<Latent> loop(List<Latent> points, int steps) {
        Require.that(points.size() >= 2, "a way needs at least 2 points, not " + points.size());
        Require.positive(steps, "steps");
        List<Latent> way = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            for (int step = 0; step < steps; step++) {
                way.add(between(points.get(i), points.get((i + 1) % points.size()), (double) step / steps));
            }
        }
        return way;
    }
}
