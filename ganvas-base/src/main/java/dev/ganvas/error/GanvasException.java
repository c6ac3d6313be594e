package dev.ganvas.error;

/** A failure whose message is written for the person at the command line: what, where, likely reason, next step. */
public abstract sealed class GanvasException extends RuntimeException
        permits UsageException, EngineException, TrainingException {
    private static final long serialVersionUID = 1L;

    GanvasException(String message, Throwable cause) {
        super(message, cause);
    }
}
