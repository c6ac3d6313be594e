package dev.ganvas.server.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganvas.server.kind.Role;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;

/**
 * A route: what is called, by whom, with what, and what answers. The server and its description are both made from these.
 *
 * @param method of HTTP
 * @param path with parameters in braces
 * @param role that a key needs; empty when no key is needed
 * @param about a sentence for people
 * @param body what the request carries
 * @param answers what comes back
 * @param handler that does it
 */
record Route(
        String method,
        String path,
        Optional<Role> role,
        String about,
        Optional<Body> body,
        List<Answer> answers,
        Handler handler) {
    Route {
        answers = List.copyOf(answers);
    }

    /** What a request carries: its media type and schema. */
    record Body(String type, ObjectNode schema) {}

    /** What comes back with a status: a media type, which is empty when there is nothing, and a sentence. */
    record Answer(int status, String type, String about) {}

    /** Answers a request. */
    @FunctionalInterface
    interface Handler {
        void handle(Context context) throws Exception;
    }

    static Route get(String path, Role role, String about, Answer answer, Handler handler) {
        return new Route("GET", path, Optional.of(role), about, Optional.empty(), List.of(answer), handler);
    }

    static Answer json(int status, String about) {
        return new Answer(status, "application/json", about);
    }

    /** The same, for whoever asks. */
    Route open() {
        return new Route(method, path, Optional.empty(), about, body, answers, handler);
    }
}
