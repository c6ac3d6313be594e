package dev.ganvas.server.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganvas.server.problem.Problem;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The description of the interface as OpenAPI 3.1, made from the routes themselves. */
final class OpenApi {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern PARAMETER = Pattern.compile("\\{([a-z0-9]+)}");

    private OpenApi() {}

    static ObjectNode of(List<Route> routes, String version) {
        ObjectNode root = JSON.createObjectNode().put("openapi", "3.1.0");
        root.putObject("info")
                .put("title", "Ganvas")
                .put("version", version)
                .put("description", "Image AI as jobs that survive. Errors are problems of RFC 9457.")
                .putObject("license")
                .put("name", "Apache-2.0")
                .put("identifier", "Apache-2.0");
        ObjectNode paths = root.putObject("paths");
        for (Route route : routes) {
            ObjectNode path =
                    paths.has(route.path()) ? (ObjectNode) paths.get(route.path()) : paths.putObject(route.path());
            path.set(route.method().toLowerCase(Locale.ROOT), operation(route));
        }
        ObjectNode components = root.putObject("components");
        components
                .putObject("securitySchemes")
                .putObject("key")
                .put("type", "http")
                .put("scheme", "bearer");
        components.putObject("schemas").set("Problem", problem());
        root.putArray("security").addObject().putArray("key");
        return root;
    }

    private static ObjectNode operation(Route route) {
        ObjectNode operation = JSON.createObjectNode().put("summary", route.about());
        operation.put("operationId", operationId(route));
        if (route.role().isEmpty()) {
            operation.putArray("security");
        } else {
            operation.put("x-ganvas-role", route.role().get().label());
        }
        ArrayNode parameters = JSON.createArrayNode();
        Matcher names = PARAMETER.matcher(route.path());
        while (names.find()) {
            ObjectNode parameter = parameters.addObject();
            parameter.put("name", names.group(1)).put("in", "path").put("required", true);
            parameter.putObject("schema").put("type", "string");
        }
        if (!parameters.isEmpty()) {
            operation.set("parameters", parameters);
        }
        route.body().ifPresent(body -> {
            ObjectNode request = operation.putObject("requestBody").put("required", true);
            request.putObject("content").putObject(body.type()).set("schema", body.schema());
        });
        ObjectNode responses = operation.putObject("responses");
        for (Route.Answer answer : route.answers()) {
            ObjectNode response =
                    responses.putObject(Integer.toString(answer.status())).put("description", answer.about());
            if (!answer.type().isEmpty()) {
                response.putObject("content").putObject(answer.type());
            }
        }
        ObjectNode otherwise = responses.putObject("default").put("description", "What is wrong.");
        otherwise
                .putObject("content")
                .putObject("application/problem+json")
                .putObject("schema")
                .put("$ref", "#/components/schemas/Problem");
        return operation;
    }

    private static String operationId(Route route) {
        return (route.method().toLowerCase(Locale.ROOT) + route.path().replace("/v1", ""))
                .replaceAll("[^a-z0-9]+", "_")
                .replaceAll("_$", "");
    }

    private static ObjectNode problem() {
        ObjectNode schema = JSON.createObjectNode().put("type", "object");
        schema.putArray("required").add("type").add("title").add("status").add("detail");
        ObjectNode properties = schema.putObject("properties");
        ArrayNode types = properties.putObject("type").put("type", "string").putArray("enum");
        for (Problem.Kind kind : Problem.Kind.values()) {
            types.add(kind.urn());
        }
        properties.putObject("title").put("type", "string");
        properties.putObject("status").put("type", "integer");
        properties.putObject("detail").put("type", "string");
        properties.putObject("pointer").put("type", "string");
        properties.putObject("retry_after").put("type", "integer");
        properties.putObject("instance").put("type", "string");
        return schema;
    }
}
