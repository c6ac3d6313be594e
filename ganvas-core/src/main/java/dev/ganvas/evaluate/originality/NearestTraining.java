package dev.ganvas.evaluate.originality;

import dev.ganvas.evaluate.distribution.Features;
import dev.ganvas.evaluate.distribution.NearestNeighbours;
import dev.ganvas.evaluate.distribution.PictureSet;
import dev.ganvas.evaluate.distribution.Proportion;
import dev.ganvas.evaluate.distribution.Quantiles;
import dev.ganvas.image.Picture;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/** The search that {@link Memorisation} rests on. */
public final class NearestTraining {
    /** Pairs that are named and shown. */
    public static final int SHOWN = 32;

    /** Pictures of each side whose local distances are looked at, besides the close ones. */
    private static final int LOCAL = 1000;

    /** Neighbours that are looked through for one that is no duplicate. */
    private static final int SPARE = 8;

    /** Training pictures that the search needs at least. */
    public static final int LEAST = SPARE + 2;

    private final Features training;
    private final PictureSet trainingPictures;

    /** @param trainingPictures those of {@code training}, in its order */
    public NearestTraining(Features training, PictureSet trainingPictures) {
        this.training = training;
        this.trainingPictures = trainingPictures;
    }

    /**
     * Pictures to look up.
     *
     * @param self the training picture that a picture is itself, or -1
     */
    public record Probes(Features features, PictureSet pictures, IntUnaryOperator self) {}

    /** What generated pictures are measured by: how near real pictures come, looked up once. */
    public Yardstick by(Probes real, String comparedWith) {
        return new Yardstick(real, comparedWith);
    }

    /** Measures by training pictures themselves, each looked up without itself. */
    public Yardstick withoutThemselves(int[] probes) {
        return by(
                new Probes(training.select(probes), trainingPictures.select(probes), i -> probes[i]),
                "training pictures, each without itself");
    }

    /** Real pictures beside the training pictures, against which any number of generated sets can be held. */
    public final class Yardstick {
        private final String comparedWith;
        private final double close;
        private final double locallyClose;
        private final Memorisation.Side side;

        private Yardstick(Probes real, String comparedWith) {
            this.comparedWith = comparedWith;
            Found others = new Found(real);
            double[] distances =
                    Arrays.stream(others.distances).filter(d -> d > 0).toArray();
            this.close = distances.length == 0 ? 0 : Quantiles.of(distances, Memorisation.CLOSE_QUANTILE);
            Looked looked = others.look(close, i -> others.distances[i] > 0);
            this.locallyClose = Quantiles.of(looked.spreadLocals(), Memorisation.CLOSE_QUANTILE);
            this.side = looked.side(locallyClose);
        }

        /** Below this distance from a training picture, a picture is close to it. */
        double closeDistance() {
            return close;
        }

        /** Of the real pictures from the nearest training picture. */
        double medianDistance() {
            return side.medianDistance();
        }

        /** Which pictures are copies; an exact one always is. */
        Copies copies(Features generated, PictureSet pictures) {
            Found found = new Found(new Probes(generated, pictures, NearestNeighbours.NOBODY));
            boolean[] copy = new boolean[generated.count()];
            found.look(close, i -> true).copies().forEach(i -> copy[i] = true);
            for (int i = 0; i < copy.length; i++) {
                copy[i] |= found.distances[i] == 0;
            }
            return new Copies(copy, found.distances);
        }

        /** @param generated of pictures that are no training pictures themselves */
        public Memorisation evaluate(Features generated, PictureSet pictures) {
            Found fakes = new Found(new Probes(generated, pictures, NearestNeighbours.NOBODY));
            Memorisation.Side fake = fakes.look(close, i -> true).side(locallyClose);
            double ratio = fake.medianDistance() / side.medianDistance();
            double localRatio = fake.medianLocal() / side.medianLocal();
            return new Memorisation(
                    Memorisation.verdict(fake, side, ratio, localRatio),
                    comparedWith,
                    training.count(),
                    close,
                    fake,
                    side,
                    ratio,
                    localRatio,
                    fakes.closest());
        }
    }

    /**
     * What was found picture by picture.
     *
     * @param copy whether it is a copy of a training picture
     * @param distances from the nearest training picture
     */
    record Copies(boolean[] copy, double[] distances) {}

    /** @param comparedWith what {@code real} is, in words */
    Memorisation compare(Probes generated, Probes real, String comparedWith) {
        return by(real, comparedWith).evaluate(generated.features(), generated.pictures());
    }

    /**
     * What was found of the pictures that count.
     *
     * @param local distances by picture, of the near and of the spread
     */
    private record Looked(Found found, int[] counted, int[] near, int[] spread, Map<Integer, Double> local) {
        double[] spreadLocals() {
            return Arrays.stream(spread).mapToDouble(local::get).toArray();
        }

        Memorisation.Side side(double locallyClose) {
            return new Memorisation.Side(
                    counted.length,
                    median(found.distances),
                    median(found.rmse),
                    Quantiles.median(spreadLocals()),
                    Proportion.of(near.length, counted.length),
                    below(locallyClose),
                    below(Memorisation.COPY_SHARE));
        }

        private double median(double[] values) {
            return Quantiles.median(
                    Arrays.stream(counted).mapToDouble(i -> values[i]).toArray());
        }

        /** Numbers of the near pictures that are copies. */
        IntStream copies() {
            return nearer(Memorisation.COPY_SHARE);
        }

        private Proportion below(double limit) {
            return Proportion.of((int) nearer(limit).count(), counted.length);
        }

        private IntStream nearer(double limit) {
            return Arrays.stream(near).filter(i -> local.get(i) < limit);
        }
    }

    private final class Found {
        private final Probes probes;
        private final NearestNeighbours nearest;
        private final double[] distances;
        private final double[] rmse;

        Found(Probes probes) {
            this.probes = probes;
            this.nearest = NearestNeighbours.of(probes.features(), training, 1, probes.self());
            this.distances = nearest.distances(0);
            this.rmse = new double[distances.length];
            Arrays.setAll(rmse, i -> rmse(probes.pictures().picture(i), trainingPictures.picture(nearest.index(i, 0))));
        }

        /** @param counts which pictures count; where none does, all do */
        Looked look(double close, IntPredicate counts) {
            int[] some = IntStream.range(0, distances.length).filter(counts).toArray();
            int[] counted = some.length > 0
                    ? some
                    : IntStream.range(0, distances.length).toArray();
            int[] near =
                    Arrays.stream(counted).filter(i -> distances[i] < close).toArray();
            int[] spread = spread(counted);
            int[] looked = IntStream.concat(Arrays.stream(near), Arrays.stream(spread))
                    .distinct()
                    .toArray();
            return new Looked(this, counted, near, spread, local(looked));
        }

        /** Evenly spread over the set, whatever its order is. */
        private static int[] spread(int[] counted) {
            int size = Math.min(LOCAL, counted.length);
            return IntStream.range(0, size)
                    .map(i -> counted[(int) ((long) i * counted.length / size)])
                    .toArray();
        }

        /** Each picture's distance over that of the training picture found from its own nearest other, no duplicate. */
        private Map<Integer, Double> local(int[] chosen) {
            int[] found = Arrays.stream(chosen)
                    .map(i -> nearest.index(i, 0))
                    .distinct()
                    .toArray();
            NearestNeighbours around = NearestNeighbours.of(training.select(found), training, SPARE, t -> found[t]);
            Map<Integer, Integer> row = new HashMap<>();
            for (int t = 0; t < found.length; t++) {
                row.put(found[t], t);
            }
            Map<Integer, Double> local = new HashMap<>();
            for (int i : chosen) {
                double scale = scale(
                        around, row.get(nearest.index(i, 0)), probes.self().applyAsInt(i));
                local.put(i, distances[i] == 0 ? 0 : distances[i] / scale);
            }
            return local;
        }

        /** Of a training picture with nothing but duplicates around, 0: nothing but a duplicate is then a copy of it. */
        private static double scale(NearestNeighbours around, int row, int self) {
            for (int rank = 0; rank < SPARE; rank++) {
                if (around.distance(row, rank) > 0 && around.index(row, rank) != self) {
                    return around.distance(row, rank);
                }
            }
            return 0;
        }

        List<Memorisation.Pair> closest() {
            List<Memorisation.Pair> pairs = new ArrayList<>();
            IntStream.range(0, distances.length)
                    .boxed()
                    .sorted(Comparator.<Integer>comparingDouble(i -> distances[i])
                            .thenComparingInt(i -> i))
                    .limit(SHOWN)
                    .forEach(i -> pairs.add(new Memorisation.Pair(i, nearest.index(i, 0), distances[i], rmse[i])));
            return pairs;
        }
    }

    static double rmse(Picture a, Picture b) {
        double sum = 0;
        for (int i = 0; i < a.rgb().length; i++) {
            double difference = (a.rgb()[i] & 0xff) - (b.rgb()[i] & 0xff);
            sum += difference * difference;
        }
        return Math.sqrt(sum / a.rgb().length);
    }
}
