package dev.ganvas.data.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ganvas.error.MalformedFileException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Labels that lie in a file beside the pictures: {@code dataset.json} of StyleGAN ({@code {"labels": [["00000/a.png", 3],
 * ...], "class_names": [...]}}, class names being an extension) or {@code labels.csv} with a file and a label a line.
 *
 * @param classes names in label order
 * @param byFile label by file name
 */
record LabelFile(List<String> classes, Map<String, Integer> byFile) {
    static final String DATASET_JSON = "dataset.json";
    static final String LABELS_CSV = "labels.csv";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Each item's label, in the order of {@code files}. */
    ClassLabels labelsOf(List<String> files) {
        if (byFile.isEmpty()) {
            return ClassLabels.none(files.size());
        }
        return new ClassLabels(
                classes,
                files.stream()
                        .mapToInt(file -> byFile.getOrDefault(file, ClassLabels.NONE))
                        .toArray());
    }

    static LabelFile ofJson(byte[] bytes, String location) throws MalformedFileException {
        JsonNode root;
        try {
            root = JSON.readTree(bytes);
        } catch (IOException e) {
            throw new MalformedFileException(location, "not valid JSON", e);
        }
        Map<String, Integer> byFile = new LinkedHashMap<>();
        JsonNode labels = root.path("labels");
        if (labels.isArray()) {
            for (JsonNode pair : labels) {
                put(byFile, pair.path(0), pair.path(1), location);
            }
        } else if (labels.isObject()) {
            for (Map.Entry<String, JsonNode> entry : labels.properties()) {
                put(byFile, JSON.getNodeFactory().textNode(entry.getKey()), entry.getValue(), location);
            }
        } else if (!labels.isMissingNode() && !labels.isNull()) {
            throw new MalformedFileException(location, "\"labels\" must be a list of [file, number] pairs");
        }
        int highest = byFile.values().stream().mapToInt(label -> label).max().orElse(-1);
        return new LabelFile(classNames(root.path("class_names"), highest + 1, location), byFile);
    }

    private static void put(Map<String, Integer> byFile, JsonNode file, JsonNode label, String location)
            throws MalformedFileException {
        boolean sound = file.isTextual()
                && label.canConvertToInt()
                && label.isIntegralNumber()
                && label.intValue() >= 0
                && label.intValue() < ClassLabels.MAX_CLASSES;
        if (!sound) {
            throw new MalformedFileException(
                    location,
                    "a label is a pair of a file name and a whole number from 0 to " + (ClassLabels.MAX_CLASSES - 1)
                            + ", not " + shortened(file + ", " + label));
        }
        byFile.put(FileNames.sanitised(file.textValue()), label.intValue());
    }

    private static List<String> classNames(JsonNode names, int count, String location) throws MalformedFileException {
        if (!names.isArray()) {
            return IntStream.range(0, count).mapToObj(Integer::toString).toList();
        }
        List<String> classes = new ArrayList<>();
        names.forEach(name -> classes.add(name.asText()));
        if (classes.size() < count) {
            throw new MalformedFileException(
                    location, "names " + classes.size() + " classes, but has label " + (count - 1));
        }
        return List.copyOf(classes);
    }

    /**
     * @param files the files there are: a first line that names none of them is a header
     */
    static LabelFile ofCsv(byte[] bytes, Set<String> files, String location) throws MalformedFileException {
        String text = new String(bytes, StandardCharsets.UTF_8);
        List<String> lines =
                (text.startsWith("\ufeff") ? text.substring(1) : text).lines().toList();
        Map<String, String> named = new LinkedHashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).isBlank()) {
                continue;
            }
            List<String> fields = csvFields(lines.get(i));
            if (fields.size() < 2) {
                throw new MalformedFileException(
                        location, "line " + (i + 1) + " is not \"file,label\": " + shortened(lines.get(i)));
            }
            String file = FileNames.sanitised(fields.get(0));
            if (i > 0 || files.contains(file)) {
                named.put(file, fields.get(1));
            }
        }
        ClassLabels labels = ClassLabels.ofNames(List.copyOf(named.values()));
        if (labels.classes().size() > ClassLabels.MAX_CLASSES) {
            throw new MalformedFileException(
                    location,
                    labels.classes().size() + " different labels, above the limit of " + ClassLabels.MAX_CLASSES);
        }
        Map<String, Integer> byFile = new HashMap<>();
        int i = 0;
        for (String file : named.keySet()) {
            byFile.put(file, labels.labels()[i++]);
        }
        return new LabelFile(labels.classes(), byFile);
    }

    /** The fields of one line by RFC 4180, without line breaks inside quotes; blanks around fields go. */
    private static List<String> csvFields(String line) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                boolean doubled = quoted && i + 1 < line.length() && line.charAt(i + 1) == '"';
                if (doubled) {
                    field.append(c);
                    i++;
                } else {
                    quoted = !quoted;
                }
            } else if (c == ',' && !quoted) {
                fields.add(field.toString().strip());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString().strip());
        return fields;
    }

    private static String shortened(String text) {
        return text.length() > 60 ? text.substring(0, 60) + "..." : text;
    }
}
