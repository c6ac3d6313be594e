package dev.ganvas.spring;

/** Too many calls at once: this one waited as long as {@code ganvas.limits.longest-wait} says. Answer with 503, and let it come again. */
public final class BusyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BusyException(String message) {
        super(message);
    }
}
