package dev.ganvas.evaluate.distribution;

import dev.ganvas.evaluate.distribution.DistanceFigures.Metric;
import dev.ganvas.random.Seed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The kernel distance of one class's generated pictures from its real ones.
 *
 * @param name of the class
 * @param referenceCount real pictures that took part
 * @param generatedCount generated pictures that took part
 * @param kernelDistance see {@link KernelDistance}
 */
public record ClassDistance(String name, int referenceCount, int generatedCount, Metric kernelDistance) {
    /** Pictures of a class, at least, on each side; with fewer the class is left out. */
    public static final int LEAST = 20;

    /** Pictures of a class, at most, on each side. */
    public static final int MOST = 1000;

    /**
     * The distance of each class that both sets have by name, the worst class first.
     *
     * @param reference features of all of {@code real}, in its order
     * @param evaluated features of all of {@code generated}, in its order
     */
    public static List<ClassDistance> of(
            Features reference, PictureSet real, Features evaluated, PictureSet generated, Seed seed) {
        Map<String, int[]> realByClass = byClass(real);
        Map<String, int[]> generatedByClass = byClass(generated);
        List<ClassDistance> distances = new ArrayList<>();
        realByClass.forEach((name, left) -> {
            int[] right = generatedByClass.getOrDefault(name, new int[0]);
            if (left.length >= LEAST && right.length >= LEAST) {
                distances.add(measure(name, reference.select(left), evaluated.select(right), seed.child(name)));
            }
        });
        distances.sort(Comparator.comparingDouble(
                        (ClassDistance d) -> d.kernelDistance().value())
                .reversed());
        return distances;
    }

    private static ClassDistance measure(String name, Features reference, Features evaluated, Seed seed) {
        Features left = reference.draw(MOST, seed.child("reference"));
        Features right = evaluated.draw(MOST, seed.child("generated"));
        return new ClassDistance(
                name, left.count(), right.count(), Bootstrap.of(seed).kernelDistance(left, right));
    }

    private static Map<String, int[]> byClass(PictureSet set) {
        Map<String, List<Integer>> members = new HashMap<>();
        IntStream.range(0, set.count()).filter(i -> !set.className(i).isEmpty()).forEach(i -> members.computeIfAbsent(
                        set.className(i), name -> new ArrayList<>())
                .add(i));
        Map<String, int[]> arrays = new TreeMap<>();
        members.forEach((name, list) ->
                arrays.put(name, list.stream().mapToInt(Integer::intValue).toArray()));
        return arrays;
    }
}
