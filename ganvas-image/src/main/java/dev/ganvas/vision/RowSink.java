package dev.ganvas.vision;

import dev.ganvas.image.Planes;
import java.io.IOException;

/** Takes a picture in rows, from top to bottom. */
@FunctionalInterface
public interface RowSink {
    /** @param rows the next ones; the taker's own */
    void write(Planes rows) throws IOException;
}
