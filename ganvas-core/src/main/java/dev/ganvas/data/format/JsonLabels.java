package dev.ganvas.data.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ganvas.error.MalformedFileException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads {@code dataset.json} of StyleGAN: {@code {"labels": [["00000/a.png", 3], ...], "class_names": [...]}}, class names
 * being an extension. A label is a whole number (3, 3.0 or "3"), a name, or a vector with a single one; a negative number
 * or null is none. Other vectors, such as EG3D's cameras, are no classes.
 */
final class JsonLabels {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final PictureNames pictures;
    private final int count;
    private final String base;
    private final String location;

    /** @param path of the file, from whose folder it names pictures */
    JsonLabels(PictureNames pictures, int count, String path, String location) {
        this.pictures = pictures;
        this.count = count;
        this.base = path.substring(0, path.length() - FileNames.baseName(path).length());
        this.location = location;
    }

    /** A label that is no class. */
    private static final class NoClass extends Exception {
        private static final long serialVersionUID = 1L;

        NoClass(String what) {
            super(what);
        }
    }

    LabelFile read(byte[] bytes) throws MalformedFileException {
        JsonNode root;
        try {
            root = JSON.readTree(bytes);
        } catch (IOException e) {
            throw new MalformedFileException(location, "not valid JSON", e);
        }
        if (!root.has("labels")) {
            return LabelFile.silent("dataset.json has no \"labels\" and is not used");
        }
        Map<String, JsonNode> byFile = byFile(root.path("labels"));
        if (byFile.isEmpty()) {
            return LabelFile.of(ClassLabels.none(count), List.of(), List.of());
        }
        Map<Integer, String> named = new HashMap<>();
        List<String> missing = new ArrayList<>();
        try {
            for (Map.Entry<String, JsonNode> entry : byFile.entrySet()) {
                String label = label(entry.getValue());
                int picture = pictures.find(base, entry.getKey());
                if (picture == PictureNames.NONE) {
                    missing.add(entry.getKey());
                } else {
                    named.put(picture, label);
                }
            }
        } catch (NoClass e) {
            return LabelFile.of(
                    ClassLabels.none(count),
                    List.of(),
                    List.of("the labels in dataset.json are " + e.getMessage() + ", not classes, and are not used"));
        }
        if (named.isEmpty()) {
            return LabelFile.stranger(LabelFile.DATASET_JSON, missing.get(0));
        }
        return named(root.path("class_names"), LabelFile.byPosition(named, count, location), missing);
    }

    private Map<String, JsonNode> byFile(JsonNode labels) throws MalformedFileException {
        Map<String, JsonNode> byFile = new LinkedHashMap<>();
        if (labels.isArray()) {
            for (JsonNode pair : labels) {
                if (!pair.path(0).isTextual() || pair.size() < 2) {
                    throw new MalformedFileException(
                            location, "a label is a pair of a file name and a label, not " + shortened(pair));
                }
                byFile.put(FileNames.sanitised(pair.path(0).textValue()), pair.path(1));
            }
        } else if (labels.isObject()) {
            for (Map.Entry<String, JsonNode> entry : labels.properties()) {
                byFile.put(FileNames.sanitised(entry.getKey()), entry.getValue());
            }
        } else if (!labels.isNull()) {
            throw new MalformedFileException(location, "\"labels\" must be a list of [file, label] pairs");
        }
        return byFile;
    }

    /** A label as a class name, empty for none. */
    private String label(JsonNode label) throws NoClass, MalformedFileException {
        if (label.isTextual()) {
            return label.textValue().strip();
        }
        if (label.isArray() && label.size() > 0) {
            return Integer.toString(only(label));
        }
        if (label.isNull()) {
            return "";
        }
        if (!label.isNumber() || label.doubleValue() >= ClassLabels.MAX_CLASSES) {
            throw new MalformedFileException(
                    location,
                    "a label is a number below " + ClassLabels.MAX_CLASSES + ", a name or a vector with a single one,"
                            + " not " + shortened(label));
        }
        if (label.doubleValue() < 0) {
            return "";
        }
        if (label.doubleValue() != Math.rint(label.doubleValue())) {
            throw new NoClass("numbers with fractions");
        }
        return Integer.toString(label.intValue());
    }

    /** The place of the single one among zeros. */
    private static int only(JsonNode vector) throws NoClass {
        int place = -1;
        boolean sound = true;
        for (int i = 0; i < vector.size(); i++) {
            double value = vector.get(i).isNumber() ? vector.get(i).doubleValue() : Double.NaN;
            sound &= value == 0 || (value == 1 && place < 0);
            place = value == 1 ? i : place;
        }
        if (place < 0 || !sound) {
            throw new NoClass("vectors of " + vector.size() + " numbers");
        }
        return place;
    }

    /** Gives numbered classes their names. */
    private LabelFile named(JsonNode names, ClassLabels labels, List<String> missing) throws MalformedFileException {
        if (!names.isArray() || !labels.numbered()) {
            return LabelFile.of(labels, missing, List.of());
        }
        List<String> classes = new ArrayList<>();
        for (String number : labels.classes()) {
            if (Integer.parseInt(number) >= names.size()) {
                throw new MalformedFileException(
                        location, "names " + names.size() + " classes, but has label " + number);
            }
            classes.add(names.get(Integer.parseInt(number)).asText());
        }
        List<String> unused = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            if (!labels.classes().contains(Integer.toString(i))) {
                unused.add(names.get(i).asText());
            }
        }
        return LabelFile.of(
                new ClassLabels(classes, labels.labels()),
                missing,
                unused.isEmpty() ? List.of() : List.of(ClassLabels.withoutPictures(unused)));
    }

    private static String shortened(JsonNode node) {
        String text = node.toString();
        return text.length() > 60 ? text.substring(0, 60) + "..." : text;
    }
}
