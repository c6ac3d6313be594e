package dev.ganvas.vision;

import dev.ganvas.image.Picture;
import java.util.List;

/**
 * Names what is in pictures, and says how sure it is. Sizes and threads are its own business; equal hashes give equal answers. For
 * one thread at a time.
 */
public interface Classifier extends AutoCloseable {
    /** The name printed beside every figure that rests on this classifier. */
    String name();

    /** SHA-256 of the weights, in hexadecimal. */
    String sha256();

    /** What its pictures are brought to before it sees them. */
    InputContract input();

    /** Names of the classes in label order. */
    List<String> classes();

    /** By what its confidences were made to hold, and the least of them that counts as an answer. */
    Calibration calibration();

    /**
     * What each picture shows, in their order: calibrated probabilities of all classes.
     *
     * @param pictures of any sizes; none give none
     * @throws dev.ganvas.error.UsageException when it is closed, or there are no classes
     */
    List<Prediction> predict(List<Picture> pictures);

    /** For each picture the number of its most probable class, in {@code [0, classes().size())}. */
    default int[] classify(List<Picture> pictures) {
        return predict(pictures).stream().mapToInt(Prediction::label).toArray();
    }

    @Override
    void close();
}
