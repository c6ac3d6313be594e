package dev.ganvas.server.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganvas.server.kind.JobKind;
import dev.ganvas.server.kind.Kinds;
import dev.ganvas.server.kind.Role;
import dev.ganvas.server.measure.Meters;
import dev.ganvas.server.problem.Problem;
import dev.ganvas.server.settings.ServerLimits;
import dev.ganvas.server.settings.ServerSettings;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** What the server says of itself. */
final class ServerRoutes {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ServerSettings settings;
    private final Kinds kinds;
    private final Meters meters;
    private final Gate gate;
    private final Sessions sessions;
    private final Bodies bodies;
    private final BooleanSupplier ready;

    ServerRoutes(
            ServerSettings settings,
            Kinds kinds,
            Meters meters,
            Gate gate,
            Sessions sessions,
            Bodies bodies,
            BooleanSupplier ready) {
        this.settings = settings;
        this.kinds = kinds;
        this.meters = meters;
        this.gate = gate;
        this.sessions = sessions;
        this.bodies = bodies;
        this.ready = ready;
    }

    List<Route> routes() {
        Route.Answer text = new Route.Answer(200, "text/plain", "Figures in the format of Prometheus.");
        return List.of(
                Route.get("/health", Role.USE, "Whether the server is alive.", Route.json(200, "It is."), this::health)
                        .open(),
                Route.get("/ready", Role.USE, "Whether it takes jobs.", Route.json(200, "It does."), this::ready)
                        .open(),
                Route.get("/metrics", Role.ADMIN, "The server's figures.", text, this::figures),
                Route.get(
                        "/v1/kinds",
                        Role.USE,
                        "The kinds of job, each with the schema of its request.",
                        Route.json(200, "Kinds."),
                        this::kinds),
                Route.get(
                        "/v1/models",
                        Role.USE,
                        "The models that jobs can name.",
                        Route.json(200, "Models."),
                        this::models),
                Route.get(
                        "/v1/me",
                        Role.USE,
                        "Who the key is, and what the server takes.",
                        Route.json(200, "The key."),
                        this::me),
                new Route(
                        "POST",
                        "/v1/session",
                        Optional.empty(),
                        "Shows a key once; a cookie stands for it from then on. For browsers.",
                        Optional.of(new Route.Body("application/json", keySchema())),
                        List.of(new Route.Answer(204, "", "The session began.")),
                        this::begin),
                new Route(
                        "DELETE",
                        "/v1/session",
                        Optional.of(Role.USE),
                        "Ends a session.",
                        Optional.empty(),
                        List.of(new Route.Answer(204, "", "It has ended.")),
                        this::end));
    }

    private static ObjectNode keySchema() {
        ObjectNode schema = JSON.createObjectNode().put("type", "object");
        schema.putArray("required").add("key");
        schema.putObject("properties").putObject("key").put("type", "string");
        return schema;
    }

    private void health(Context context) {
        Answers.json(context, JSON.createObjectNode().put("alive", true));
    }

    private void ready(Context context) {
        if (!ready.getAsBoolean()) {
            throw Problem.later(Problem.Kind.STOPPING, "The server takes no jobs now.", 5);
        }
        Answers.json(context, JSON.createObjectNode().put("ready", true));
    }

    private void figures(Context context) {
        context.contentType("text/plain; version=0.0.4; charset=utf-8").result(meters.text());
    }

    private void kinds(Context context) {
        ObjectNode view = JSON.createObjectNode();
        ArrayNode all = view.putArray("kinds");
        for (JobKind kind : kinds.all()) {
            ObjectNode one = all.addObject().put("name", kind.name()).put("about", kind.about());
            one.put("role", kind.role().label());
            one.set("request", kind.schema(settings.limits().inputs()));
        }
        Answers.json(context, view);
    }

    private void models(Context context) throws IOException {
        ObjectNode view = JSON.createObjectNode();
        ArrayNode all = view.putArray("models");
        for (ServerSettings.Model model : settings.work().models()) {
            all.addObject().put("name", model.name()).put("kind", model.kind()).put("about", model.about());
        }
        Path own = settings.data().resolve("models");
        if (Files.isDirectory(own)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(own, "*.ganvas")) {
                for (Path file : files) {
                    String name = String.valueOf(file.getFileName());
                    all.addObject().put("name", name.substring(0, name.length() - ".ganvas".length()));
                }
            } catch (DirectoryIteratorException e) {
                throw e.getCause();
            }
        }
        Answers.json(context, view);
    }

    private void me(Context context) {
        Caller caller = Caller.of(context);
        ServerLimits limits = settings.limits();
        ObjectNode view = JSON.createObjectNode().put("name", caller.name());
        view.put("role", caller.role().label());
        ObjectNode most = view.putObject("limits");
        most.put("body_bytes", limits.bodyBytes());
        most.put("pixels", limits.pixels());
        most.put("output_pixels", limits.outputPixels());
        most.put("inputs", limits.inputs());
        most.put("waiting_jobs", limits.queue().own());
        most.put("requests_per_second", limits.requests().perSecond());
        most.put("retention_seconds", limits.disk().retention().toSeconds());
        Answers.json(context, view);
    }

    private void begin(Context context) throws IOException {
        JsonNode shown;
        try {
            // Nobody is anybody yet; a body is sent by whoever is at that address.
            new Caller(context.ip(), context.ip(), Role.USE).attach(context);
            shown = JSON.readTree(bodies.small(context));
        } catch (JsonProcessingException e) {
            throw Problem.of(Problem.Kind.MALFORMED_REQUEST, "The body is no JSON.");
        }
        String key = shown.path("key").asText();
        gate.byKey(key, context.ip());
        Cookie cookie = new Cookie(Sessions.COOKIE, sessions.begin(key));
        cookie.setHttpOnly(true);
        cookie.setSameSite(SameSite.STRICT);
        cookie.setPath("/");
        cookie.setSecure("https".equals(context.header("X-Forwarded-Proto")));
        cookie.setMaxAge((int) Sessions.LASTS.toSeconds());
        context.cookie(cookie).status(204);
    }

    private void end(Context context) {
        Optional.ofNullable(context.cookie(Sessions.COOKIE)).ifPresent(sessions::end);
        context.removeCookie(Sessions.COOKIE, "/");
        context.status(204);
    }
}
