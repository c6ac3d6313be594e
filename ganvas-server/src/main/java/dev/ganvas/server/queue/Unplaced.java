package dev.ganvas.server.queue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Iterator;
import java.util.Map;
import java.util.regex.Pattern;

/** What verbs say, without the paths of the server's files: of each path its last name stays. */
public final class Unplaced {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** An absolute path of two names or more that is no part of a word or an address. */
    private static final Pattern PATH =
            Pattern.compile("(?<![\\w/:.])(?:[A-Za-z]:)?(?:[/\\\\][^/\\\\\\s\"'<>|:;,]+)+[/\\\\]");

    private Unplaced() {}

    public static String text(String said) {
        return PATH.matcher(said).replaceAll("");
    }

    static JsonNode json(JsonNode said) {
        if (said.isTextual()) {
            return TextNode.valueOf(text(said.textValue()));
        }
        if (said.isArray()) {
            ArrayNode array = JSON.createArrayNode();
            said.forEach(one -> array.add(json(one)));
            return array;
        }
        if (said.isObject()) {
            ObjectNode object = JSON.createObjectNode();
            for (Iterator<Map.Entry<String, JsonNode>> fields = said.fields(); fields.hasNext(); ) {
                Map.Entry<String, JsonNode> field = fields.next();
                object.set(text(field.getKey()), json(field.getValue()));
            }
            return object;
        }
        return said;
    }
}
