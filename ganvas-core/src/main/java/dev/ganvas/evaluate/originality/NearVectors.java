package dev.ganvas.evaluate.originality;

import dev.ganvas.evaluate.distribution.FeatureStatistics;
import dev.ganvas.evaluate.distribution.Features;
import dev.ganvas.evaluate.distribution.PrincipalAxes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Vectors of which one near a given one is found, exactly, without looking at all of them. They lie in cells along the
 * axes in which typical vectors differ most, each as wide as what counts as near; a projection never lengthens a distance,
 * so that what is near lies in the same cell or in one beside it.
 */
final class NearVectors {
    private static final int AXES = 3;

    /** A cell is at least this share of a typical vector wide, and wider than needed by it: rounding stays below. */
    private static final double SLACK = 1e-6;

    private final List<float[]> axes;
    private final double limit;
    private final double width;
    private final Map<List<Long>, List<float[]>> cells = new HashMap<>();

    /**
     * @param typical tells the axes; at least two vectors
     * @param limit vectors nearer than this are near
     */
    NearVectors(Features typical, double limit) {
        this.axes = PrincipalAxes.of(
                FeatureStatistics.of(typical).covariance(), typical.dimension(), Math.min(AXES, typical.dimension()));
        this.limit = limit;
        double square = 0;
        for (float value : typical.values()) {
            square += (double) value * value;
        }
        double wide = Math.max(limit, SLACK * Math.sqrt(square / typical.count())) * (1 + SLACK);
        this.width = wide > 0 ? wide : 1;
    }

    void add(float[] vector) {
        cells.computeIfAbsent(cell(vector), cell -> new ArrayList<>()).add(vector);
    }

    /** Whether one that was added is near {@code vector}, or the same. */
    boolean hasNear(float[] vector) {
        return hasNear(vector, cell(vector), 0);
    }

    /** Looks through the cells that differ from {@code cell} by one at most on the axes from {@code axis} on. */
    private boolean hasNear(float[] vector, List<Long> cell, int axis) {
        if (axis == cell.size()) {
            return cells.getOrDefault(cell, List.of()).stream().anyMatch(other -> isNear(vector, other));
        }
        for (int step = -1; step <= 1; step++) {
            List<Long> beside = new ArrayList<>(cell);
            beside.set(axis, cell.get(axis) + step);
            if (hasNear(vector, beside, axis + 1)) {
                return true;
            }
        }
        return false;
    }

    private boolean isNear(float[] vector, float[] other) {
        double most = limit * limit;
        double square = 0;
        for (int k = 0; k < other.length && square <= most; k++) {
            double difference = vector[k] - other[k];
            square += difference * difference;
        }
        return square < most || square == 0;
    }

    private List<Long> cell(float[] vector) {
        List<Long> cell = new ArrayList<>(axes.size());
        for (float[] axis : axes) {
            double place = 0;
            for (int k = 0; k < axis.length; k++) {
                place += (double) axis[k] * vector[k];
            }
            cell.add((long) Math.floor(place / width));
        }
        return cell;
    }
}
