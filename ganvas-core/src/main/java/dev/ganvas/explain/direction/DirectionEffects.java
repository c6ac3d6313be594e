package dev.ganvas.explain.direction;

import dev.ganvas.data.PixelTensors;
import dev.ganvas.engine.tensor.Autograd;
import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.NoGrad;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.features.PerceptualDistance;
import dev.ganvas.features.RandomFeatures;
import dev.ganvas.generate.Generator;
import dev.ganvas.generate.Latent;
import dev.ganvas.image.Picture;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Moves points along directions and measures what happens to their pictures. */
final class DirectionEffects {
    /** Positions along a direction, in deviations, at which pictures are compared. */
    private static final double[] POSITIONS = {-2, -1, 0, 1, 2};

    private final Generator generator;
    private final PictureMeasures measures;
    private final List<Latent> points;
    private final double[] deviations;
    private final PerceptualDistance distance;

    /**
     * @param points what is moved
     * @param deviations of each measure among random pictures
     */
    DirectionEffects(
            Generator generator,
            PictureMeasures measures,
            List<Latent> points,
            double[] deviations,
            RandomFeatures features) {
        this.generator = generator;
        this.measures = measures;
        this.points = points;
        this.deviations = deviations;
        this.distance = new PerceptualDistance(features);
    }

    /**
     * What a direction does to {@code measure}, or to the measure that it changes most when none is named. {@code perUnit}
     * and {@code correlation} are negative when the direction points the other way.
     */
    LatentDirection.Effect of(float[] direction, OptionalInt measure) {
        double deviation = generator.latentKind().deviation();
        List<List<Picture>> moved = new ArrayList<>();
        List<double[][]> values = new ArrayList<>();
        for (double position : POSITIONS) {
            List<Picture> pictures = generator.draw(points.stream()
                    .map(point -> point.plus(direction, position * deviation))
                    .toList());
            moved.add(pictures);
            values.add(measures.of(pictures));
        }
        int top = 0;
        double[] slopes = new double[deviations.length];
        double squares = 0;
        for (int k = 0; k < slopes.length; k++) {
            slopes[k] = slope(values, k) / deviations[k];
            squares += slopes[k] * slopes[k];
            top = Math.abs(slopes[k]) > Math.abs(slopes[top]) ? k : top;
        }
        top = measure.orElse(top);
        return new LatentDirection.Effect(
                measures.names().get(top),
                slopes[top],
                correlation(values, top),
                squares > 0 ? slopes[top] * slopes[top] / squares : 0,
                change(moved));
    }

    /** Mean growth a deviation, each point against itself. */
    private static double slope(List<double[][]> values, int measure) {
        double both = 0;
        double square = 0;
        for (int p = 0; p < POSITIONS.length; p++) {
            for (double[] of : values.get(p)) {
                both += POSITIONS[p] * of[measure];
                square += POSITIONS[p] * POSITIONS[p];
            }
        }
        return both / square;
    }

    private static double correlation(List<double[][]> values, int measure) {
        int count = values.get(0).length;
        double[][] positions = new double[POSITIONS.length * count][1];
        double[][] centred = new double[POSITIONS.length * count][1];
        for (int i = 0; i < count; i++) {
            double mean = 0;
            for (double[][] at : values) {
                mean += at[i][measure] / POSITIONS.length;
            }
            for (int p = 0; p < POSITIONS.length; p++) {
                positions[p * count + i][0] = POSITIONS[p];
                centred[p * count + i][0] = values.get(p)[i][measure] - mean;
            }
        }
        return RidgeRegression.correlation(positions, centred, 0);
    }

    private double change(List<List<Picture>> moved) {
        double sum = 0;
        try (Scope scope = Scope.open();
                NoGrad off = Autograd.noGrad()) {
            for (int p = 1; p < moved.size(); p++) {
                sum += distance.between(
                                PixelTensors.toTensor(moved.get(p), DType.F32),
                                PixelTensors.toTensor(moved.get(p - 1), DType.F32))
                        .mean()
                        .item();
            }
        }
        return sum / (moved.size() - 1);
    }
}
