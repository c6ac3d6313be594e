package dev.ganvas.features;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ganvas.engine.io.StateDict;
import dev.ganvas.engine.tensor.Autograd;
import dev.ganvas.engine.tensor.NoGrad;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.error.MalformedFileException;
import dev.ganvas.error.UsageException;
import dev.ganvas.model.pull.ClassNames;
import dev.ganvas.random.Seed;
import dev.ganvas.vision.Calibration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Weights of classifiers that others trained: residual networks by the names that torchvision has (ResNet-18, 34, 50, 101, 152) and by those
 * of the usual ResNets for CIFAR (ResNet-20 to 1202). What a network is, is told by the names and shapes of its tensors.
 *
 * @param model what is known of it
 * @param network filled and folded; the receiver's to close
 */
record ForeignClassifier(FeatureModel model, Resnet network) {
    /** Order of CIFAR-10 (Krizhevsky, 2009), batches.meta.txt. */
    private static final List<String> CIFAR10 =
            List.of("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");

    private static final int IMAGENET = 1000;
    private static final long MOST_BYTES = 16L << 20;
    private static final Pattern BLOCK = Pattern.compile("layer(\\d)\\.(\\d{1,3})\\..*");

    static boolean isForeign(Path file) throws IOException {
        return StateDict.holds(file);
    }

    /** Whether the weights of a foreign file are named as those of a classifier. */
    static boolean isOne(Path file) throws IOException {
        try (Scope scope = Scope.open()) {
            Map<String, Tensor> weights = StateDict.read(file).tensors();
            return weights.containsKey("layer1.0.conv1.weight");
        }
    }

    /**
     * Opens one.
     *
     * @throws MalformedFileException when the file is damaged, or the weights are those of no network that is known here
     */
    static ForeignClassifier open(Path file) throws IOException {
        try (Scope scope = Scope.open();
                NoGrad off = Autograd.noGrad()) {
            Map<String, Tensor> weights = renamed(StateDict.read(file).tensors());
            ResnetShape shape = shape(weights, file);
            Resnet network = Scope.making(() -> shape.network(Seed.of(0)));
            try {
                fill(network, weights, file);
                network.fold();
                List<String> classes = classes(shape, file);
                return new ForeignClassifier(
                        new FeatureModel(shape, shape.size(), classes, Calibration.NONE, 1), network);
            } catch (IOException | RuntimeException e) {
                network.close();
                throw e;
            }
        }
    }

    private static Map<String, Tensor> renamed(Map<String, Tensor> weights) {
        Map<String, Tensor> renamed = new LinkedHashMap<>();
        weights.forEach((name, tensor) -> {
            if (!name.endsWith("num_batches_tracked")) {
                renamed.put(renamed(name), tensor);
            }
        });
        return renamed;
    }

    /** {@code layer2.0.conv1.weight} as {@code block1_0.unit1.conv.weight}, and so on. */
    private static String renamed(String name) {
        Matcher block = BLOCK.matcher(name);
        String head =
                block.matches() ? "block" + (Integer.parseInt(block.group(1)) - 1) + "_" + block.group(2) + "." : "";
        return head
                + name.replaceFirst("^layer\\d\\.\\d+\\.", "")
                        .replaceFirst("^(downsample|shortcut)\\.0\\.", "shortcut.conv.")
                        .replaceFirst("^(downsample|shortcut)\\.1\\.", "shortcut.norm.")
                        .replaceFirst("^conv(\\d)\\.", head.isEmpty() ? "stem.conv." : "unit$1.conv.")
                        .replaceFirst("^bn(\\d)\\.", head.isEmpty() ? "stem.norm." : "unit$1.norm.")
                        .replaceFirst("^(fc|linear)\\.", "head.");
    }

    private static ResnetShape shape(Map<String, Tensor> weights, Path file) throws MalformedFileException {
        Tensor stem = weights.get("stem.conv.weight");
        Tensor head = weights.get("head.weight");
        List<Integer> blocks = new ArrayList<>();
        for (int stage = 0; stage < 4; stage++) {
            int count = 0;
            while (weights.containsKey("block" + stage + "_" + count + ".unit1.conv.weight")) {
                count++;
            }
            if (count > 0) {
                blocks.add(count);
            }
        }
        if (stem == null || head == null || stem.rank() != 4 || head.rank() != 2 || blocks.isEmpty()) {
            throw new MalformedFileException(
                    file,
                    "holds the weights of a network that is not known here; classifiers that are known are ResNets by the names of"
                            + " torchvision and of CIFAR's");
        }
        try {
            return new ResnetShape(
                    stem.size(2) == 7 ? ResnetShape.IMAGENET : ResnetShape.CIFAR,
                    Math.toIntExact(stem.size(0)),
                    blocks,
                    weights.containsKey("block0_0.unit3.conv.weight"),
                    Math.toIntExact(head.size(0)));
        } catch (UsageException | ArithmeticException e) {
            throw new MalformedFileException(file, "holds weights that do not make a whole network", e);
        }
    }

    private static void fill(Resnet network, Map<String, Tensor> weights, Path file) throws IOException {
        Map<String, Tensor> wanted = network.namedTensors();
        if (!weights.keySet().equals(wanted.keySet())) {
            throw new MalformedFileException(file, "holds other weights than its architecture has");
        }
        for (Map.Entry<String, Tensor> entry : wanted.entrySet()) {
            Tensor tensor = weights.get(entry.getKey());
            if (!Arrays.equals(tensor.shape(), entry.getValue().shape()) || !tensor.allFinite()) {
                throw new MalformedFileException(
                        file,
                        "weight " + entry.getKey()
                                + " has another shape than its architecture asks for, or numbers that are not finite");
            }
        }
        wanted.forEach((name, tensor) -> tensor.copyFrom(weights.get(name)));
    }

    /** What {@code FILE.json} names beside it, else those of the data set that such networks are trained on, else numbers. */
    private static List<String> classes(ResnetShape shape, Path file) throws IOException {
        Optional<List<String>> named = namedBeside(file);
        if (named.isPresent()) {
            if (named.get().size() != shape.outputs()) {
                throw new MalformedFileException(
                        file,
                        "tells " + shape.outputs() + " classes apart, but "
                                + named.get().size() + " are named beside it");
            }
            return named.get();
        }
        if (shape.isForImagenet() && shape.outputs() == IMAGENET) {
            return ClassNames.imagenet();
        }
        if (!shape.isForImagenet() && shape.outputs() == CIFAR10.size()) {
            return CIFAR10;
        }
        List<String> numbers = new ArrayList<>();
        for (int i = 0; i < shape.outputs(); i++) {
            numbers.add("class " + i);
        }
        return numbers;
    }

    private static Optional<List<String>> namedBeside(Path file) throws IOException {
        Path beside = file.resolveSibling(file.getFileName() + ".json");
        if (!Files.isRegularFile(beside)) {
            return Optional.empty();
        }
        if (Files.size(beside) > MOST_BYTES) {
            throw new MalformedFileException(beside, "has " + Files.size(beside) + " bytes");
        }
        try {
            JsonNode names =
                    new ObjectMapper().readTree(Files.readAllBytes(beside)).path("classes");
            List<String> classes = new ArrayList<>();
            names.forEach(name -> classes.add(name.asText()));
            return classes.isEmpty() ? Optional.empty() : Optional.of(classes);
        } catch (JsonProcessingException e) {
            throw new MalformedFileException(beside, "is no JSON", e);
        }
    }
}
