package dev.ganvas.search;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The {@code k} greatest of many similarities; of equal ones the first numbers. */
final class Nearest {
    private final int[] numbers;
    private final float[] similarities;
    private int size;

    Nearest(int k) {
        numbers = new int[k];
        similarities = new float[k];
    }

    /** Takes one in, if it is among the greatest so far. */
    void offer(int number, float similarity) {
        if (Float.isNaN(similarity)) {
            return;
        }
        if (size < numbers.length) {
            rise(size++, number, similarity);
        } else if (isBelow(numbers[0], similarities[0], number, similarity)) {
            sink(number, similarity);
        }
    }

    void offerAll(Nearest other) {
        for (int i = 0; i < other.size; i++) {
            offer(other.numbers[i], other.similarities[i]);
        }
    }

    /** A heap with the least on top. */
    private void rise(int place, int number, float similarity) {
        int at = place;
        while (at > 0 && isBelow(number, similarity, numbers[(at - 1) / 2], similarities[(at - 1) / 2])) {
            set(at, (at - 1) / 2);
            at = (at - 1) / 2;
        }
        numbers[at] = number;
        similarities[at] = similarity;
    }

    private void sink(int number, float similarity) {
        int at = 0;
        for (int child = 1; child < size; child = 2 * at + 1) {
            if (child + 1 < size
                    && isBelow(numbers[child + 1], similarities[child + 1], numbers[child], similarities[child])) {
                child++;
            }
            if (!isBelow(numbers[child], similarities[child], number, similarity)) {
                break;
            }
            set(at, child);
            at = child;
        }
        numbers[at] = number;
        similarities[at] = similarity;
    }

    private void set(int at, int from) {
        numbers[at] = numbers[from];
        similarities[at] = similarities[from];
    }

    private static boolean isBelow(int number, float similarity, int otherNumber, float otherSimilarity) {
        return similarity < otherSimilarity || (similarity == otherSimilarity && number > otherNumber);
    }

    /** The numbers, the greatest similarity first. */
    int[] ordered() {
        return order().stream().mapToInt(i -> numbers[i]).toArray();
    }

    /** As matches, the greatest similarity first. */
    List<Match> matches(IndexLog log) {
        return order().stream()
                .map(i -> new Match(log.id(numbers[i]), similarities[i]))
                .toList();
    }

    private List<Integer> order() {
        return IntStream.range(0, size)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -similarities[i])
                        .thenComparingInt(i -> numbers[i]))
                .toList();
    }

    @Override
    public String toString() {
        return Arrays.toString(ordered());
    }
}
