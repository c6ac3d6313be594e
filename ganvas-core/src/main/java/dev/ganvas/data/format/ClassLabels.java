package dev.ganvas.data.format;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * The classes of a source and each item's label.
 *
 * @param classes names in label order; empty when there are none
 * @param labels for each item its position in {@code classes}, or {@link #NONE}
 */
public record ClassLabels(List<String> classes, int[] labels) {
    public static final int NONE = -1;

    /** More classes than this are taken for a mistake, such as a file name in the label column. */
    static final int MAX_CLASSES = 100_000;

    private static final int LONGEST_NUMBER = 9;
    private static final int NAMED = 5;

    static ClassLabels none(int count) {
        int[] labels = new int[count];
        Arrays.fill(labels, NONE);
        return new ClassLabels(List.of(), labels);
    }

    /**
     * Top sub-folders as classes, when pictures lie in at least two of them and none lies at the top. What is nested
     * deeper belongs to its top sub-folder.
     */
    static ClassLabels ofFolders(List<String> paths) {
        List<String> folders = paths.stream().map(FileNames::topFolder).toList();
        boolean classified =
                !folders.contains("") && folders.stream().distinct().count() >= 2;
        return classified ? ofNames(folders) : none(paths.size());
    }

    /** The labels of the items at {@code positions}, without the classes that none of them has. */
    ClassLabels only(List<Integer> positions) {
        return new ClassLabels(
                        classes,
                        positions.stream()
                                .mapToInt(position -> labels[position])
                                .toArray())
                .withoutEmpty();
    }

    /** Without the classes that no item has. */
    public ClassLabels withoutEmpty() {
        int[] counts = new int[classes.size()];
        Arrays.stream(labels).filter(label -> label != NONE).forEach(label -> counts[label]++);
        int[] moved = new int[counts.length];
        List<String> kept = new ArrayList<>();
        for (int label = 0; label < counts.length; label++) {
            moved[label] = kept.size();
            if (counts[label] > 0) {
                kept.add(classes.get(label));
            }
        }
        return new ClassLabels(
                List.copyOf(kept),
                Arrays.stream(labels)
                        .map(label -> label == NONE ? NONE : moved[label])
                        .toArray());
    }

    /** Says of classes that they are left out. */
    public static String withoutPictures(List<String> classes) {
        int more = classes.size() - NAMED;
        String names = String.join(", ", classes.subList(0, Math.min(NAMED, classes.size())));
        return (classes.size() == 1 ? "1 class has" : classes.size() + " classes have") + " no picture and "
                + (classes.size() == 1 ? "is" : "are") + " left out: " + names
                + (more > 0 ? " and " + more + " more" : "");
    }

    /** Whether all classes are called by numbers. */
    boolean numbered() {
        return classes.stream().allMatch(ClassLabels::isNumber);
    }

    private static boolean isNumber(String name) {
        return name.length() <= LONGEST_NUMBER && name.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** From each item's class name, empty for none; numbers are ordered as numbers, anything else by its letters. */
    static ClassLabels ofNames(List<String> names) {
        boolean numbers = names.stream().allMatch(ClassLabels::isNumber);
        Comparator<String> byLetters = Comparator.naturalOrder();
        Comparator<String> byNumber = Comparator.comparingInt(Integer::parseInt);
        TreeSet<String> classes = new TreeSet<>(numbers ? byNumber.thenComparing(byLetters) : byLetters);
        names.stream().filter(name -> !name.isEmpty()).forEach(classes::add);
        List<String> ordered = List.copyOf(classes);
        Map<String, Integer> label = new HashMap<>();
        IntStream.range(0, ordered.size()).forEach(i -> label.put(ordered.get(i), i));
        return new ClassLabels(
                ordered,
                names.stream().mapToInt(name -> label.getOrDefault(name, NONE)).toArray());
    }
}
