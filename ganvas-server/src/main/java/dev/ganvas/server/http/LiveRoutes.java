package dev.ganvas.server.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganvas.server.kind.JobKind;
import dev.ganvas.server.kind.JobRequest;
import dev.ganvas.server.kind.Kinds;
import dev.ganvas.server.kind.Reference;
import dev.ganvas.server.kind.Role;
import dev.ganvas.server.live.LiveQuestions;
import dev.ganvas.server.problem.Problem;
import dev.ganvas.server.queue.References;
import dev.ganvas.server.queue.Unplaced;
import io.javalin.http.Context;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/** Pictures of a generator, and parts of restored ones, while somebody moves sliders. */
final class LiveRoutes {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Kinds kinds;
    private final LiveQuestions questions;
    private final References references;
    private final Bodies bodies;

    LiveRoutes(Kinds kinds, LiveQuestions questions, References references, Bodies bodies) {
        this.kinds = kinds;
        this.questions = questions;
        this.references = references;
        this.bodies = bodies;
    }

    List<Route> routes() {
        ObjectNode schema = JSON.createObjectNode();
        ArrayNode each = schema.putArray("oneOf");
        for (JobKind kind : kinds.all()) {
            each.add(kind.schema(1));
        }
        return List.of(new Route(
                "POST",
                "/v1/live",
                Optional.of(Role.USE),
                "Answers at once, without a job: a picture, or what can be moved. A newer request of the same key takes an older"
                        + " one's place, which answers 409 and, of restore and enhance, is stopped; X-Ganvas-View: NAME tells several windows apart.",
                Optional.of(new Route.Body("application/json", schema)),
                List.of(
                        new Route.Answer(
                                200,
                                "image/png",
                                "Of draw: the picture, labelled as generated. Of part, restore and enhance: the part;"
                                        + " X-Ganvas-Said has what was done, percent-encoded, a line for each."),
                        Route.json(200, "Of axes: axes, classes, width and height.")),
                this::answer));
    }

    private void answer(Context context) throws IOException {
        Caller caller = Caller.of(context);
        JobRequest request = read(context);
        references.check(request, caller.id(), caller.seesAll());
        List<String> words = request.commandLine(first(request, caller), List.of(), reference -> references
                .find(reference, caller.id(), caller.seesAll())
                .orElseThrow(() -> Problem.at("/options", "There is no " + reference.name() + " any more.")));
        String view = Optional.ofNullable(context.header("X-Ganvas-View")).orElse("");
        String asked = request.kind().name() + "/" + view;
        JsonNode said = JSON.readTree(
                request.inputs().isEmpty()
                        ? questions.ask(caller.id(), asked, words)
                        : questions.askInstead(caller.id(), asked, words));
        if (said.has("png")) {
            context.contentType("image/png")
                    .header("X-Ganvas-Said", lines(said.path("said")))
                    .result(Base64.getDecoder().decode(said.path("png").asText()));
        } else {
            Answers.json(context, said);
        }
    }

    private Map<String, String> first(JobRequest request, Caller caller) {
        if (request.inputs().isEmpty()) {
            return Map.of();
        }
        Reference picture = new Reference(Reference.To.FILE, request.inputs().get(0));
        return Map.of(
                "first",
                references
                        .find(picture, caller.id(), caller.seesAll())
                        .orElseThrow(
                                () -> Problem.at("/inputs/0", "There is no such file of this key; upload it first.")));
    }

    private static String lines(JsonNode said) {
        StringJoiner lines = new StringJoiner("\n");
        said.forEach(line -> lines.add(Unplaced.text(line.asText())));
        return URLEncoder.encode(lines.toString(), StandardCharsets.UTF_8).replace("+", "%20");
    }

    private JobRequest read(Context context) throws IOException {
        try {
            return JobRequest.read(JSON.readTree(bodies.small(context)), kinds, 1);
        } catch (JsonProcessingException e) {
            throw Problem.of(Problem.Kind.MALFORMED_REQUEST, "The body is no JSON.");
        }
    }
}
