package dev.ganvas.onnx;

import dev.ganvas.error.MalformedFileException;
import dev.ganvas.error.Require;
import dev.ganvas.error.UsageException;
import dev.ganvas.image.Interpolation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * What a network of fast-plate-ocr wants its plates to be like, and what its answers mean, as the file {@code NAME_plate_config.yaml}
 * beside it says (github.com/ankandrew/fast-plate-ocr, "Plate configuration").
 *
 * @param slots places for characters; texts that are shorter are filled up
 * @param alphabet a character a class
 * @param padding the character of {@code alphabet} that fills up
 * @param width pixels
 * @param height pixels
 * @param interpolation by which plates come to this size, whatever their proportions
 * @param regions names in the order of the network's output {@code region}; none when it has none
 */
record PlateOcrConfig(
        int slots,
        String alphabet,
        char padding,
        int width,
        int height,
        Interpolation interpolation,
        List<String> regions) {
    private static final int MOST_SLOTS = 32;
    private static final int MOST_CHARACTERS = 1000;
    private static final int SMALLEST = 8;
    private static final int LARGEST = 1024;
    private static final int MOST_REGIONS = 1000;

    private static final int MOST_BYTES = 1 << 16;
    private static final int MOST_ALIASES = 16;
    private static final int DEEPEST = 4;

    PlateOcrConfig {
        Require.within(slots, 1, MOST_SLOTS, "max_plate_slots");
        Require.within(width, SMALLEST, LARGEST, "img_width");
        Require.within(height, SMALLEST, LARGEST, "img_height");
        Require.that(
                alphabet.length() >= 2 && alphabet.length() <= MOST_CHARACTERS,
                "alphabet has 2 to " + MOST_CHARACTERS + " characters, not " + alphabet.length());
        Require.that(alphabet.chars().distinct().count() == alphabet.length(), "alphabet has a character twice");
        Require.that(alphabet.indexOf(padding) >= 0, "pad_char '" + padding + "' is not in alphabet");
        Require.that(regions.size() <= MOST_REGIONS, "plate_regions are more than " + MOST_REGIONS);
        regions = List.copyOf(regions);
    }

    /** Where the configuration of a network stands. */
    static Path beside(Path model) {
        return model.resolveSibling(
                String.valueOf(model.getFileName()).replaceFirst("\\.onnx$", "") + "_plate_config.yaml");
    }

    /**
     * Reads the configuration that stands beside a network.
     *
     * @throws UsageException when there is none
     * @throws MalformedFileException when it is no YAML, beyond a limit, or does not say what it must
     */
    static PlateOcrConfig read(Path model) throws IOException {
        Path file = beside(model);
        if (!Files.isRegularFile(file)) {
            throw new UsageException(model + " does not say how plates are read with it: its configuration "
                    + file.getFileName() + " must lie beside it.");
        }
        if (Files.size(file) > MOST_BYTES) {
            throw new MalformedFileException(file, "has " + Files.size(file) + " bytes, too many for a configuration");
        }
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        try {
            return parse(mapping(text));
        } catch (YamlEngineException e) {
            throw new MalformedFileException(
                    file,
                    "is no YAML: "
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
                    e);
        } catch (UsageException e) {
            throw new MalformedFileException(file, String.valueOf(e.getMessage()), e);
        }
    }

    private static Map<?, ?> mapping(String text) {
        LoadSettings settings = LoadSettings.builder()
                .setCodePointLimit(MOST_BYTES)
                .setMaxAliasesForCollections(MOST_ALIASES)
                .build();
        int depth = 0;
        // Loading goes as deep as the text does, on the stack; looking through it does not.
        for (Event event : new Parse(settings).parseString(text)) {
            switch (event.getEventId()) {
                case MappingStart, SequenceStart -> depth++;
                case MappingEnd, SequenceEnd -> depth--;
                default -> {}
            }
            Require.that(depth <= DEEPEST, "goes deeper than " + DEEPEST + " levels");
        }
        Object root = new Load(settings).loadFromString(text);
        Require.that(root instanceof Map<?, ?>, "has no keys and values");
        return (Map<?, ?>) root;
    }

    private static PlateOcrConfig parse(Map<?, ?> keys) {
        String padding = text(keys, "pad_char");
        Require.that(padding.length() == 1, "pad_char is one character");
        Require.that(
                "rgb".equals(keys.get("image_color_mode")),
                "image_color_mode is " + keys.get("image_color_mode") + "; rgb is what is known here");
        Require.that(
                !Boolean.TRUE.equals(keys.get("keep_aspect_ratio")),
                "keep_aspect_ratio is true, which is not known here");
        return new PlateOcrConfig(
                number(keys, "max_plate_slots"),
                text(keys, "alphabet"),
                padding.charAt(0),
                number(keys, "img_width"),
                number(keys, "img_height"),
                interpolation(keys.get("interpolation")),
                regions(keys.get("plate_regions")));
    }

    /** As OpenCV calls them; nothing said is {@code linear}. */
    private static Interpolation interpolation(Object name) {
        return switch (String.valueOf(name)) {
            case "null", "linear" -> Interpolation.BILINEAR;
            case "cubic" -> Interpolation.BICUBIC;
            case "area" -> Interpolation.AREA;
            default -> throw new UsageException("interpolation " + name + " is not known here");
        };
    }

    private static List<String> regions(Object names) {
        if (names == null) {
            return List.of();
        }
        Require.that(names instanceof List<?>, "plate_regions is no list");
        return ((List<?>) names).stream().map(String::valueOf).toList();
    }

    private static int number(Map<?, ?> keys, String key) {
        Require.that(keys.get(key) instanceof Integer, key + " is missing, or no whole number");
        return (Integer) keys.get(key);
    }

    private static String text(Map<?, ?> keys, String key) {
        Require.that(keys.get(key) instanceof String, key + " is missing, or no text");
        return (String) keys.get(key);
    }
}
