package dev.ganvas.cli.option;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ganvas.cli.usage.UsageErrors;
import dev.ganvas.error.UsageException;
import dev.ganvas.model.Provenance;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;

/** The settings of a run that was, given to the verb that trains as the options that they came from. */
public final class RecordedOptions {
    private static final String IMAGES = " images";

    /** What a setting says that was not chosen; leaving its option out says the same. */
    private static final Set<String> NOT_CHOSEN = Set.of("auto", "none", "false");

    /** Names of records that options have otherwise. */
    private static final Map<String, String> OTHERWISE = Map.of("classify/width", "--classifier-width");

    private RecordedOptions() {}

    /**
     * Parses them.
     *
     * @param verb that trains, new
     * @param more arguments of the new run
     * @throws UsageException when the record has a setting that this version does not know
     */
    public static void parse(CommandLine verb, Provenance origin, List<String> more) {
        List<String> arguments = new ArrayList<>(more);
        String task = origin.settings().path("task").asText();
        origin.settings().fields().forEachRemaining(setting -> {
            String text = text(setting.getValue());
            if (!setting.getKey().equals("data") && !NOT_CHOSEN.contains(text)) {
                arguments.addAll(option(verb, task, setting.getKey(), text));
            }
        });
        verb.setCaseInsensitiveEnumValuesAllowed(true).registerConverter(Path.class, UsageErrors::path);
        try {
            verb.parseArgs(arguments.toArray(String[]::new));
        } catch (CommandLine.ParameterException e) {
            throw new UsageException("The settings of that run cannot be repeated: " + e.getMessage(), e);
        }
    }

    private static List<String> option(CommandLine verb, String task, String name, String text) {
        if (name.equals("budget") && text.endsWith(IMAGES)) {
            return List.of("--images", text.substring(0, text.length() - IMAGES.length()));
        }
        String option = OTHERWISE.getOrDefault(task + "/" + name, "--" + name.replace('_', '-'));
        if (!verb.getCommandSpec().optionsMap().containsKey(option)) {
            throw new UsageException("That run has a setting '" + name + "' (" + text
                    + ") which this version does not know, so it cannot be repeated.");
        }
        return text.equals("true") ? List.of(option) : List.of(option, text);
    }

    private static String text(JsonNode value) {
        return value.asText(value.toString());
    }
}
