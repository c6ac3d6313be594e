package dev.ganvas.plates;

import dev.ganvas.image.geometry.Point;
import dev.ganvas.image.geometry.Quad;
import dev.ganvas.plates.network.FinderNetwork;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Plates in the map that a {@link FinderNetwork} draws. */
public final class FoundPlates {
    /** Two that overlap by more are the same. */
    private static final double SAME = 0.3;

    private static final int CORNERS = 4;

    private FoundPlates() {}

    /**
     * A plate.
     *
     * @param corners pixels
     * @param score 0 to 1
     */
    public record Found(Quad corners, double score) {}

    /**
     * Reads a map.
     *
     * @param map {@code [9, high, wide]} as the network gives it, from a place on
     * @param threshold least score
     * @return best first, none twice
     */
    public static List<Found> in(float[] map, int from, int wide, int high, double threshold) {
        List<Found> found = new ArrayList<>();
        double least = Math.log(threshold / (1 - threshold));
        for (int y = 0; y < high; y++) {
            for (int x = 0; x < wide; x++) {
                float logit = map[from + y * wide + x];
                if (logit >= least && isPeak(map, from, wide, high, x, y)) {
                    found.add(new Found(corners(map, from, wide, high, x, y), probability(logit)));
                }
            }
        }
        return apart(found);
    }

    private static double probability(double logit) {
        return 1 / (1 + Math.exp(-logit));
    }

    private static boolean isPeak(float[] map, int from, int wide, int high, int x, int y) {
        float own = map[from + y * wide + x];
        for (int row = Math.max(0, y - 1); row <= Math.min(high - 1, y + 1); row++) {
            for (int column = Math.max(0, x - 1); column <= Math.min(wide - 1, x + 1); column++) {
                if (map[from + row * wide + column] > own) {
                    return false;
                }
            }
        }
        return true;
    }

    /** What the cells around a peak say, weighed by how sure they are. */
    private static Quad corners(float[] map, int from, int wide, int high, int x, int y) {
        double[] sums = new double[2 * CORNERS];
        double weights = 0;
        for (int row = Math.max(0, y - 1); row <= Math.min(high - 1, y + 1); row++) {
            for (int column = Math.max(0, x - 1); column <= Math.min(wide - 1, x + 1); column++) {
                double weight = probability(map[from + row * wide + column]);
                weights += weight;
                for (int i = 0; i < sums.length; i++) {
                    double middle = ((i % 2 == 0 ? column : row) + 0.5) * FinderNetwork.CELL;
                    double away = map[from + ((1 + i) * high + row) * wide + column] * FinderNetwork.UNIT;
                    sums[i] += weight * (middle + away);
                }
            }
        }
        List<Point> corners = new ArrayList<>();
        for (int i = 0; i < CORNERS; i++) {
            corners.add(new Point(sums[2 * i] / weights, sums[2 * i + 1] / weights));
        }
        return new Quad(corners);
    }

    /** The best of those that overlap. */
    static List<Found> apart(List<Found> found) {
        List<Found> kept = new ArrayList<>();
        found.stream().sorted(Comparator.comparingDouble(each -> -each.score())).forEach(each -> {
            if (kept.stream().allMatch(other -> other.corners().overlap(each.corners()) < SAME)) {
                kept.add(each);
            }
        });
        return kept;
    }
}
