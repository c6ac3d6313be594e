package dev.ganvas.cli.config;

import dev.ganvas.error.UsageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Reads {@code ganvas.yaml}: YAML 1.2, of which mappings, lists of one level and scalars are taken. Values are their text, as an
 * option would be given it, so no types are guessed and nothing of the file is run.
 */
final class ConfigurationFile {
    private static final int MOST_BYTES = 1 << 20;
    private static final int MOST_ALIASES = 16;

    private final Path file;
    private final Layer layer;
    private final KnownKeys known;
    private final Map<String, ConfiguredValue> values = new LinkedHashMap<>();

    private ConfigurationFile(Path file, Layer layer, KnownKeys known) {
        this.file = file;
        this.layer = layer;
        this.known = known;
    }

    /**
     * What a file says, by key; nothing when there is none.
     *
     * @throws UsageException naming the line, when it is no YAML, says something twice, or says what no key is known for
     */
    static Map<String, ConfiguredValue> read(Path file, Layer layer, KnownKeys known) {
        if (!Files.isRegularFile(file)) {
            return Map.of();
        }
        ConfigurationFile read = new ConfigurationFile(file, layer, known);
        read.root().ifPresent(root -> read.take("", root));
        return read.values;
    }

    private Optional<Node> root() {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new UsageException(file + " has " + Files.size(file) + " bytes, too many for a configuration.");
            }
            LoadSettings settings = LoadSettings.builder()
                    .setLabel(file.toString())
                    .setCodePointLimit(MOST_BYTES)
                    .setMaxAliasesForCollections(MOST_ALIASES)
                    .build();
            return new Compose(settings).composeString(Files.readString(file, StandardCharsets.UTF_8));
        } catch (MarkedYamlEngineException e) {
            String place = e.getProblemMark().map(ConfigurationFile::line).orElse("");
            throw new UsageException(file + place + ": this is no YAML: " + e.getProblem() + ".");
        } catch (YamlEngineException e) {
            throw new UsageException(file + ": this is no YAML: "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        } catch (IOException e) {
            throw new UsageException(file + " cannot be read: " + e.getMessage());
        }
    }

    private void take(String key, Node node) {
        if (node instanceof MappingNode mapping) {
            // Only a group goes deeper, and groups end, so a mapping that holds itself ends too.
            if (!key.isEmpty() && !known.isGroup(key)) {
                throw refused(key, node, known.contains(key) ? "takes a value, not a mapping" : unknown(key));
            }
            for (NodeTuple entry : mapping.getValue()) {
                if (!(entry.getKeyNode() instanceof ScalarNode name)) {
                    throw refused(key, entry.getKeyNode(), "has a key that is no word");
                }
                take(key.isEmpty() ? name.getValue() : key + "." + name.getValue(), entry.getValueNode());
            }
        } else if (key.isEmpty()) {
            throw new UsageException(
                    file + place(node) + ": keys and values are expected, such as 'train.budget: 1h'.");
        } else {
            put(key, node);
        }
    }

    private void put(String key, Node node) {
        if (!known.contains(key)) {
            throw refused(key, node, known.isGroup(key) ? "takes keys of its own, not a value" : unknown(key));
        }
        String where = file + place(node);
        ConfiguredValue before = values.put(key, new ConfiguredValue(key, text(key, node), layer, where));
        if (before != null) {
            throw refused(key, node, "stands there twice, at first in" + place(before));
        }
    }

    private String text(String key, Node node) {
        if (node instanceof SequenceNode sequence) {
            if (!known.takesSeveral(key)) {
                throw refused(key, node, "takes one value, not a list");
            }
            List<String> texts = new ArrayList<>();
            for (Node element : sequence.getValue()) {
                texts.add(scalar(key, element));
            }
            return String.join(",", texts);
        }
        return scalar(key, node);
    }

    private String scalar(String key, Node node) {
        if (!(node instanceof ScalarNode scalar) || scalar.getValue().isBlank()) {
            throw refused(key, node, "has no value");
        }
        return scalar.getValue();
    }

    private String unknown(String key) {
        return "is not known"
                + known.nearest(key).map(near -> "; did you mean " + near + "?").orElse("");
    }

    private UsageException refused(String key, Node node, String reason) {
        return new UsageException(file + place(node) + ": " + key + " " + reason + (reason.endsWith("?") ? "" : "."));
    }

    private String place(ConfiguredValue value) {
        return value.where().substring(file.toString().length() + 1);
    }

    private static String place(Node node) {
        return node.getStartMark().map(ConfigurationFile::line).orElse("");
    }

    private static String line(Mark mark) {
        return ", line " + (mark.getLine() + 1);
    }
}
