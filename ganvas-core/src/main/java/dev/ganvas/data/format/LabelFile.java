package dev.ganvas.data.format;

import dev.ganvas.error.MalformedFileException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a file beside the pictures says of their classes.
 *
 * @param labels of the pictures, in their order; empty when the file is about something else
 * @param missing pictures it names that are not there
 * @param notes what people should know of it, a sentence each
 * @param stranger something it says that ought to name a picture, when it names not one; else empty
 */
record LabelFile(Optional<ClassLabels> labels, List<String> missing, List<String> notes, Optional<String> stranger) {
    static final String DATASET_JSON = "dataset.json";
    static final String LABELS_CSV = "labels.csv";

    private static final int MAX_SHOWN = 60;

    /** In the order in which they are asked. */
    private static final List<String> NAMES =
            List.of(DATASET_JSON, LABELS_CSV, "labels.tsv", "metadata.csv", "metadata.tsv");

    /** Says nothing of classes, for the reason given. */
    static LabelFile silent(String note) {
        return new LabelFile(Optional.empty(), List.of(), List.of(note), Optional.empty());
    }

    /** Names none of the pictures. */
    static LabelFile stranger(String name, String example) {
        String shown = example.length() > MAX_SHOWN ? example.substring(0, MAX_SHOWN) + "..." : example;
        return new LabelFile(
                Optional.empty(),
                List.of(),
                List.of(name + " names none of the pictures (it says \"" + shown + "\") and is not used"),
                Optional.of(shown));
    }

    /** Names classes. */
    static LabelFile of(ClassLabels labels, List<String> missing, List<String> notes) {
        return new LabelFile(Optional.of(labels), List.copyOf(missing), List.copyOf(notes), Optional.empty());
    }

    /** How early a file of this name is asked; empty when it is no label file. */
    static Optional<Integer> rank(String path) {
        int rank = NAMES.indexOf(FileNames.baseName(path).toLowerCase(Locale.ROOT));
        return rank < 0 ? Optional.empty() : Optional.of(rank);
    }

    /**
     * Reads one.
     *
     * @param path in its container, which tells its kind
     * @param location for messages
     * @throws MalformedFileException when it is damaged or beyond a limit
     */
    static LabelFile read(byte[] bytes, String path, PictureNames pictures, int count, String location)
            throws MalformedFileException {
        return FileNames.baseName(path).equalsIgnoreCase(DATASET_JSON)
                ? new JsonLabels(pictures, count, path, location).read(bytes)
                : new TableLabels(pictures, count, path, location).read(LabelLines.of(bytes, location));
    }

    /** The labels of {@code count} pictures from class names by position. */
    static ClassLabels byPosition(Map<Integer, String> named, int count, String location)
            throws MalformedFileException {
        String[] names = new String[count];
        for (int i = 0; i < count; i++) {
            names[i] = named.getOrDefault(i, "");
        }
        ClassLabels labels = ClassLabels.ofNames(List.of(names));
        if (labels.classes().size() > ClassLabels.MAX_CLASSES) {
            throw new MalformedFileException(
                    location,
                    labels.classes().size() + " different labels, above the limit of " + ClassLabels.MAX_CLASSES);
        }
        return labels;
    }
}
