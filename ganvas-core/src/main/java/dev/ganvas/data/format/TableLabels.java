package dev.ganvas.data.format;

import dev.ganvas.error.MalformedFileException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a table with a line a picture: {@code labels.csv}, or Hugging Face's {@code metadata.csv}. Which column names the
 * pictures is found by trying; which one holds the labels, by its title or else by its place beside the names.
 */
final class TableLabels {
    private static final Set<String> TITLES = Set.of(
            "label",
            "labels",
            "class",
            "classes",
            "class_name",
            "classname",
            "category",
            "breed",
            "species",
            "target",
            "标签",
            "类别");

    /** Lines that are tried to find the column of the names. */
    private static final int TRIED = 1000;

    private final PictureNames pictures;
    private final int count;
    private final String name;
    private final String base;
    private final String location;

    /** @param path of the table, from whose folder it names pictures */
    TableLabels(PictureNames pictures, int count, String path, String location) {
        this.pictures = pictures;
        this.count = count;
        this.name = FileNames.baseName(path);
        this.base = path.substring(0, path.length() - name.length());
        this.location = location;
    }

    LabelFile read(LabelLines lines) throws MalformedFileException {
        int column = columnOfNames(lines.rows());
        if (column < 0) {
            return LabelFile.stranger(name, example(lines.rows()));
        }
        List<String> first = lines.rows().get(0);
        // A picture's name in the first line is no title, even if the picture is missing.
        boolean titled = pictures.find(base, cell(first, column)) == PictureNames.NONE
                && FileNames.whyLeftOut(cell(first, column)).isPresent();
        Optional<Integer> labelled = columnOfLabels(first, titled, column);
        if (labelled.isEmpty()) {
            return LabelFile.silent(name + " has no column of labels (such as \"label\") and is not used");
        }
        return labels(lines.rows().subList(titled ? 1 : 0, lines.rows().size()), column, labelled.get());
    }

    private LabelFile labels(List<List<String>> rows, int column, int labelled) throws MalformedFileException {
        Map<Integer, String> named = new HashMap<>();
        Set<String> missing = new LinkedHashSet<>();
        int contradicted = 0;
        for (List<String> row : rows) {
            int picture = pictures.find(base, cell(row, column));
            if (picture == PictureNames.NONE) {
                missing.add(FileNames.sanitised(cell(row, column)));
                continue;
            }
            String before = named.put(picture, cell(row, labelled));
            contradicted += before != null && !before.equals(cell(row, labelled)) ? 1 : 0;
        }
        List<String> notes = new ArrayList<>();
        if (contradicted > 0) {
            notes.add(name + " gives " + contradicted + (contradicted == 1 ? " picture" : " pictures")
                    + " another label in a later line; the last line counts");
        }
        missing.remove("");
        return LabelFile.of(LabelFile.byPosition(named, count, location), List.copyOf(missing), notes);
    }

    /** A line that ought to name a picture. */
    private static String example(List<List<String>> rows) {
        return rows.isEmpty() ? "" : String.join(",", rows.get(rows.size() - 1));
    }

    private static String cell(List<String> row, int column) {
        return column < row.size() ? row.get(column) : "";
    }

    /** The column whose cells mean pictures most often and most surely; -1 when none does. */
    private int columnOfNames(List<List<String>> rows) {
        int best = -1;
        long most = 0;
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        for (int column = 0; column < columns; column++) {
            int at = column;
            long score = rows.stream()
                    .limit(TRIED)
                    .mapToLong(row -> pictures.sureness(base, cell(row, at)))
                    .sum();
            if (score > most) {
                most = score;
                best = column;
            }
        }
        return best;
    }

    /** By its title; without one that is known, the column behind the names, or before them when they come last. */
    private Optional<Integer> columnOfLabels(List<String> first, boolean titled, int names) {
        for (int i = 0; titled && i < first.size(); i++) {
            if (i != names && TITLES.contains(first.get(i).toLowerCase(Locale.ROOT))) {
                return Optional.of(i);
            }
        }
        // Metadata is more often something else, such as captions.
        if (name.toLowerCase(Locale.ROOT).startsWith("metadata")) {
            return Optional.empty();
        }
        return Optional.of(names + 1 < first.size() ? names + 1 : names - 1);
    }
}
