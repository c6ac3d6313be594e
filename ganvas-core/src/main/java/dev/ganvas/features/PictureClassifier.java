package dev.ganvas.features;

import dev.ganvas.image.Picture;
import java.util.List;

/**
 * A fixed network that names what is in pictures. Equal hashes give comparable answers. For one thread at a time, as a
 * {@link FeatureExtractor} is.
 */
public interface PictureClassifier {
    /** The name printed beside every figure that rests on this classifier. */
    String name();

    /** SHA-256 of the weights, in hexadecimal. */
    String sha256();

    /** Names of the classes in label order. */
    List<String> classes();

    /** For each picture the number of its class, in {@code [0, classes().size())}. */
    int[] classify(List<Picture> pictures);
}
