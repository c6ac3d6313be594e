package dev.ganvas.server.problem;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A refusal that a client can read: a problem of RFC 9457. Its detail never names a path of the server's files.
 */
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What can be wrong; each has a name that stays the same, for programs to tell them apart. */
    public enum Kind {
        MALFORMED_REQUEST(400, "The request cannot be read"),
        KEY_NEEDED(401, "A key is needed"),
        NOT_ALLOWED(403, "This key may not do this"),
        FOREIGN_ORIGIN(403, "The request comes from a page of another site"),
        NOT_FOUND(404, "There is no such thing"),
        WRONG_METHOD(405, "This cannot be done here"),
        TOO_SLOW(408, "The body came too slowly"),
        CONFLICT(409, "This does not fit the state it is in"),
        TOO_LARGE(413, "The body is too large"),
        UNKNOWN_HOST(421, "This server is not known by that name"),
        INVALID(422, "The request asks for what cannot be done"),
        TOO_MANY_REQUESTS(429, "Too many requests"),
        JOB_FAILED(500, "The job failed"),
        WORKER_DIED(500, "The process that did the work died"),
        UNEXPECTED(500, "An unexpected failure"),
        OVERLOADED(503, "The server has more to do than it can take"),
        STOPPING(503, "The server is stopping"),
        DISK_FULL(507, "There is no room left");

        private final int status;
        private final String title;

        Kind(int status, String title) {
            this.status = status;
            this.title = title;
        }

        public int status() {
            return status;
        }

        public String title() {
            return title;
        }

        /** Name in a problem's {@code type}. */
        public String urn() {
            return "urn:ganvas:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private final Kind kind;
    private final String pointer;
    private final int retryAfter;

    private Problem(Kind kind, String detail, String pointer, int retryAfter) {
        super(detail);
        this.kind = kind;
        this.pointer = pointer;
        this.retryAfter = retryAfter;
    }

    public static Problem of(Kind kind, String detail) {
        return new Problem(kind, detail, "", 0);
    }

    /** @param pointer where in the request's JSON it is wrong, as RFC 6901 has it */
    public static Problem at(String pointer, String detail) {
        return new Problem(Kind.INVALID, detail, pointer, 0);
    }

    /** @param seconds after which another try makes sense */
    public static Problem later(Kind kind, String detail, int seconds) {
        return new Problem(kind, detail, "", Math.max(1, seconds));
    }

    public Kind kind() {
        return kind;
    }

    /** Seconds after which another try makes sense; empty when none does. */
    public OptionalInt retryAfter() {
        return retryAfter == 0 ? OptionalInt.empty() : OptionalInt.of(retryAfter);
    }

    /** Where in the request's JSON it is wrong. */
    public Optional<String> pointer() {
        return pointer.isEmpty() ? Optional.empty() : Optional.of(pointer);
    }

    /** The document of media type {@code application/problem+json}. */
    public ObjectNode document() {
        ObjectNode document = JSON.createObjectNode();
        document.put("type", kind.urn());
        document.put("title", kind.title());
        document.put("status", kind.status());
        document.put("detail", getMessage());
        pointer().ifPresent(where -> document.put("pointer", where));
        retryAfter().ifPresent(seconds -> document.put("retry_after", seconds));
        return document;
    }
}
