package dev.ganvas.keras;

import dev.ganvas.error.MalformedFileException;
import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The arrays of numbers in an HDF5 file, by the path of their group. Compressed ones and links are refused; Keras writes none. */
final class HdfWeights {
    private static final int MOST_NODES = 200_000;
    private static final int DEEPEST = 64;

    private final Map<String, List<KerasWeights>> groups = new LinkedHashMap<>();

    private HdfWeights() {}

    /**
     * @param bytes of the whole file; no array is larger
     * @param from path of the group that is looked through, {@code /} for all
     */
    static HdfWeights of(HdfFile hdf, int bytes, String from, Path file) throws MalformedFileException {
        HdfWeights found = new HdfWeights();
        Node root = from.equals("/") ? hdf : hdf.getByPath(from);
        if (!(root instanceof Group start)) {
            throw new MalformedFileException(file, "has no weights at " + from);
        }
        Deque<Group> open = new ArrayDeque<>(List.of(start));
        int nodes = 0;
        while (!open.isEmpty()) {
            Group group = open.removeLast();
            for (Node node : group.getChildren().values()) {
                if (++nodes > MOST_NODES
                        || node.getPath().chars().filter(c -> c == '/').count() > DEEPEST) {
                    throw new MalformedFileException(file, "has more groups than a network has");
                }
                if (node.isLink()) {
                    throw new MalformedFileException(file, "links to elsewhere at " + node.getPath());
                }
                if (node instanceof Group inner) {
                    open.addLast(inner);
                } else if (node instanceof Dataset data) {
                    found.groups
                            .computeIfAbsent(trimmed(group.getPath()), made -> new ArrayList<>())
                            .add(weights(data, bytes, file));
                }
            }
        }
        return found;
    }

    private static KerasWeights weights(Dataset data, int bytes, Path file) throws MalformedFileException {
        long[] sides = data.getDimensionsAsLong();
        long count = 1;
        for (long side : sides) {
            if (side < 0 || side > bytes || (count *= Math.max(1, side)) > bytes) {
                throw new MalformedFileException(file, data.getPath() + " claims more numbers than the file has bytes");
            }
        }
        if (!data.getFilters().isEmpty()) {
            throw new MalformedFileException(file, data.getPath() + " is compressed, which Keras does not do");
        }
        int[] shape = data.getDimensions();
        Object flat = count == 0 ? new float[0] : data.getDataFlat();
        float[] values;
        if (flat instanceof float[] floats) {
            values = floats;
        } else if (flat instanceof double[] doubles) {
            values = new float[doubles.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) doubles[i];
            }
        } else {
            // Counters, such as that of a normalisation; no layer computes with them.
            values = new float[(int) count];
        }
        if (values.length != count) {
            throw new MalformedFileException(file, data.getPath() + " has other numbers than its shape says");
        }
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw new MalformedFileException(file, data.getPath() + " holds numbers that are not finite");
            }
        }
        return new KerasWeights(data.getName().replaceAll(":\\d+$", ""), shape, values);
    }

    private static String trimmed(String path) {
        String without = path.startsWith("/") ? path.substring(1) : path;
        return without.endsWith("/") ? without.substring(0, without.length() - 1) : without;
    }

    /** Those directly in a group, in the order of their numbers or names. */
    List<KerasWeights> in(String group) {
        return groups.getOrDefault(group, List.of());
    }

    /** Those of the group with this last name, wherever it is. */
    List<KerasWeights> named(String name) {
        return groups.entrySet().stream()
                .filter(entry -> entry.getKey().equals(name) || entry.getKey().endsWith("/" + name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(List.of());
    }
}
