package dev.ganvas.evaluate.distribution;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Some pictures of a set, in their order. */
final class Subset {
    private final int[] numbers;
    /** By number; -1 of a picture that is no member. */
    private final int[] places;

    /**
     * @param numbers of the pictures in the set, rising
     * @param of pictures in the set
     */
    Subset(int[] numbers, int of) {
        this.numbers = numbers;
        this.places = new int[of];
        Arrays.fill(places, -1);
        for (int place = 0; place < numbers.length; place++) {
            places[numbers[place]] = place;
        }
    }

    /** All pictures of a set. */
    static Subset all(int count) {
        return new Subset(IntStream.range(0, count).toArray(), count);
    }

    int count() {
        return numbers.length;
    }

    /** The number in the set of the member at a place in {@code [0, count())}. */
    int number(int place) {
        return numbers[place];
    }

    /** The place of a picture of the set, or -1 when it is no member. */
    int place(int number) {
        return places[number];
    }

    /** The place of the first member whose number is {@code number} or more; {@link #count} when there is none. */
    int placeFrom(int number) {
        int found = Arrays.binarySearch(numbers, number);
        return found >= 0 ? found : -found - 1;
    }
}
