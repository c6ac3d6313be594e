package dev.ganvas.server.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganvas.server.kind.JobKind;
import dev.ganvas.server.kind.JobRequest;
import dev.ganvas.server.kind.Kinds;
import dev.ganvas.server.kind.Role;
import dev.ganvas.server.live.LiveQuestions;
import dev.ganvas.server.problem.Problem;
import dev.ganvas.server.queue.References;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Pictures of a generator while somebody moves sliders. */
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
            each.add(kind.schema(0));
        }
        return List.of(new Route(
                "POST",
                "/v1/live",
                Optional.of(Role.USE),
                "Answers at once, without a job: a picture, or what can be moved. A newer request of the same key takes an older"
                        + " one's place, which answers 409; X-Ganvas-View: NAME tells several windows apart.",
                Optional.of(new Route.Body("application/json", schema)),
                List.of(
                        new Route.Answer(200, "image/png", "Of draw: the picture, labelled as generated."),
                        Route.json(200, "Of axes: axes, classes, width and height.")),
                this::answer));
    }

    private void answer(Context context) throws IOException {
        Caller caller = Caller.of(context);
        JobRequest request = read(context);
        references.check(request, caller.id(), caller.seesAll());
        List<String> words = request.commandLine(Map.of(), List.of(), reference -> references
                .find(reference, caller.id(), caller.seesAll())
                .orElseThrow(() -> Problem.at("/options", "There is no " + reference.name() + " any more.")));
        String view = Optional.ofNullable(context.header("X-Ganvas-View")).orElse("");
        JsonNode said = JSON.readTree(questions.ask(caller.id(), request.kind().name() + "/" + view, words));
        if (said.has("png")) {
            context.contentType("image/png")
                    .result(Base64.getDecoder().decode(said.path("png").asText()));
        } else {
            Answers.json(context, said);
        }
    }

    private JobRequest read(Context context) throws IOException {
        try {
            return JobRequest.read(JSON.readTree(bodies.small(context)), kinds, 0);
        } catch (JsonProcessingException e) {
            throw Problem.of(Problem.Kind.MALFORMED_REQUEST, "The body is no JSON.");
        }
    }
}
