package dev.ganvas.features;

import dev.ganvas.data.PixelCache;
import dev.ganvas.error.UsageException;
import dev.ganvas.random.Seed;
import dev.ganvas.train.HeldOut;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Puts whole people aside, so that what is measured is how strangers are told apart. */
final class HeldOutPeople {
    /** Fewer tell too little. */
    private static final int LEAST_PEOPLE = 6;

    private static final int LEAST_ASIDE = 2;
    private static final int ONE_OF = 5;

    private HeldOutPeople() {}

    /**
     * A fifth of the people who have two pictures or more, at least two.
     *
     * @throws UsageException when there are fewer than six people, or fewer than four with two pictures
     */
    static HeldOut of(PixelCache data, Seed seed) {
        Map<Integer, List<Integer>> people = new TreeMap<>();
        for (int i = 0; i < data.count(); i++) {
            if (data.label(i) >= 0) {
                people.computeIfAbsent(data.label(i), label -> new ArrayList<>())
                        .add(i);
            }
        }
        List<Integer> several = new ArrayList<>(people.keySet().stream()
                .filter(label -> people.get(label).size() > 1)
                .toList());
        if (people.size() < LEAST_PEOPLE || several.size() < 2 * LEAST_ASIDE) {
            throw new UsageException("To learn identities takes a sub-folder for each of at least " + LEAST_PEOPLE
                    + " people, of whom " + 2 * LEAST_ASIDE + " have two pictures or more; there are " + people.size()
                    + ", of whom " + several.size() + " have.");
        }
        int[] order = several.stream().mapToInt(Integer::intValue).toArray();
        seed.stream().shuffle(order);
        List<Integer> aside = new ArrayList<>();
        for (int i = 0; i < Math.max(LEAST_ASIDE, several.size() / ONE_OF); i++) {
            aside.addAll(people.remove(order[i]));
        }
        List<Integer> rest = people.values().stream().flatMap(List::stream).toList();
        return new HeldOut(numbers(rest), numbers(aside));
    }

    private static int[] numbers(List<Integer> items) {
        return items.stream().mapToInt(Integer::intValue).toArray();
    }
}
