package dev.ganvas.server.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganvas.server.kind.Role;
import dev.ganvas.server.problem.Problem;
import dev.ganvas.server.queue.DiskGuard;
import dev.ganvas.server.remote.RemoteFiles;
import dev.ganvas.server.settings.ServerLimits;
import dev.ganvas.server.store.FileStore;
import dev.ganvas.server.store.FileStore.Received;
import dev.ganvas.server.store.FileStore.Upload;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Uploads: bodies as they are, named by the SHA-256 of what is in them. */
final class FileRoutes {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_NAME = 200;
    private static final Route.Answer KEPT = Route.json(201, "The file's id, which is its SHA-256, and what it is.");
    private static final Route.Body BODY = new Route.Body(
            "application/octet-stream",
            JSON.createObjectNode().put("type", "string").put("format", "binary"));

    private final FileStore files;
    private final Bodies bodies;
    private final Inspection inspection;
    private final DiskGuard disk;
    private final ServerLimits limits;
    private final RemoteFiles remote;

    FileRoutes(FileStore files, Bodies bodies, DiskGuard disk, ServerLimits limits, RemoteFiles remote) {
        this.files = files;
        this.bodies = bodies;
        this.inspection = new Inspection(limits);
        this.disk = disk;
        this.limits = limits;
        this.remote = remote;
    }

    List<Route> routes() {
        return List.of(
                new Route(
                        "POST",
                        "/v1/files",
                        Optional.of(Role.USE),
                        "Uploads a picture, a zip of pictures or a model; ?name= says what to call it.",
                        Optional.of(BODY),
                        List.of(KEPT),
                        context -> take(context, Optional.empty())),
                new Route(
                        "PUT",
                        "/v1/files/{id}",
                        Optional.of(Role.USE),
                        "Uploads a file whose SHA-256 is known, and has it checked.",
                        Optional.of(BODY),
                        List.of(KEPT),
                        context -> take(context, Optional.of(context.pathParam("id")))),
                new Route(
                        "POST",
                        "/v1/files/fetch",
                        Optional.of(Role.USE),
                        "Fetches a file by its url from a host that the server's keeper allowed; no host is, unless he did.",
                        Optional.of(new Route.Body("application/json", urlSchema())),
                        List.of(KEPT),
                        this::fetch),
                Route.get(
                        "/v1/files/{id}",
                        Role.USE,
                        "A file that this key uploaded.",
                        new Route.Answer(200, "application/octet-stream", "The file."),
                        this::give),
                new Route(
                        "DELETE",
                        "/v1/files/{id}",
                        Optional.of(Role.USE),
                        "Forgets a file; jobs that have it keep it.",
                        Optional.empty(),
                        List.of(new Route.Answer(204, "", "It is forgotten.")),
                        this::forget));
    }

    private void take(Context context, Optional<String> expected) throws IOException {
        disk.requireRoom();
        keep(context, bodies.with(context, limits.bodyBytes(), files::receive), expected, context.queryParam("name"));
    }

    private static ObjectNode urlSchema() {
        ObjectNode schema = JSON.createObjectNode().put("type", "object");
        schema.putArray("required").add("url");
        schema.putObject("properties").putObject("url").put("type", "string").put("format", "uri");
        return schema;
    }

    private void fetch(Context context) throws IOException {
        disk.requireRoom();
        String url;
        try {
            url = JSON.readTree(bodies.small(context)).path("url").asText();
        } catch (JsonProcessingException e) {
            throw Problem.of(Problem.Kind.MALFORMED_REQUEST, "The body is no JSON.");
        }
        Received received = remote.fetch(url, limits.bodyBytes(), body -> files.receive(body::read));
        keep(context, received, Optional.empty(), url.replaceAll("[?#].*$", "").replaceAll(".*/", ""));
    }

    private void keep(Context context, Received received, Optional<String> expected, String called) throws IOException {
        try {
            if (received.bytes() == 0) {
                throw Problem.of(Problem.Kind.INVALID, "The body is empty; send the file as it is.");
            }
            if (expected.isPresent() && !expected.get().equals(received.sha256())) {
                throw Problem.of(Problem.Kind.INVALID, "The body's SHA-256 is " + received.sha256() + ".");
            }
            String name = name(called);
            Upload upload = files.keep(received, Caller.of(context).id(), inspection.look(received, name));
            disk.add(upload.bytes());
            context.status(201).header("Location", "/v1/files/" + upload.id());
            Answers.json(context, view(upload));
        } finally {
            received.discard();
        }
    }

    private static String name(String given) {
        String plain = Optional.ofNullable(given).orElse("").replaceAll("[\\p{Cntrl}\\p{Cf}]", "");
        return plain.substring(0, Math.min(MOST_NAME, plain.length()));
    }

    private static ObjectNode view(Upload upload) {
        ObjectNode view = JSON.createObjectNode().put("id", upload.id());
        view.put("name", upload.name());
        view.put("type", upload.type());
        view.put("bytes", upload.bytes());
        if (upload.width() > 0) {
            view.put("width", upload.width()).put("height", upload.height());
        }
        return view.put("href", "/v1/files/" + upload.id());
    }

    private void give(Context context) throws IOException {
        Upload upload =
                files.find(context.pathParam("id"), Caller.of(context).id()).orElseThrow(FileRoutes::missing);
        Answers.file(context, files.path(upload.id()), upload.type(), upload.id());
    }

    private void forget(Context context) throws IOException {
        String id = context.pathParam("id");
        if (!id.matches("[0-9a-f]{64}") || !files.delete(id, Caller.of(context).id())) {
            throw missing();
        }
        context.status(204);
    }

    private static Problem missing() {
        return Problem.of(Problem.Kind.NOT_FOUND, "There is no such file of this key.");
    }
}
