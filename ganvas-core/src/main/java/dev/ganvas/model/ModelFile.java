package dev.ganvas.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganvas.engine.io.SafeTensors;
import dev.ganvas.engine.nn.ParameterTree;
import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.error.MalformedFileException;
import dev.ganvas.error.UsageException;
import dev.ganvas.io.AtomicFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.zip.ZipOutputStream;

/**
 * A {@code .ganvas} file: a zip of stored entries. {@code model.json} describes the model and lists the size and
 * SHA-256 of every other entry; both are checked before anything is believed. A file may hold further entries, which
 * {@link #read} passes over and {@link #readMore} reads.
 *
 * @param description {@code model.json}: at least {@code kind}
 * @param weights {@code weights.safetensors}
 * @param card {@code card.md}: data and its licence, metrics with protocol, limits
 * @param provenance {@code provenance.json}: settings, versions, machine, seed
 * @param samples {@code samples.png}
 */
public record ModelFile(ObjectNode description, byte[] weights, String card, JsonNode provenance, byte[] samples) {
    /** Version of the layout; a higher one is refused. */
    public static final int FORMAT = 1;

    /** An entry above this many bytes is refused. */
    public static final long MAX_ENTRY_BYTES = 1L << 30;

    /** A description above this many bytes is refused. */
    public static final long MAX_DESCRIPTION_BYTES = 4L << 20;

    /** Values are stored in BF16 at least. */
    private static final int LEAST_BYTES_A_VALUE = 2;

    /** The entry with the main weights. */
    public static final String WEIGHTS = "weights.safetensors";

    static final String DESCRIPTION = "model.json";
    private static final String CARD = "card.md";
    private static final String PROVENANCE = "provenance.json";
    private static final String SAMPLES = "samples.png";
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /** The weights of {@code network} as the bytes of a safetensors file. */
    public static byte[] weightsOf(ParameterTree network) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new SafeTensors(Map.of("format", "ganvas"), network.namedTensors()).write(out);
        return out.toByteArray();
    }

    /**
     * As {@link #weightsOf}, with whatever has several dimensions in BF16: half the size, for networks whose answers are
     * only compared with each other.
     */
    public static byte[] halvedWeightsOf(ParameterTree network) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writeHalved(network.namedTensors(), out);
        return out.toByteArray();
    }

    private static void writeHalved(Map<String, Tensor> tensors, OutputStream out) throws IOException {
        try (Scope scope = Scope.open()) {
            Map<String, Tensor> halved = new LinkedHashMap<>();
            tensors.forEach((name, tensor) -> halved.put(name, tensor.rank() > 1 ? tensor.to(DType.BF16) : tensor));
            new SafeTensors(Map.of("format", "ganvas"), halved).write(out);
        }
    }

    /** The same model with its weights stored as {@link #halvedWeightsOf} does, which the card then says. */
    public ModelFile halved() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Scope scope = Scope.open()) {
            SafeTensors saved = SafeTensors.read(WEIGHTS, new ByteArrayInputStream(weights), weights.length);
            writeHalved(saved.tensors(), out);
        }
        String said = card.stripTrailing() + "\n\nThe weights are stored in bf16.\n";
        return new ModelFile(description, out.toByteArray(), said, provenance, samples);
    }

    /** SHA-256 of the weights, in hexadecimal: the model's identity in records. */
    public String weightsSha256() {
        return sha256(weights);
    }

    /** Writes the file whole or not at all. */
    public void write(Path file) throws IOException {
        write(file, Map.of());
    }

    /**
     * Writes the file whole or not at all.
     *
     * @param more further entries by name
     */
    public void write(Path file, Map<String, byte[]> more) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put(WEIGHTS, weights);
        entries.put(CARD, card.getBytes(StandardCharsets.UTF_8));
        entries.put(PROVENANCE, JSON.writeValueAsBytes(provenance));
        entries.put(SAMPLES, samples);
        entries.putAll(more);
        ObjectNode head = description.deepCopy();
        head.put("format", FORMAT);
        ObjectNode files = head.putObject("files");
        entries.forEach((name, bytes) ->
                files.putObject(name).put("bytes", bytes.length).put("sha256", sha256(bytes)));
        AtomicFile.write(file, out -> {
            ZipOutputStream zip = new ZipOutputStream(out);
            ModelZip.put(zip, DESCRIPTION, JSON.writeValueAsBytes(head));
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                ModelZip.put(zip, entry.getKey(), entry.getValue());
            }
            zip.finish();
        });
    }

    /**
     * Reads and checks a file, or a model that ships, see {@link Catalogue}, where there is no file of that path and one of
     * that name.
     *
     * @throws UsageException when there is no such file
     * @throws MalformedFileException when it is no model file, is damaged, or claims what it does not hold
     */
    public static ModelFile read(Path file) throws IOException {
        if (ships(file)) {
            return Catalogue.read(file.toString());
        }
        return readWhole(file);
    }

    static ModelFile readWhole(Path file) throws IOException {
        return ModelZip.opened(
                file,
                (zip, head) -> new ModelFile(
                        head,
                        ModelZip.checked(file, zip, head, WEIGHTS),
                        new String(ModelZip.checked(file, zip, head, CARD), StandardCharsets.UTF_8),
                        ModelZip.json(file, PROVENANCE, ModelZip.checked(file, zip, head, PROVENANCE)),
                        ModelZip.checked(file, zip, head, SAMPLES)));
    }

    /**
     * Reads and checks one further entry; empty when the file has none of that name, and for models that ship.
     *
     * @throws UsageException when there is no such file
     * @throws MalformedFileException when it is no model file, or the entry is damaged
     */
    public static Optional<byte[]> readMore(Path file, String name) throws IOException {
        if (ships(file)) {
            return Optional.empty();
        }
        return ModelZip.opened(
                file,
                (zip, head) -> head.path("files").has(name)
                        ? Optional.of(ModelZip.checked(file, zip, head, name))
                        : Optional.empty());
    }

    private static boolean ships(Path file) throws IOException {
        return !Files.exists(file) && Catalogue.has(file.toString());
    }

    /** Where the model comes from. */
    public Provenance origin() {
        return Provenance.of(provenance);
    }

    /** As {@link #network(byte[], String, Path, long, Supplier)}, of the file's main weights; terms of its pictures are {@linkplain Terms noted}. */
    public <N extends ParameterTree> N network(Path file, long values, Supplier<N> build) throws IOException {
        Terms.note(
                String.valueOf(file.getFileName()).replaceFirst("\\.ganvas$", ""),
                origin().data().licence());
        return network(weights, WEIGHTS, file, values, build);
    }

    /**
     * Builds the network that weights belong to and puts them into it: those of {@link #weightsOf} or of
     * {@link #halvedWeightsOf}. Nothing stays open when they do not fit. The network is on the
     * default device, and the caller's to close.
     *
     * @param entry where the weights come from in {@code file}, for messages
     * @param values numbers the network holds; compared with the weights before it is built
     * @param build makes the network
     * @throws MalformedFileException when sizes, names or shapes do not fit, or a weight is not finite
     */
    public static <N extends ParameterTree> N network(
            byte[] weights, String entry, Path file, long values, Supplier<N> build) throws IOException {
        ModelZip.check(
                file,
                LEAST_BYTES_A_VALUE * values <= weights.length,
                "describes a larger network than " + entry + " holds");
        // Not try-with-resources: the network must outlive the scope, and does, since a parameter tree keeps its own.
        try (Scope scope = Scope.open()) {
            N network = build.get();
            try {
                ParameterTree.placed(network);
                load(weights, entry, network, file);
            } catch (IOException | RuntimeException e) {
                network.close();
                throw e;
            }
            network.training(false);
            return network;
        }
    }

    private static void load(byte[] weights, String entry, ParameterTree network, Path file) throws IOException {
        SafeTensors saved = SafeTensors.read(file + "!" + entry, new ByteArrayInputStream(weights), weights.length);
        Map<String, Tensor> wanted = network.namedTensors();
        ModelZip.check(
                file,
                saved.tensors().keySet().equals(wanted.keySet()),
                "holds other weights than its architecture has");
        for (Map.Entry<String, Tensor> weight : wanted.entrySet()) {
            Tensor tensor = saved.tensors().get(weight.getKey());
            ModelZip.check(
                    file,
                    Arrays.equals(tensor.shape(), weight.getValue().shape())
                            && (tensor.dtype() == weight.getValue().dtype()
                                    || tensor.dtype() == DType.BF16
                                            && weight.getValue().dtype() == DType.F32),
                    "weight " + weight.getKey() + " has another shape than its architecture asks for");
            ModelZip.check(
                    file, tensor.allFinite(), "weight " + weight.getKey() + " holds numbers that are not finite");
        }
        wanted.forEach((name, tensor) -> tensor.copyFrom(saved.tensors().get(name)));
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
