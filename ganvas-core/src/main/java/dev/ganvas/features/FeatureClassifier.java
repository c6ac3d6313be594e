package dev.ganvas.features;

import dev.ganvas.vision.Classifier;
import dev.ganvas.vision.Embedder;

/** A classifier that names what is in pictures by its own features of them, so that neither need be found twice. */
public interface FeatureClassifier extends Embedder, Classifier {
    /**
     * For each picture the number of its class, in {@code [0, classes().size())}.
     *
     * @param features what {@link #embed} returned
     * @throws dev.ganvas.error.UsageException when there are no classes
     */
    int[] classesOf(float[] features);
}
