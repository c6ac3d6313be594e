package dev.ganvas.error;

import java.io.IOException;
import java.util.Objects;

/** A file that is not what it claims to be, or is beyond a stated limit. The message names the file and the reason. */
public final class MalformedFileException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String reason;

    /**
     * @param file the file, or {@code archive!entry} for a part of an archive
     * @param reason one short clause without the file's name, such as {@code "zero bytes"}
     */
    public MalformedFileException(Object file, String reason) {
        this(file, reason, null);
    }

    public MalformedFileException(Object file, String reason, Throwable cause) {
        super(file + ": " + reason, cause);
        this.reason = Objects.requireNonNull(reason, "reason");
    }

    /** The reason alone, fit for counting files that failed alike. */
    public String reason() {
        return reason;
    }
}
