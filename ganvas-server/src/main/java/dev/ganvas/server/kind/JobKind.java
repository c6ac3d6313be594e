package dev.ganvas.server.kind;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * A kind of job: what a request for it may say, and the command line that does it.
 *
 * <p>Words of the command line may hold <code>{in}</code>, the folder of the input pictures, <code>{first}</code> the first of
 * them, <code>{inputs}</code> all of them, <code>{out}</code> the folder for results, and <code>{name}</code> for the value
 * of an option.
 *
 * @param name in requests
 * @param about a sentence for people
 * @param lane which jobs it waits for
 * @param role that a key needs for it
 * @param inputs how many pictures it takes
 * @param words of the command line before the options
 * @param options that a request may have
 * @param keeps whether its result stays until it is deleted, since later jobs build on it
 */
public record JobKind(
        String name,
        String about,
        Lane lane,
        Role role,
        Inputs inputs,
        List<String> words,
        List<KindOption> options,
        boolean keeps) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public JobKind {
        words = List.copyOf(words);
        options = List.copyOf(options);
    }

    /** How many pictures a kind takes, both ends included. */
    public record Inputs(int least, int most) {
        static final Inputs NONE = new Inputs(0, 0);
        static final Inputs ONE = new Inputs(1, 1);
        static final Inputs MANY = new Inputs(1, Integer.MAX_VALUE);

        /** The most, where a job may have no more than {@code limit} in all. */
        public int most(int limit) {
            return Math.min(most, limit);
        }
    }

    /** The option of that name. */
    public Optional<KindOption> option(String wanted) {
        return options.stream().filter(option -> option.name().equals(wanted)).findFirst();
    }

    /**
     * The schema of a request for a job of this kind.
     *
     * @param mostInputs pictures that a job may have at most
     */
    public ObjectNode schema(int mostInputs) {
        ObjectNode schema = JSON.createObjectNode().put("type", "object").put("description", about);
        schema.put("additionalProperties", false);
        ArrayNode required = schema.putArray("required").add("kind");
        ObjectNode properties = schema.putObject("properties");
        properties.putObject("kind").put("const", name);
        properties.set("priority", new OptionType.Choice(List.of("interactive", "batch")).schema());
        if (inputs.most() > 0) {
            ObjectNode pictures =
                    new OptionType.Several(new OptionType.Refers(Reference.To.FILE), inputs.most(mostInputs)).schema();
            properties.set("inputs", pictures.put("minItems", inputs.least()));
            required.add("inputs");
        }
        ObjectNode given = properties.putObject("options").put("type", "object").put("additionalProperties", false);
        ObjectNode each = given.putObject("properties");
        ArrayNode needed = JSON.createArrayNode();
        for (KindOption option : options) {
            ObjectNode one = option.type().schema();
            one.put("description", option.about());
            each.set(option.name(), one);
            if (option.needed()) {
                needed.add(option.name());
            }
        }
        if (!needed.isEmpty()) {
            given.set("required", needed);
            required.add("options");
        }
        return schema;
    }
}
