package dev.ganvas.features;

import dev.ganvas.image.Picture;
import java.util.List;

/** A classifier that names what is in pictures by its own features of them, so that neither need be found twice. */
public interface FeatureClassifier extends FeatureExtractor, PictureClassifier {
    /**
     * For each picture the number of its class, in {@code [0, classes().size())}.
     *
     * @param features what {@link #extract} returned
     * @throws dev.ganvas.error.UsageException when there are no classes
     */
    int[] classesOf(float[] features);

    @Override
    default int[] classify(List<Picture> pictures) {
        return classesOf(extract(pictures));
    }
}
