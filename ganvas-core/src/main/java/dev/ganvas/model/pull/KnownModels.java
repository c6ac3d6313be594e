package dev.ganvas.model.pull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ganvas.error.MalformedFileException;
import dev.ganvas.error.UsageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The models of others that can be fetched by name: those of the built-in list, and those of a person's own.
 *
 * @param models by name
 */
public record KnownModels(Map<String, KnownModel> models) {
    private static final String BUILT_IN = "known-models.json";
    private static final long MOST_BYTES = 4L << 20;
    private static final int MOST_MODELS = 10_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The built-in list, and the one that the property {@code ganvas.models.catalogue} or {@code GANVAS_MODELS_CATALOGUE} names. */
    public static KnownModels usual() throws IOException {
        String variable = System.getenv().getOrDefault("GANVAS_MODELS_CATALOGUE", "");
        String file = System.getProperty("ganvas.models.catalogue", variable);
        return file.isBlank() ? builtIn() : builtIn().with(Path.of(file));
    }

    /** The built-in list. */
    public static KnownModels builtIn() throws IOException {
        try (InputStream in = KnownModels.class.getResourceAsStream(BUILT_IN)) {
            return new KnownModels(parse(Path.of(BUILT_IN), in.readAllBytes()));
        }
    }

    /**
     * These and those of a file in the same form, which win where names are the same.
     *
     * @throws UsageException when there is no such file
     * @throws MalformedFileException when it cannot be understood
     */
    public KnownModels with(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new UsageException("There is no list of models " + file + ".");
        }
        if (Files.size(file) > MOST_BYTES) {
            throw new MalformedFileException(file, "has " + Files.size(file) + " bytes, too many for a list of models");
        }
        Map<String, KnownModel> all = new LinkedHashMap<>(models);
        all.putAll(parse(file, Files.readAllBytes(file)));
        return new KnownModels(all);
    }

    /** @throws UsageException when there is none of this name, which says which there are */
    public KnownModel require(String name) {
        KnownModel model = models.get(name);
        if (model == null) {
            throw new UsageException("No model '" + name + "' is known; there are "
                    + models.keySet().stream().collect(Collectors.joining(", ")) + ".");
        }
        return model;
    }

    /** In the order of the lists. */
    public List<KnownModel> all() {
        return new ArrayList<>(models.values());
    }

    private static Map<String, KnownModel> parse(Path file, byte[] bytes) throws MalformedFileException {
        JsonNode list;
        try {
            list = JSON.readTree(bytes).path("models");
        } catch (IOException e) {
            throw new MalformedFileException(file, "is no JSON", e);
        }
        if (!list.isArray() || list.size() > MOST_MODELS) {
            throw new MalformedFileException(file, "has no list \"models\" of at most " + MOST_MODELS);
        }
        Map<String, KnownModel> models = new LinkedHashMap<>();
        for (JsonNode node : list) {
            try {
                KnownModel model = KnownModel.parse(node);
                models.put(model.name(), model);
            } catch (UsageException e) {
                throw new MalformedFileException(file, String.valueOf(e.getMessage()), e);
            }
        }
        return models;
    }
}
