package dev.ganvas.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ganvas.server.problem.Problem;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;

/** How answers are given. */
final class Answers {
    /** What a browser may show by itself; all else it saves. */
    private static final Set<String> SHOWN =
            Set.of("image/png", "image/apng", "image/jpeg", "image/gif", "image/webp", "image/bmp");

    private Answers() {}

    static void json(Context context, JsonNode value) {
        context.contentType("application/json").result(value.toString().getBytes(StandardCharsets.UTF_8));
    }

    static void problem(Context context, Problem problem, String request) {
        problem.retryAfter().ifPresent(seconds -> context.header("Retry-After", Integer.toString(seconds)));
        if (problem.kind() == Problem.Kind.KEY_NEEDED) {
            context.header("WWW-Authenticate", "Bearer");
        }
        byte[] document = problem.document()
                .put("instance", "urn:uuid:" + request)
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        context.status(problem.kind().status())
                .contentType("application/problem+json")
                .result(document);
    }

    /** @param name to save it under, of letters that need no quoting */
    static void file(Context context, Path file, String type, String name) throws IOException {
        try {
            long bytes = Files.size(file);
            context.header(
                    "Content-Disposition",
                    (SHOWN.contains(type) ? "inline" : "attachment") + "; filename=\"" + name + "\"");
            context.header("Content-Security-Policy", "sandbox; default-src 'none'");
            context.writeSeekableStream(Files.newInputStream(file), type, bytes);
        } catch (NoSuchFileException e) {
            throw Problem.of(Problem.Kind.NOT_FOUND, "This file is there no more.");
        }
    }
}
