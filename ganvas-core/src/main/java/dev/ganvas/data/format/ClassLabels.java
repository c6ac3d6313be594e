package dev.ganvas.data.format;

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

    /** From each item's class name, empty for none; numbers are ordered as numbers, anything else by its letters. */
    static ClassLabels ofNames(List<String> names) {
        boolean numbers = names.stream()
                .allMatch(
                        name -> name.length() <= LONGEST_NUMBER && name.chars().allMatch(c -> c >= '0' && c <= '9'));
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
