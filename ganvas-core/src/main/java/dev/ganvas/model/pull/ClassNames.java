package dev.ganvas.model.pull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Names of the classes of ImageNet-1k in the order that its challenge of 2012 numbered them: the first word of each synset of WordNet 3.0. Where two
 * classes have the same first word, one is told from the other in brackets or by its second word.
 */
public final class ClassNames {
    /** What the contract of a catalogue says in place of a list. */
    static final String IMAGENET = "imagenet-1k";

    private static final String CLASSES = "classes";

    private ClassNames() {}

    /** The names; a line of the file is the synset's number and its name. */
    public static List<String> imagenet() throws IOException {
        try (InputStream in = ClassNames.class.getResourceAsStream(IMAGENET + ".txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.substring(line.indexOf(' ') + 1))
                    .toList();
        }
    }

    /** The contract with the names themselves, where it says {@value #IMAGENET}. */
    static JsonNode in(JsonNode contract) throws IOException {
        if (!contract.path(CLASSES).asText().equals(IMAGENET)) {
            return contract;
        }
        ObjectNode named = contract.deepCopy();
        imagenet().forEach(named.putArray(CLASSES)::add);
        return named;
    }
}
