package dev.ganvas.server.http;

import dev.ganvas.server.kind.Role;
import dev.ganvas.server.problem.Problem;
import io.javalin.http.Context;
import java.util.Optional;

/**
 * Who makes a request.
 *
 * @param id of the key
 * @param name of the key
 * @param role of the key
 */
record Caller(String id, String name, Role role) {
    private static final String ATTRIBUTE = "caller";

    /** Whoever is at this computer, where no keys were made. */
    static final Caller LOCAL = new Caller("local", "local", Role.ADMIN);

    static Optional<Caller> find(Context context) {
        return Optional.ofNullable(context.attribute(ATTRIBUTE));
    }

    static Caller of(Context context) {
        return find(context).orElseThrow(() -> Problem.of(Problem.Kind.KEY_NEEDED, "This needs a key."));
    }

    void attach(Context context) {
        context.attribute(ATTRIBUTE, this);
    }

    /** Whether jobs of all keys are this one's to see. */
    boolean seesAll() {
        return role == Role.ADMIN;
    }

    void require(Role needed) {
        if (!role.covers(needed)) {
            throw Problem.of(
                    Problem.Kind.NOT_ALLOWED,
                    "This needs a key of role " + needed.label() + "; this one has " + role.label() + ".");
        }
    }
}
