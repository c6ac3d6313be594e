package dev.ganvas.bench.quality;

import dev.ganvas.data.PixelCache;
import dev.ganvas.generate.Generator;
import dev.ganvas.image.Picture;
import dev.ganvas.random.RandomStream;
import dev.ganvas.random.Seed;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.LongStream;

/** Classes of generated pictures, as frequent as in the data. */
final class SampleLabels {
    private SampleLabels() {}

    /** The labels of {@code count} pictures drawn from {@code data}, with repetition; -1 for pictures without. */
    static long[] drawn(PixelCache data, int count, Seed seed) {
        RandomStream stream = seed.child("labels").stream();
        return LongStream.generate(() -> data.label(stream.nextInt(data.count())))
                .limit(count)
                .toArray();
    }

    /** A picture for each label; a generator without classes does not milestone at them. */
    static List<Picture> draw(Generator generator, long[] labels, Seed seed) {
        Map<Long, Integer> counts = new HashMap<>();
        boolean classes = !generator.classes().isEmpty();
        LongStream.of(labels).forEach(label -> counts.merge(classes ? label : -1, 1, Integer::sum));
        Map<Long, Iterator<Picture>> byLabel = new HashMap<>();
        counts.forEach((label, count) -> byLabel.put(
                label,
                generator.pictures(new Generator.Request(
                        count,
                        seed.child("samples").child(label),
                        1,
                        classes ? OptionalInt.of(Math.toIntExact(label)) : OptionalInt.empty()))));
        return LongStream.of(labels)
                .mapToObj(label -> byLabel.get(classes ? label : -1L).next())
                .toList();
    }
}
