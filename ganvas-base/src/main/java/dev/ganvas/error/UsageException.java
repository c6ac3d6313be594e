package dev.ganvas.error;

/** What was asked for cannot be done as asked: a wrong argument, setting, name or shape. Asking again the same way fails again. */
public final class UsageException extends GanvasException {
    private static final long serialVersionUID = 1L;

    public UsageException(String message) {
        this(message, null);
    }

    public UsageException(String message, Throwable cause) {
        super(message, cause);
    }
}
