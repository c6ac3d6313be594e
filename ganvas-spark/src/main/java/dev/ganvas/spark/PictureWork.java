package dev.ganvas.spark;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.types.StructType;

/**
 * What is done with pictures, one or a block at a time.
 *
 * @param <P> what is kept of a picture until its block is full
 */
interface PictureWork<P> extends Serializable {
    /** The columns that come of it. */
    StructType columns();

    /** Pictures that are worked on together. */
    default int block() {
        return 1;
    }

    /**
     * Takes in a picture.
     *
     * @param content its file
     * @throws dev.ganvas.error.MalformedFileException when it cannot be used, which its row will say
     */
    P prepare(String name, byte[] content) throws IOException;

    /** The values of the columns for each, in their order. */
    List<Object[]> results(List<P> prepared) throws IOException;
}
