package dev.ganvas.evaluate;

import dev.ganvas.error.Require;
import dev.ganvas.evaluate.distribution.Bootstrap;
import dev.ganvas.evaluate.distribution.DistanceFigures;
import dev.ganvas.evaluate.distribution.Features;
import dev.ganvas.evaluate.distribution.PictureFeatures;
import dev.ganvas.image.Picture;
import dev.ganvas.image.degrade.Corruption;
import dev.ganvas.random.Seed;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a distance means for this data and extractor: the distances of real pictures from other real pictures (the floor),
 * and from the same other pictures after known damage. Every rung is measured against the same reference set and, but for
 * the missing class, with the same sample counts, so that rungs and generators evaluated at those counts may be compared.
 *
 * @param rungs the floor first
 */
public record CalibrationLadder(List<Rung> rungs) {
    /** Pictures that are damaged at once. */
    private static final int BLOCK = 256;

    /** One step of the ladder: what was compared with the reference, and how far it was. */
    public record Rung(String name, DistanceFigures distances) {}

    public CalibrationLadder {
        rungs = List.copyOf(rungs);
    }

    /** The ladder of one set: a random half against the other half. */
    public static CalibrationLadder ofHalves(ReferencePictures set, PictureFeatures extractor, Bootstrap bootstrap) {
        Require.that(
                set.features().count() >= 4,
                "a calibration ladder needs at least 4 pictures, not "
                        + set.features().count());
        ReferencePictures[] halves = set.halves(bootstrap.seed().child("halves"));
        return measure("the other half", halves[0].features(), halves[1], extractor, bootstrap);
    }

    /** The ladder of a training set against held-out pictures from the same source. */
    public static CalibrationLadder ofHeldOut(
            Features train, ReferencePictures test, PictureFeatures extractor, Bootstrap bootstrap) {
        return measure("the test set", train, test, extractor, bootstrap);
    }

    private static CalibrationLadder measure(
            String floor, Features reference, ReferencePictures other, PictureFeatures extractor, Bootstrap bootstrap) {
        List<Rung> rungs = new ArrayList<>();
        rungs.add(new Rung(floor, DistanceFigures.of(reference, other.features(), bootstrap)));
        for (Corruption corruption : List.of(new Corruption.Blur(1), new Corruption.Noise(0.1))) {
            Features damaged = corrupted(other, corruption, extractor, bootstrap.seed());
            rungs.add(new Rung(corruption.label(), DistanceFigures.of(reference, damaged, bootstrap)));
        }
        largestClass(other.labels()).ifPresent(missing -> {
            Features rest = without(other, missing);
            rungs.add(new Rung("class " + missing + " missing", DistanceFigures.of(reference, rest, bootstrap)));
        });
        return new CalibrationLadder(rungs);
    }

    private static Features corrupted(
            ReferencePictures set, Corruption corruption, PictureFeatures extractor, Seed seed) {
        int count = set.features().count();
        Seed noise = seed.child(corruption.label());
        IntFunction<Picture> damage = i -> corruption.apply(set.pictures().apply(i), noise.child(i));
        Iterator<Picture> damaged = IntStream.iterate(0, from -> from < count, from -> from + BLOCK)
                .boxed()
                .flatMap(from ->
                        IntStream.range(from, Math.min(from + BLOCK, count))
                                .parallel()
                                .mapToObj(damage)
                                .toList()
                                .stream())
                .iterator();
        Features features = extractor.of(damaged, count);
        Require.that(
                features.count() == count,
                "the extractor returned features of " + features.count() + " pictures for " + count);
        return features;
    }

    /** The largest class, the first of equals; empty where leaving it out would leave fewer than 2 pictures. */
    private static OptionalInt largestClass(int[] labels) {
        Map<Integer, Integer> sizes = new TreeMap<>();
        for (int label : labels) {
            sizes.merge(label, 1, Integer::sum);
        }
        OptionalInt largest = OptionalInt.empty();
        int size = 0;
        for (Map.Entry<Integer, Integer> entry : sizes.entrySet()) {
            if (entry.getValue() > size) {
                largest = OptionalInt.of(entry.getKey());
                size = entry.getValue();
            }
        }
        return labels.length - size < 2 ? OptionalInt.empty() : largest;
    }

    private static Features without(ReferencePictures set, int label) {
        int[] kept = IntStream.range(0, set.labels().length)
                .filter(i -> set.labels()[i] != label)
                .toArray();
        return set.features().select(kept);
    }

    /** A table for people, one rung a line. */
    public String toText() {
        return rungs.stream()
                .map(rung -> String.format(
                        Locale.ROOT,
                        "%-34s KD x 1000 %10.3f   FD %10.3f%n",
                        rung.name(),
                        rung.distances().kernelDistance().value() * 1000,
                        rung.distances().frechetDistance().value()))
                .collect(Collectors.joining());
    }
}
