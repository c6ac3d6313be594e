package dev.ganvas.data.format;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Where in a tree of folders the pictures to learn from lie: below folders that hold nothing but one other, and in the
 * training part of a set that has parts.
 *
 * @param root the folder, empty or with {@code /} at its end
 * @param parts names of the parts found, the opened one first; empty when there are none
 */
record FolderLayout(String root, List<String> parts) {
    /** So many pictures of a hundred may lie at the top by mistake without the folders beside them losing their meaning. */
    private static final int STRAY_PERCENT = 2;

    private static final String ENDING = "[-_ ]?(set|data|images|imgs|[0-9]{4})?";
    private static final Pattern TRAINING = Pattern.compile("(train|training|trn)" + ENDING);
    private static final Pattern VALIDATION = Pattern.compile("(val|valid|validation|dev|eval|evaluation)" + ENDING);
    private static final Pattern TEST = Pattern.compile("(test|testing|tst)" + ENDING);
    private static final List<Pattern> PARTS = List.of(TRAINING, VALIDATION, TEST);

    /** @param pictures paths of all pictures */
    static FolderLayout of(List<String> pictures) {
        String root = "";
        List<String> parts = List.of();
        while (true) {
            Map<String, Integer> folders = folders(pictures, root);
            int beside = folders.getOrDefault("", 0);
            folders.remove("");
            List<String> found = beside == 0 || isStray(beside, folders) ? parts(folders) : List.of();
            if (parts.isEmpty() && !found.isEmpty()) {
                parts = found;
                root += parts.get(0) + "/";
            } else if (beside == 0 && folders.size() == 1) {
                root += folders.keySet().iterator().next() + "/";
            } else {
                return new FolderLayout(root, parts);
            }
        }
    }

    /** Whether {@code beside} pictures at the top are few enough to have been put there by mistake. */
    static boolean isStray(int beside, Map<String, Integer> folders) {
        int inside = folders.values().stream().mapToInt(count -> count).sum();
        return folders.size() >= 2 && (beside == 1 || 100L * beside <= (long) STRAY_PERCENT * inside);
    }

    /** Number of pictures by the folder they lie in below {@code root}; those at the top under an empty name. */
    static Map<String, Integer> folders(List<String> pictures, String root) {
        Map<String, Integer> folders = new TreeMap<>();
        for (String picture : pictures) {
            if (picture.startsWith(root)) {
                folders.merge(FileNames.topFolder(picture.substring(root.length())), 1, Integer::sum);
            }
        }
        return folders;
    }

    /** The parts among folders, the one to open first: a training part needs another part beside it to be one. */
    private static List<String> parts(Map<String, Integer> folders) {
        List<String> parts = new ArrayList<>(folders.keySet().stream()
                .filter(name -> rank(name) < PARTS.size())
                .toList());
        parts.sort(Comparator.comparingInt(FolderLayout::rank));
        boolean others = parts.size() < folders.size();
        boolean training = !parts.isEmpty() && rank(parts.get(0)) == 0;
        return parts.size() < 2 || (others && !training) ? List.of() : List.copyOf(parts);
    }

    private static int rank(String folder) {
        String name = folder.toLowerCase(Locale.ROOT);
        for (int i = 0; i < PARTS.size(); i++) {
            if (PARTS.get(i).matcher(name).matches()) {
                return i;
            }
        }
        return PARTS.size();
    }

    /** Whether {@code picture} lies in a part that is not opened. */
    boolean isInOtherPart(String picture) {
        if (parts.isEmpty()) {
            return false;
        }
        String opened = "/" + parts.get(0) + "/";
        int at = ("/" + root).indexOf(opened);
        String above = root.substring(0, at);
        return picture.startsWith(above)
                && parts.subList(1, parts.size()).contains(FileNames.topFolder(picture.substring(above.length())));
    }
}
