package dev.ganvas.data.format;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Finds the picture that a label file means: by its path, in any case, by its file name alone, and without its extension.
 * A short name that several pictures share means none of them.
 */
final class PictureNames {
    /** No picture, or more than one. */
    static final int NONE = -1;

    private static final int SHARED = -2;

    /** Ways to name a picture, the surest first. */
    private static final List<UnaryOperator<String>> WAYS = List.of(
            path -> path,
            path -> path.toLowerCase(Locale.ROOT),
            path -> FileNames.baseName(path).toLowerCase(Locale.ROOT),
            path -> FileNames.stem(path).toLowerCase(Locale.ROOT),
            path -> FileNames.stem(FileNames.baseName(path)).toLowerCase(Locale.ROOT));

    private final List<Map<String, Integer>> byWay;

    PictureNames(List<String> paths) {
        this.byWay = WAYS.stream().map(way -> index(paths, way)).toList();
    }

    private static Map<String, Integer> index(List<String> paths, UnaryOperator<String> way) {
        Map<String, Integer> index = new HashMap<>(2 * paths.size());
        for (int i = 0; i < paths.size(); i++) {
            index.merge(way.apply(paths.get(i)), i, (first, second) -> SHARED);
        }
        return index;
    }

    /** The position of the picture that {@code name}, said in the folder {@code base}, means; {@link #NONE} for none. */
    int find(String base, String name) {
        int sureness = sureness(base, name);
        return sureness == 0 ? NONE : found(base, name, WAYS.size() - sureness);
    }

    /** How surely {@code name} means a picture: 0 for not at all, more for a better match. */
    int sureness(String base, String name) {
        for (int way = 0; way < WAYS.size(); way++) {
            if (found(base, name, way) >= 0) {
                return WAYS.size() - way;
            }
        }
        return 0;
    }

    private int found(String base, String name, int way) {
        String clean = FileNames.sanitised(name);
        // Without an extension of its own, a name such as "v1.2" must not lose its end.
        boolean whole = way >= 3;
        String lower = clean.toLowerCase(Locale.ROOT);
        String key =
                switch (way) {
                    case 0 -> base + clean;
                    case 1, 3 -> (base + clean).toLowerCase(Locale.ROOT);
                    default -> FileNames.baseName(lower);
                };
        int exact = byWay.get(way).getOrDefault(key, NONE);
        return exact == NONE && whole ? byWay.get(way).getOrDefault(FileNames.stem(key), NONE) : exact;
    }
}
