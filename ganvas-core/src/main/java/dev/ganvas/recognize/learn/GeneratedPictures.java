package dev.ganvas.recognize.learn;

import dev.ganvas.data.PictureSource;
import java.io.IOException;

/** Where generated pictures to learn from come from: a generator, or a folder. */
@FunctionalInterface
public interface GeneratedPictures {
    /**
     * Generated pictures with the classes of the real ones.
     *
     * @param each how many of each class are wanted; there may be fewer
     * @return the caller's to close
     */
    PictureSource pictures(int each) throws IOException;
}
