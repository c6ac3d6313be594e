package dev.ganvas.data;

import java.io.IOException;

/**
 * A kind of source that is made, not read as it lies, and is named in place of a path: {@code name} or
 * {@code name:options}.
 *
 * <p>{@link Sources} finds schemes by {@link java.util.ServiceLoader}, so that this room need not know who makes pictures.
 */
public interface SourceScheme {
    /** What locations begin with, up to {@code :} or {@code ?}. */
    String name();

    /**
     * Opens what a whole location names.
     *
     * @throws dev.ganvas.error.UsageException naming the choices when the location does not fit
     */
    PictureSource open(String location) throws IOException;
}
