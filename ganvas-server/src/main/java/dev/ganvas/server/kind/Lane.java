package dev.ganvas.server.kind;

/** Jobs that wait for one another. A training takes hours, so that others do not wait for it. */
public enum Lane {
    /** Seconds to minutes. */
    QUICK,
    /** Minutes to days. */
    LONG
}
