package dev.ganvas.io;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganvas.error.MalformedFileException;
import dev.ganvas.error.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A small file that belongs to a model: {@code {"kind": KIND, "format": 1, KIND: [...]}}.
 *
 * @param kind what the file holds, and the name of the list that holds it
 * @param maxBytes a larger file is refused unread
 * @param maxItems a longer list is refused
 * @param writtenBy the command that writes such a file, for messages
 */
public record JsonFile(String kind, long maxBytes, int maxItems, String writtenBy) {
    private static final int FORMAT = 1;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** An empty file to fill; its list is the array named {@link #kind}. */
    public ObjectNode begin() {
        ObjectNode root = JSON.createObjectNode();
        root.put("kind", kind);
        root.put("format", FORMAT);
        root.putArray(kind);
        return root;
    }

    /** Writes the file whole or not at all. */
    public void write(Path file, ObjectNode root) throws IOException {
        AtomicFile.write(file, JSON.writeValueAsBytes(root));
    }

    /**
     * The list that a file holds; what is in it is for the caller to check.
     *
     * @throws UsageException when there is no such file
     * @throws MalformedFileException when it is of another kind or beyond a limit
     */
    public JsonNode read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new UsageException("There is no file of " + kind + " " + file + "; '" + writtenBy + "' writes one.");
        }
        check(file, Files.size(file) <= maxBytes, "is larger than " + maxBytes + " bytes");
        byte[] bytes = Files.readAllBytes(file);
        JsonNode root;
        try {
            root = JSON.readTree(bytes);
        } catch (IOException e) {
            throw new MalformedFileException(file, "is no JSON", e);
        }
        check(file, root.path("kind").asText().equals(kind), "holds no " + kind);
        check(file, root.path("format").asInt() == FORMAT, "is of a format this version does not know");
        JsonNode items = root.path(kind);
        check(file, items.isArray() && items.size() <= maxItems, "must hold at most " + maxItems + " " + kind);
        return items;
    }

    private static void check(Path file, boolean holds, String otherwise) throws MalformedFileException {
        if (!holds) {
            throw new MalformedFileException(file, otherwise);
        }
    }
}
