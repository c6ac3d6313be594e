package dev.ganvas.vision;

import dev.ganvas.image.Planes;
import java.io.IOException;

/** A picture that comes in rows, from top to bottom, so that it need never be in memory as a whole. */
public interface RowSource {
    /** Pixels. */
    int width();

    /** Pixels. */
    int height();

    int channels();

    /**
     * The next rows.
     *
     * @param rows how many; no more than are left
     * @return {@link #width()} wide and {@code rows} high
     */
    Planes next(int rows) throws IOException;

    /** The rows of a picture in memory. */
    static RowSource of(Planes picture) {
        return new RowSource() {
            private int read;

            @Override
            public int width() {
                return picture.width();
            }

            @Override
            public int height() {
                return picture.height();
            }

            @Override
            public int channels() {
                return picture.channels();
            }

            @Override
            public Planes next(int rows) {
                read += rows;
                return picture.crop(0, read - rows, picture.width(), rows);
            }
        };
    }
}
