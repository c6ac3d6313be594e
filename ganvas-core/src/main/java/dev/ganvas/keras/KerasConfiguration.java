package dev.ganvas.keras;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ganvas.error.MalformedFileException;
import dev.ganvas.keras.KerasLayer.Value;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The network that a configuration of Keras describes, with weights from where that kind of file has them. */
final class KerasConfiguration {
    private static final int MOST_LAYERS = 10_000;
    private static final int DEEPEST = 8;
    private static final Set<String> NETWORKS = Set.of("Sequential", "Functional", "Model");

    private final Path file;
    private final Source source;
    private int layers;

    /** Where the weights of a layer are. */
    interface Source {
        /**
         * @param within path of the network that the layer is in, empty for the outermost
         * @param place the name that Keras gives the layer there
         */
        List<KerasWeights> of(String within, String place, String name);
    }

    /** By numbers, in groups that are named after the classes of the layers: {@code layers/conv2d_1/vars/0}. */
    record Numbered(HdfWeights found) implements Source {
        @Override
        public List<KerasWeights> of(String within, String place, String name) {
            String group = (within.isEmpty() ? "" : within + "/") + "layers/" + place;
            List<KerasWeights> weights = new ArrayList<>(found.in(group + "/vars"));
            weights.sort(Comparator.comparing(one -> number(one.name())));
            return weights;
        }

        private static int number(String name) {
            return name.matches("\\d{1,4}") ? Integer.parseInt(name) : Integer.MAX_VALUE;
        }
    }

    /** By names, in groups that are named as the layers. */
    record Named(HdfWeights found) implements Source {
        private static final List<String> ORDER = List.of(
                "depthwise_kernel",
                "pointwise_kernel",
                "kernel",
                "gamma",
                "beta",
                "moving_mean",
                "moving_variance",
                "mean",
                "variance",
                "alpha",
                "bias");

        @Override
        public List<KerasWeights> of(String within, String place, String name) {
            List<KerasWeights> weights = new ArrayList<>(found.named(name));
            weights.removeIf(one -> !ORDER.contains(one.name()));
            weights.sort(Comparator.comparing(one -> ORDER.indexOf(one.name())));
            return weights;
        }
    }

    KerasConfiguration(Path file, Source source) {
        this.file = file;
        this.source = source;
    }

    /** @param within see {@link Source} */
    KerasNetwork network(JsonNode model, String within) throws MalformedFileException {
        String kind = model.path("class_name").asText();
        JsonNode config = model.path("config");
        JsonNode nodes = config.isArray() ? config : config.path("layers");
        if (!NETWORKS.contains(kind)
                || !nodes.isArray()
                || within.chars().filter(c -> c == '/').count() > 2 * DEEPEST) {
            throw new MalformedFileException(
                    file, "is a network of class '" + kind + "'; Sequential and Functional ones can be read");
        }
        boolean sequential = kind.equals("Sequential");
        List<KerasLayer> found = new ArrayList<>();
        Map<String, Integer> uses = new HashMap<>();
        Optional<Value> before = Optional.empty();
        for (JsonNode node : nodes) {
            if (++layers > MOST_LAYERS) {
                throw new MalformedFileException(file, "has more than " + MOST_LAYERS + " layers");
            }
            String layer = node.path("class_name").asText();
            String name =
                    node.path("config").path("name").asText(node.path("name").asText());
            String snake = snake(layer);
            int use = uses.merge(snake, 1, Integer::sum) - 1;
            String place = use == 0 ? snake : snake + "_" + use;
            List<List<Value>> calls =
                    sequential ? List.of(before.map(List::of).orElse(List.of())) : calls(node.path("inbound_nodes"));
            if (sequential && before.isEmpty() && !layer.equals("InputLayer")) {
                found.add(input(node));
                calls = List.of(List.of(new Value(found.get(0).name(), 0)));
            }
            List<KerasNetwork> inner = new ArrayList<>();
            if (NETWORKS.contains(layer)) {
                inner.add(network(node, (within.isEmpty() ? "" : within + "/") + "layers/" + place));
            }
            found.add(new KerasLayer(
                    layer,
                    name,
                    node.path("config"),
                    calls,
                    inner.isEmpty() ? source.of(within, place, name) : List.of(),
                    inner));
            before = Optional.of(new Value(name, 0));
        }
        if (found.isEmpty()) {
            throw new MalformedFileException(file, "is a network without layers");
        }
        return sequential
                ? new KerasNetwork(found, new Value(found.get(0).name(), 0), before.orElseThrow())
                : new KerasNetwork(found, end(config, "input_layers"), end(config, "output_layers"));
    }

    /** Older files have no input layer, but its shape at the first layer. */
    private KerasLayer input(JsonNode first) throws MalformedFileException {
        JsonNode config = first.path("config");
        JsonNode inside = first.path("config").path("layers").path(0).path("config");
        for (JsonNode candidate : new JsonNode[] {config, inside}) {
            if (candidate.has("batch_input_shape") || candidate.has("batch_shape")) {
                return new KerasLayer(
                        "InputLayer",
                        "input of " + config.path("name").asText(),
                        candidate,
                        List.of(),
                        List.of(),
                        List.of());
            }
        }
        throw new MalformedFileException(file, "does not say what comes in; build the network before it is saved");
    }

    private static List<List<Value>> calls(JsonNode nodes) {
        List<List<Value>> calls = new ArrayList<>();
        for (JsonNode node : nodes) {
            List<Value> values = new ArrayList<>();
            if (node.has("args")) {
                collect(node.path("args"), values);
            } else {
                for (JsonNode value : node) {
                    values.add(new Value(value.path(0).asText(), value.path(1).asInt()));
                }
            }
            calls.add(values);
        }
        return calls;
    }

    /** The tensors among the arguments of a call. */
    private static void collect(JsonNode arguments, List<Value> values) {
        for (JsonNode argument : arguments) {
            if (argument.isArray()) {
                collect(argument, values);
            } else if (argument.path("class_name").asText().equals("__keras_tensor__")) {
                JsonNode history = argument.path("config").path("keras_history");
                values.add(new Value(history.path(0).asText(), history.path(1).asInt()));
            }
        }
    }

    private Value end(JsonNode config, String name) throws MalformedFileException {
        JsonNode ends = config.path(name);
        JsonNode end = ends.path(0).isArray() ? ends.path(0) : ends;
        if (!end.path(0).isTextual() || ends.path(0).isArray() && ends.size() != 1) {
            throw new MalformedFileException(
                    file, "has several inputs or outputs; networks for pictures have one of each");
        }
        return new Value(end.path(0).asText(), end.path(1).asInt());
    }

    /** A class as Keras names its groups: {@code MaxPooling2D} as {@code max_pooling2d}. */
    static String snake(String name) {
        return name.replaceAll("\\W+", "")
                .replaceAll("(.)([A-Z][a-z]+)", "$1_$2")
                .replaceAll("([a-z])([A-Z])", "$1_$2")
                .toLowerCase(Locale.ROOT);
    }
}
