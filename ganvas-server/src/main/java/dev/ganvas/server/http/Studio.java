package dev.ganvas.server.http;

import dev.ganvas.server.problem.Problem;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** The pages that people see: files of the class path below {@code studio}, and no others. */
final class Studio {
    private static final String FOLDER = "/dev/ganvas/server/studio/";

    /** Names that cannot lead out of a folder: each part begins with a letter or digit. */
    private static final String NAME =
            "(?:[A-Za-z0-9][A-Za-z0-9_.-]*/)*[A-Za-z0-9][A-Za-z0-9_-]*(?:\\.[A-Za-z0-9_-]+)*";

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html;charset=utf-8",
            "js", "text/javascript;charset=utf-8",
            "mjs", "text/javascript;charset=utf-8",
            "css", "text/css;charset=utf-8",
            "json", "application/json",
            "svg", "image/svg+xml",
            "png", "image/png",
            "ico", "image/x-icon",
            "woff2", "font/woff2",
            "txt", "text/plain;charset=utf-8");

    private Studio() {}

    static void serve(Context context) throws IOException {
        String path = context.path().replaceFirst("^/(studio/)?", "");
        String name = path.isEmpty() ? "index.html" : path;
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (type == null || !name.matches(NAME) || name.contains("..")) {
            throw missing();
        }
        try (InputStream in = Studio.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw missing();
            }
            context.contentType(type).header("Cache-Control", "no-cache").result(in.readAllBytes());
        }
    }

    private static Problem missing() {
        return Problem.of(Problem.Kind.NOT_FOUND, "There is no such page.");
    }
}
