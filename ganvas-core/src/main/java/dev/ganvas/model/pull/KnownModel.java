package dev.ganvas.model.pull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ganvas.error.Require;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A model of others that can be fetched.
 *
 * @param name to ask for it by
 * @param task what it is for, such as {@code classify}
 * @param about what it is, in a line, with its published figure and that figure's source
 * @param licence of the weights
 * @param trainedOn what is known of the data it learned from
 * @param files of which it consists; the first is the network
 * @param contract what {@code NAME.onnx.json} is to say of its input, where that is known
 */
public record KnownModel(
        String name,
        String task,
        String about,
        Licence licence,
        String trainedOn,
        List<KnownFile> files,
        Optional<JsonNode> contract) {
    private static final String NAME = "[a-z0-9][a-z0-9._-]{0,63}";
    private static final int MOST_FILES = 16;

    /**
     * Terms of use.
     *
     * @param id of SPDX, such as {@code Apache-2.0}
     * @param text where they stand
     * @param permissive whether they allow any use; others are asked about before fetching
     */
    public record Licence(String id, String text, boolean permissive) {}

    /**
     * One file.
     *
     * @param name of the file, without a folder
     * @param bytes its size
     * @param sha256 in hexadecimal
     * @param addresses where it lies, the best first; {@code http} and {@code https}
     */
    public record KnownFile(String name, long bytes, String sha256, List<String> addresses) {
        private static final long MOST_BYTES = 16L << 30;

        public KnownFile {
            addresses = List.copyOf(addresses);
            Require.that(
                    name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,127}"),
                    "'" + name + "' is no name for a file of a model");
            Require.that(sha256.matches("[0-9a-f]{64}"), name + " has no SHA-256");
            Require.that(bytes > 0 && bytes <= MOST_BYTES, name + " has an impossible size: " + bytes);
            Require.that(
                    addresses.stream().allMatch(address -> address.matches("https?://[^\\s]{1,2000}")),
                    name + " has an address that is none");
        }
    }

    public KnownModel {
        files = List.copyOf(files);
        Require.that(name.matches(NAME), "'" + name + "' is no name for a model");
        Require.that(!files.isEmpty() && files.size() <= MOST_FILES, name + " has " + files.size() + " files");
    }

    /** Bytes of all files. */
    public long bytes() {
        return files.stream().mapToLong(KnownFile::bytes).sum();
    }

    /**
     * Reads one of a catalogue.
     *
     * @throws dev.ganvas.error.UsageException when it does not say what it must
     */
    static KnownModel parse(JsonNode node) {
        List<KnownFile> files = new ArrayList<>();
        for (JsonNode file : node.path("files")) {
            List<String> addresses = new ArrayList<>();
            file.path("addresses").forEach(address -> addresses.add(address.asText()));
            files.add(new KnownFile(
                    file.path("name").asText(),
                    file.path("bytes").asLong(),
                    file.path("sha256").asText(),
                    addresses));
        }
        JsonNode licence = node.path("licence");
        Require.that(licence.path("id").isTextual(), node.path("name").asText() + " names no licence");
        return new KnownModel(
                node.path("name").asText(),
                node.path("task").asText(),
                node.path("about").asText(),
                new Licence(
                        licence.path("id").asText(),
                        licence.path("text").asText(),
                        licence.path("permissive").asBoolean(false)),
                node.path("trained_on").asText("not stated by its authors"),
                files,
                node.has("contract") ? Optional.of(node.get("contract")) : Optional.empty());
    }
}
