package dev.ganvas.error;

/** A training could not go on, although it was set up correctly; what it had reached is kept in its run directory. */
public final class TrainingException extends GanvasException {
    private static final long serialVersionUID = 1L;

    public TrainingException(String message) {
        this(message, null);
    }

    public TrainingException(String message, Throwable cause) {
        super(message, cause);
    }
}
