package dev.ganvas.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ganvas.error.MalformedFileException;
import dev.ganvas.error.UsageException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The models that ship: those that {@value #INDEX} on the class path lists. The artifact {@code ganvas-models} brings
 * Ganvas's own; without it the catalogue is empty.
 */
public final class Catalogue {
    private static final String INDEX = "META-INF/ganvas/models.json";
    private static final String FOLDER = "META-INF/ganvas/";

    private Catalogue() {}

    /**
     * A model that ships.
     *
     * @param name to ask for it by
     * @param kind of model, such as {@code features}
     * @param about what it is, in a line
     * @param sha256 of its weights, in hexadecimal
     * @param measures whether evaluations measure by it, and trainings may begin with it
     */
    public record Entry(String name, String kind, String about, String sha256, boolean measures) {}

    /**
     * All of them, in the order of the index.
     *
     * @throws MalformedFileException when an index cannot be understood
     */
    public static List<Entry> entries() throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<Entry> entries = new ArrayList<>();
        for (URL index : Collections.list(Catalogue.class.getClassLoader().getResources(INDEX))) {
            try {
                for (JsonNode model : json.readTree(index).path("models")) {
                    entries.add(json.treeToValue(model, Entry.class));
                }
            } catch (JsonProcessingException e) {
                throw new MalformedFileException(Path.of(INDEX), "lists models in a way that is not understood", e);
            }
        }
        return entries;
    }

    /** Whether a model of this name ships. */
    public static boolean has(String name) throws IOException {
        return entries().stream().anyMatch(entry -> entry.name().equals(name));
    }

    /**
     * Reads and checks a model that ships.
     *
     * @throws UsageException when there is none of this name
     * @throws MalformedFileException when it is not the one that the index speaks of
     */
    public static ModelFile read(String name) throws IOException {
        String names = names();
        Entry entry = entries().stream()
                .filter(known -> known.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new UsageException("No model '" + name + "' ships with this Ganvas; there " + names + "."));
        // A model file is a zip, which is read from a file; the whole of it is in memory afterwards.
        Path copy = Files.createTempFile("ganvas-", ".ganvas");
        try (InputStream in = Catalogue.class.getClassLoader().getResourceAsStream(FOLDER + name + ".ganvas")) {
            if (in == null) {
                throw new MalformedFileException(Path.of(INDEX), "lists " + name + ", which is missing");
            }
            Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
            ModelFile file = ModelFile.readWhole(copy);
            if (!file.weightsSha256().equals(entry.sha256())) {
                throw new MalformedFileException(Path.of(INDEX), "names another SHA-256 for the weights of " + name);
            }
            return file;
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    /** Which there are, as the end of a sentence. */
    static String names() throws IOException {
        List<Entry> entries = entries();
        return entries.isEmpty()
                ? "are none: the artifact ganvas-models is not on the class path"
                : "are " + entries.stream().map(Entry::name).collect(Collectors.joining(", "));
    }
}
