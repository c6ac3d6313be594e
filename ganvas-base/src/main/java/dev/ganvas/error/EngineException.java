package dev.ganvas.error;

/** The tensor library failed: an operation it refused, or memory or natives that are missing. */
public final class EngineException extends GanvasException {
    private static final long serialVersionUID = 1L;

    public EngineException(String message) {
        this(message, null);
    }

    public EngineException(String message, Throwable cause) {
        super(message, cause);
    }
}
