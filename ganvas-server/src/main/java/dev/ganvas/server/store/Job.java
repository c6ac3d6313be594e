package dev.ganvas.server.store;

import dev.ganvas.server.kind.Lane;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A job as it is kept.
 *
 * @param id its name, which sorts by time
 * @param owner the key it belongs to
 * @param kind name of its kind
 * @param place where in which queue it stands
 * @param state how far it is
 * @param request as JSON
 * @param times milliseconds since 1970
 * @param tries how often it was begun, and how often a worker died of it
 * @param cancelled whether it is to stop
 * @param result what came of it
 * @param keeps whether it stays until it is deleted
 */
public record Job(
        String id,
        String owner,
        String kind,
        Place place,
        State state,
        String request,
        Times times,
        Tries tries,
        boolean cancelled,
        Result result,
        boolean keeps) {
    /** How far a job is. */
    public enum State {
        QUEUED,
        RUNNING,
        DONE,
        FAILED,
        CANCELLED;

        /** Whether nothing changes any more. */
        public boolean isEnd() {
            return this == DONE || this == FAILED || this == CANCELLED;
        }

        /** As programs read it. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Where a job stands: first those of a higher priority, then those of a lower tag.
     *
     * @param priority 1 when somebody waits for it, else 0
     * @param tag start tag of start-time fair queueing, which makes the keys take turns
     */
    public record Place(Lane lane, int priority, long tag) {}

    /** When it was asked for, first begun, and ended. */
    public record Times(long created, OptionalLong started, OptionalLong finished) {}

    /** How often it was begun, and how often the process that did it died. */
    public record Tries(int attempts, int deaths) {}

    /**
     * What came of it, as JSON.
     *
     * @param progress how far it last was
     * @param answer what the verb answered
     * @param files which files there are
     * @param problem why it failed
     */
    public record Result(
            Optional<String> progress, Optional<String> answer, Optional<String> files, Optional<String> problem) {}
}
