package dev.ganvas.explain.direction;

import dev.ganvas.error.Require;
import dev.ganvas.features.RandomFeatures;
import dev.ganvas.generate.Generator;
import dev.ganvas.generate.Latent;
import dev.ganvas.image.Picture;
import dev.ganvas.image.Pictures;
import dev.ganvas.random.Seed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Finds, measures, names and shows the latent directions of a generator: {@link #directions()}, then {@link #strip} for
 * each. What a direction is named after is what it was measured to change, not what it means.
 */
public final class LatentExploration {
    /** Random pictures that measures are regressed on and scaled by. */
    private static final int SAMPLES = 1024;

    /** Points that are moved along each direction to measure its effect. */
    private static final int MOVED = 32;

    /** A measure that a direction moves with less than this correlation gives it no name. */
    private static final double LEAST_CORRELATION = 0.5;

    /** Nor one that it moves by less than this many deviations. */
    private static final double LEAST_EFFECT = 0.1;

    /** A direction this near to one already taken is left out: the absolute cosine. */
    private static final double SAME = 0.9;

    private static final int STRIP_STEPS = 7;
    private static final double STRIP_REACH = 3;

    private final Generator generator;
    private final PictureMeasures measures;
    private final Settings settings;

    /**
     * What to look for.
     *
     * @param perMethod directions by the closed form, and as many by what pictures do; 0 to the latent size
     * @param seed names everything random
     * @param label the class to look in; all in turn when absent
     */
    public record Settings(int perMethod, Seed seed, OptionalInt label) {
        public Settings {
            Require.that(perMethod >= 0, "directions per method must not be negative");
        }
    }

    /**
     * @param generator stays the caller's to close
     * @param measures what directions are named by
     */
    public LatentExploration(Generator generator, PictureMeasures measures, Settings settings) {
        Require.within(settings.perMethod(), 0, generator.latentSize(), "directions per method");
        Require.that(!measures.names().isEmpty(), "directions need at least one measure to be named by");
        this.generator = generator;
        this.measures = measures;
        this.settings = settings;
    }

    /** @param measure what the direction was made to change; empty when nothing was named */
    private record Found(LatentDirection.Method method, float[] values, OptionalInt measure) {}

    /**
     * All directions worth showing: first those of the measures that the latent vector moves at all, then those of the
     * first layer and those of the pictures, each kind with the strongest first.
     */
    public List<LatentDirection> directions() {
        DirectionFinder finder = new DirectionFinder(generator, settings.seed(), settings.label());
        List<Latent> points = points(SAMPLES, "samples");
        double[][] values = measures.of(generator.draw(points));
        List<Found> found = new ArrayList<>();
        List<float[]> ofMeasures = finder.ofMeasures(points, values);
        for (int k = 0; k < ofMeasures.size(); k++) {
            found.add(new Found(LatentDirection.Method.MEASURE, ofMeasures.get(k), OptionalInt.of(k)));
        }
        finder.ofFirstLayer(settings.perMethod())
                .ifPresent(all -> all.forEach(
                        of -> found.add(new Found(LatentDirection.Method.FIRST_LAYER, of, OptionalInt.empty()))));
        finder.ofPictures(settings.perMethod())
                .forEach(of -> found.add(new Found(LatentDirection.Method.PICTURES, of, OptionalInt.empty())));
        try (RandomFeatures features = RandomFeatures.create()) {
            DirectionEffects effects =
                    new DirectionEffects(generator, measures, points(MOVED, "moved"), deviations(values), features);
            return named(found, effects);
        }
    }

    private List<Latent> points(int count, String purpose) {
        return generator.latents(new Generator.Request(count, settings.seed().child(purpose), 1, settings.label()));
    }

    private static double[] deviations(double[][] values) {
        return IntStream.range(0, values[0].length)
                .mapToDouble(k -> {
                    double sum = 0;
                    double square = 0;
                    for (double[] of : values) {
                        sum += of[k] / values.length;
                        square += of[k] * of[k] / values.length;
                    }
                    // A constant measure gets a deviation that no change can be large against.
                    double variance = square - sum * sum;
                    return variance > 1e-12 ? Math.sqrt(variance) : Double.MAX_VALUE;
                })
                .toArray();
    }

    private List<LatentDirection> named(List<Found> found, DirectionEffects effects) {
        List<LatentDirection> directions = new ArrayList<>();
        Map<String, Integer> used = new HashMap<>();
        for (Found one : found) {
            if (directions.stream().anyMatch(taken -> Math.abs(cosine(taken.values(), one.values())) > SAME)) {
                continue;
            }
            LatentDirection.Effect effect = effects.of(one.values(), one.measure());
            boolean clear =
                    Math.abs(effect.correlation()) >= LEAST_CORRELATION && Math.abs(effect.perUnit()) >= LEAST_EFFECT;
            if (!clear && one.method() == LatentDirection.Method.MEASURE) {
                continue;
            }
            String name = clear ? effect.measure() : "direction";
            int times = used.merge(name, 1, Integer::sum);
            directions.add(new LatentDirection(
                    clear && times == 1 ? name : name + "-" + times,
                    one.method(),
                    effect.perUnit() < 0 ? negated(one.values()) : one.values(),
                    generator.latentKind().deviation(),
                    upward(effect)));
        }
        return directions;
    }

    private static LatentDirection.Effect upward(LatentDirection.Effect effect) {
        double sign = effect.perUnit() < 0 ? -1 : 1;
        return new LatentDirection.Effect(
                effect.measure(),
                sign * effect.perUnit(),
                sign * effect.correlation(),
                effect.share(),
                effect.change());
    }

    private static float[] negated(float[] values) {
        float[] result = new float[values.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = -values[i];
        }
        return result;
    }

    private static double cosine(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }

    /**
     * A picture table: each row one random point, moved from -3 deviations on the left over itself in the middle to +3.
     *
     * @param rows points
     */
    public Picture strip(LatentDirection direction, int rows) {
        List<Latent> cells = new ArrayList<>();
        for (Latent point : points(rows, "shown")) {
            for (int step = 0; step < STRIP_STEPS; step++) {
                cells.add(direction.move(point, STRIP_REACH * (2.0 * step / (STRIP_STEPS - 1) - 1)));
            }
        }
        return Pictures.grid(generator.draw(cells), STRIP_STEPS, 2);
    }
}
