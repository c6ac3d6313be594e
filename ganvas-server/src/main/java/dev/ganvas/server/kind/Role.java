package dev.ganvas.server.kind;

import java.util.Locale;

/** What a key may do; each may do what those before it may. */
public enum Role {
    /** Files and ordinary jobs, its own. */
    USE,
    /** Also trainings and evaluations. */
    TRAIN,
    /** Also jobs of all keys, and the server's figures. */
    ADMIN;

    public boolean covers(Role needed) {
        return compareTo(needed) >= 0;
    }

    /** As people and programs write it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
