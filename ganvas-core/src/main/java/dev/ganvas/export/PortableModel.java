package dev.ganvas.export;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganvas.engine.io.StateDict;
import dev.ganvas.engine.tensor.DefaultDevice;
import dev.ganvas.engine.tensor.Device;
import dev.ganvas.error.UsageException;
import dev.ganvas.features.TrainedFeatures;
import dev.ganvas.generate.Generator;
import dev.ganvas.generate.GeneratorModel;
import dev.ganvas.model.ModelFile;
import dev.ganvas.model.PortableNetwork;
import dev.ganvas.repair.RepairModel;
import dev.ganvas.repair.RepairNetwork;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A model of any kind, opened to be written for other programs. Owns native memory until closed. */
public final class PortableModel implements AutoCloseable {
    private static final String UNSTATED = "Not stated; whoever passes the network on has to know the terms.";

    private final PortableNetwork network;
    private final Map<String, String> notes;
    private final Optional<ObjectNode> contract;
    private final Runnable close;

    private PortableModel(
            PortableNetwork network, Map<String, String> notes, Optional<ObjectNode> contract, Runnable close) {
        this.network = network;
        this.notes = notes;
        this.contract = contract;
        this.close = close;
    }

    /**
     * Opens a model file, a model that ships by its name, or weights of others that restore; on the CPU, whatever the default
     * device.
     *
     * @throws dev.ganvas.error.MalformedFileException when it is damaged
     * @throws UsageException when there is no such file, or its kind cannot be exported
     */
    public static PortableModel open(Path file) throws IOException {
        try (DefaultDevice cpu = DefaultDevice.use(Device.CPU)) {
            return opened(file);
        }
    }

    private static PortableModel opened(Path file) throws IOException {
        Map<String, String> notes = new TreeMap<>();
        String name = String.valueOf(file.getFileName()).replaceAll("\\.(ganvas|pth|pt|safetensors)$", "");
        notes.put("model", name);
        if (StateDict.holds(file)) {
            notes.put("licence", UNSTATED);
            return of(RepairNetwork.open(file), notes);
        }
        ModelFile content = ModelFile.read(file);
        String kind = content.description().path("kind").asText();
        notes.put("kind", kind);
        notes.put("weights_sha256", content.weightsSha256());
        notes.put(
                "licence",
                section(content.card(), "Licence")
                        .or(() -> content.origin().data().licence())
                        .orElse(UNSTATED));
        section(content.card(), "Data").ifPresent(data -> notes.put("training_data", data));
        section(content.card(), "Limits").ifPresent(limits -> notes.put("limits", limits));
        return switch (kind) {
            case RepairModel.KIND -> of(RepairNetwork.open(file), notes);
            case GeneratorModel.KIND -> {
                Generator generator = Generator.open(file);
                yield new PortableModel(generator.portable(), notes, Optional.empty(), generator::close);
            }
            case TrainedFeatures.KIND -> {
                TrainedFeatures features = TrainedFeatures.open(file);
                yield new PortableModel(features.portable(), notes, Optional.of(contract(features)), features::close);
            }
            default ->
                throw new UsageException(file + " is a model of kind '" + kind
                        + "', which cannot be exported; restorers, generators and feature extractors can.");
        };
    }

    private static PortableModel of(RepairNetwork restorer, Map<String, String> notes) {
        try {
            return new PortableModel(restorer.portable(), notes, Optional.empty(), restorer::close);
        } catch (UsageException e) {
            restorer.close();
            throw e;
        }
    }

    /** What stands under a heading of a card, on one line. */
    private static Optional<String> section(String card, String heading) {
        Matcher matcher =
                Pattern.compile("(?ms)^## " + heading + "\\s+(.*?)(?=^## |\\z)").matcher(card);
        return matcher.find()
                ? Optional.of(matcher.group(1).strip().replaceAll("\\s+", " ")).filter(text -> !text.isEmpty())
                : Optional.empty();
    }

    /** What {@code dev.ganvas.onnx} reads beside an ONNX file. */
    private static ObjectNode contract(TrainedFeatures features) {
        ObjectNode contract = new ObjectMapper().createObjectNode();
        boolean classes = !features.classes().isEmpty();
        contract.putArray("size")
                .add(features.input().width())
                .add(features.input().height());
        contract.put("fit", "crop").put("order", "rgb").put("layout", "nchw");
        // From levels to -1 to 1.
        for (String field : new String[] {"mean", "std"}) {
            ArrayNode numbers = contract.putArray(field);
            for (int channel = 0; channel < features.input().channels(); channel++) {
                numbers.add(255 / 2.0);
            }
        }
        contract.put("answer", classes ? "logits" : "vector")
                .put("output", classes ? TrainedFeatures.LOGITS : TrainedFeatures.FEATURES);
        if (classes) {
            features.classes().forEach(contract.putArray("classes")::add);
            contract.put("temperature", features.calibration().temperature())
                    .put("threshold", features.calibration().threshold());
        }
        return contract;
    }

    public PortableNetwork network() {
        return network;
    }

    /** What stands in the exported file for people: model, licence, data, what goes in and what comes out. */
    public Map<String, String> notes() {
        Map<String, String> all = new TreeMap<>(notes);
        all.putAll(network.notes());
        return all;
    }

    Optional<ObjectNode> contract() {
        return contract;
    }

    @Override
    public void close() {
        close.run();
    }
}
