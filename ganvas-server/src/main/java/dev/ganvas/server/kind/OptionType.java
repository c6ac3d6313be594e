package dev.ganvas.server.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What values an option takes: as a JSON Schema for people and programs, and as a check for this server. */
public sealed interface OptionType {
    ObjectMapper JSON = new ObjectMapper();

    /** The schema, in the dialect of JSON Schema 2020-12. */
    ObjectNode schema();

    /** What is wrong with a value; empty when nothing is. */
    Optional<String> fault(JsonNode value);

    private static Optional<String> unless(boolean holds, String otherwise) {
        return holds ? Optional.empty() : Optional.of(otherwise);
    }

    /** True or false. */
    record Flag() implements OptionType {
        @Override
        public ObjectNode schema() {
            return JSON.createObjectNode().put("type", "boolean");
        }

        @Override
        public Optional<String> fault(JsonNode value) {
            return unless(value.isBoolean(), "is true or false");
        }
    }

    /** A whole number, both ends included. */
    record Whole(long low, long high) implements OptionType {
        @Override
        public ObjectNode schema() {
            return JSON.createObjectNode()
                    .put("type", "integer")
                    .put("minimum", low)
                    .put("maximum", high);
        }

        @Override
        public Optional<String> fault(JsonNode value) {
            return unless(
                    value.isIntegralNumber()
                            && value.canConvertToLong()
                            && value.longValue() >= low
                            && value.longValue() <= high,
                    "is a whole number from " + low + " to " + high);
        }
    }

    /** A number, both ends included, or one of some words. */
    record Real(double low, double high, List<String> words) implements OptionType {
        public Real {
            words = List.copyOf(words);
        }

        @Override
        public ObjectNode schema() {
            ObjectNode number = JSON.createObjectNode()
                    .put("type", "number")
                    .put("minimum", low)
                    .put("maximum", high);
            if (words.isEmpty()) {
                return number;
            }
            ObjectNode either = JSON.createObjectNode();
            either.putArray("oneOf").add(number).add(new Choice(words).schema());
            return either;
        }

        @Override
        public Optional<String> fault(JsonNode value) {
            boolean inside = value.isNumber() && value.doubleValue() >= low && value.doubleValue() <= high;
            return unless(
                    inside || value.isTextual() && words.contains(value.textValue()),
                    "is a number from " + low + " to " + high
                            + (words.isEmpty() ? "" : " or one of " + String.join(", ", words)));
        }
    }

    /** One of some words. */
    record Choice(List<String> words) implements OptionType {
        public Choice {
            words = List.copyOf(words);
        }

        @Override
        public ObjectNode schema() {
            ObjectNode schema = JSON.createObjectNode().put("type", "string");
            ArrayNode allowed = schema.putArray("enum");
            words.forEach(allowed::add);
            return schema;
        }

        @Override
        public Optional<String> fault(JsonNode value) {
            return unless(
                    value.isTextual() && words.contains(value.textValue()), "is one of " + String.join(", ", words));
        }
    }

    /** Text of a form, whole. */
    record Text(String form, int longest) implements OptionType {
        @Override
        public ObjectNode schema() {
            return JSON.createObjectNode()
                    .put("type", "string")
                    .put("pattern", "^(?:" + form + ")$")
                    .put("maxLength", longest);
        }

        @Override
        public Optional<String> fault(JsonNode value) {
            return unless(
                    value.isTextual()
                            && value.textValue().length() <= longest
                            && Pattern.matches(form, value.textValue()),
                    "is text of at most " + longest + " characters that fits " + form);
        }
    }

    /** Something that lies on the server: a {@link Reference}. */
    record Refers(Reference.To to) implements OptionType {
        @Override
        public ObjectNode schema() {
            return JSON.createObjectNode()
                    .put("type", "string")
                    .put("pattern", "^(?:" + to.form() + ")$")
                    .put("description", to.about());
        }

        @Override
        public Optional<String> fault(JsonNode value) {
            return unless(value.isTextual() && Pattern.matches(to.form(), value.textValue()), "names " + to.about());
        }
    }

    /** Several of another type. */
    record Several(OptionType each, int most) implements OptionType {
        @Override
        public ObjectNode schema() {
            ObjectNode schema = JSON.createObjectNode().put("type", "array").put("maxItems", most);
            schema.set("items", each.schema());
            return schema;
        }

        @Override
        public Optional<String> fault(JsonNode value) {
            if (!value.isArray() || value.size() > most) {
                return Optional.of("is a list of at most " + most);
            }
            for (JsonNode one : value) {
                Optional<String> wrong = each.fault(one);
                if (wrong.isPresent()) {
                    return wrong.map(what -> "has a part that should be otherwise: each " + what);
                }
            }
            return Optional.empty();
        }
    }
}
