package dev.ganvas.server.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganvas.server.problem.Problem;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A request for a job, checked against its kind: everything in it is of the form that it should have.
 *
 * @param kind what is to be done
 * @param interactive whether somebody waits for it
 * @param inputs SHA-256 of the pictures
 * @param options as the request gives them
 */
public record JobRequest(JobKind kind, boolean interactive, List<String> inputs, ObjectNode options) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> FIELDS = Set.of("kind", "priority", "inputs", "options");

    /** Jobs with at most so many pictures are interactive unless they say otherwise. */
    private static final int MOST_INTERACTIVE_INPUTS = 4;

    public JobRequest {
        inputs = List.copyOf(inputs);
    }

    /**
     * Reads and checks a request.
     *
     * @throws Problem that says where it is wrong
     */
    public static JobRequest read(JsonNode body, Kinds kinds, int mostInputs) {
        if (!body.isObject()) {
            throw Problem.of(Problem.Kind.MALFORMED_REQUEST, "A job is asked for with a JSON object.");
        }
        for (Iterator<String> names = body.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!FIELDS.contains(name)) {
                throw Problem.at("/" + shown(name), "A job has kind, priority, inputs and options, nothing else.");
            }
        }
        JobKind kind = kinds.named(body.path("kind").asText(""))
                .orElseThrow(
                        () -> Problem.at("/kind", "The kinds of job are " + String.join(", ", kinds.names()) + "."));
        List<String> inputs = inputs(body.path("inputs"), kind, mostInputs);
        return new JobRequest(kind, interactive(body, kind, inputs), inputs, options(body.path("options"), kind));
    }

    private static boolean interactive(JsonNode body, JobKind kind, List<String> inputs) {
        JsonNode priority = body.path("priority");
        if (priority.isMissingNode()) {
            return kind.lane() == Lane.QUICK && inputs.size() <= MOST_INTERACTIVE_INPUTS;
        }
        new OptionType.Choice(List.of("interactive", "batch")).fault(priority).ifPresent(wrong -> {
            throw Problem.at("/priority", "priority " + wrong + ".");
        });
        return priority.asText().equals("interactive");
    }

    private static List<String> inputs(JsonNode given, JobKind kind, int mostInputs) {
        int most = kind.inputs().most(mostInputs);
        if (!given.isMissingNode() && !given.isArray()) {
            throw Problem.at("/inputs", "inputs is a list of the SHA-256 of uploaded files.");
        }
        if (given.size() < kind.inputs().least() || given.size() > most) {
            throw Problem.at(
                    "/inputs",
                    "A job of kind " + kind.name() + " has " + kind.inputs().least() + " to " + most + " inputs, not "
                            + given.size() + ".");
        }
        List<String> inputs = new ArrayList<>();
        for (JsonNode one : given) {
            String where = "/inputs/" + inputs.size();
            new OptionType.Refers(Reference.To.FILE).fault(one).ifPresent(wrong -> {
                throw Problem.at(where, "An input " + wrong + ".");
            });
            inputs.add(one.asText());
        }
        return inputs;
    }

    private static ObjectNode options(JsonNode given, JobKind kind) {
        if (!given.isMissingNode() && !given.isObject()) {
            throw Problem.at("/options", "options is a JSON object.");
        }
        ObjectNode options = JSON.createObjectNode();
        for (Iterator<Map.Entry<String, JsonNode>> fields = given.fields(); fields.hasNext(); ) {
            Map.Entry<String, JsonNode> field = fields.next();
            KindOption option = kind.option(field.getKey())
                    .orElseThrow(() -> Problem.at(
                            "/options/" + shown(field.getKey()),
                            "A job of kind " + kind.name() + " has the options "
                                    + String.join(
                                            ", ",
                                            kind.options().stream()
                                                    .map(KindOption::name)
                                                    .toList()) + "."));
            option.type().fault(field.getValue()).ifPresent(wrong -> {
                throw Problem.at("/options/" + option.name(), option.name() + " " + wrong + ".");
            });
            options.set(option.name(), field.getValue());
        }
        for (KindOption option : kind.options()) {
            if (option.needed() && !options.has(option.name())) {
                throw Problem.at("/options/" + option.name(), "A job of kind " + kind.name() + " needs this option.");
            }
        }
        return options;
    }

    /** A name as a client gave it, fit to be shown. */
    private static String shown(String name) {
        String plain = name.replaceAll("[^A-Za-z0-9_.-]", "?");
        return plain.substring(0, Math.min(40, plain.length()));
    }

    /** What it refers to. */
    public List<Reference> references() {
        List<Reference> found = new ArrayList<>();
        for (KindOption option : kind.options()) {
            for (JsonNode one : given(option)) {
                refers(option.type()).ifPresent(to -> found.add(new Reference(to, one.asText())));
            }
        }
        return found;
    }

    private static Optional<Reference.To> refers(OptionType type) {
        if (type instanceof OptionType.Several several) {
            return refers(several.each());
        }
        return type instanceof OptionType.Refers refers ? Optional.of(refers.to()) : Optional.empty();
    }

    private List<JsonNode> given(KindOption option) {
        JsonNode value = options.path(option.name());
        List<JsonNode> all = new ArrayList<>();
        if (value.isArray()) {
            value.forEach(all::add);
        } else if (!value.isMissingNode()) {
            all.add(value);
        }
        return all;
    }

    /**
     * The command line.
     *
     * @param places the folders and files that words name, such as {@code out}
     * @param pictures the input pictures
     * @param resolved where what is referred to lies
     */
    public List<String> commandLine(
            Map<String, String> places, List<String> pictures, Function<Reference, String> resolved) {
        UnaryOperator<String> filled = word -> {
            String text = word;
            for (Map.Entry<String, String> place : places.entrySet()) {
                text = text.replace("{" + place.getKey() + "}", place.getValue());
            }
            return text;
        };
        List<String> line = new ArrayList<>();
        for (String word : kind.words()) {
            if (word.equals("{inputs}")) {
                line.addAll(pictures);
            } else {
                line.add(filled.apply(byOptions(word, resolved)));
            }
        }
        for (KindOption option : kind.options()) {
            for (JsonNode one : given(option)) {
                boolean said = !(option.type() instanceof OptionType.Flag) || one.booleanValue();
                if (said && !option.word().isEmpty()) {
                    line.add(filled.apply(option.word()).replace("{value}", value(option, one, resolved)));
                }
            }
        }
        line.add("--json");
        return line;
    }

    private String byOptions(String word, Function<Reference, String> resolved) {
        String text = word;
        for (KindOption option : kind.options()) {
            if (text.contains("{" + option.name() + "}")) {
                JsonNode value = options.path(option.name());
                text = text.replace("{" + option.name() + "}", value(option, value, resolved));
            }
        }
        return text;
    }

    private static String value(KindOption option, JsonNode value, Function<Reference, String> resolved) {
        return refers(option.type())
                .map(to -> resolved.apply(new Reference(to, value.asText())))
                .orElseGet(value::asText);
    }

    /** As it is kept. */
    public ObjectNode toJson() {
        ObjectNode json = JSON.createObjectNode().put("kind", kind.name());
        json.put("priority", interactive ? "interactive" : "batch");
        if (!inputs.isEmpty()) {
            inputs.forEach(json.putArray("inputs")::add);
        }
        json.set("options", options);
        return json;
    }
}
