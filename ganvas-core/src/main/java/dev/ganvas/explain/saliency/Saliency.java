package dev.ganvas.explain.saliency;

import dev.ganvas.error.Require;
import dev.ganvas.error.UsageException;
import dev.ganvas.features.DifferentiableClassifier;
import dev.ganvas.image.Picture;
import dev.ganvas.random.Seed;
import java.util.Optional;

/**
 * What in a picture spoke for a class, by any method that the classifier allows. For one thread at a time.
 *
 * <pre>{@code
 * Saliency saliency = Saliency.of(classifier);
 * Picture seen = classifier.seen(picture);
 * SaliencyMap map = saliency.map(seen, label, SaliencyMethod.GRADCAM, Optional.empty(), Seed.of(1));
 * Faithfulness.Compared figures = Faithfulness.compared(saliency.classifier(), seen, label, map, Seed.of(1));
 * }</pre>
 */
public final class Saliency {
    private final BlackBox classifier;
    private final Optional<LayerSaliency> layers;

    private Saliency(BlackBox classifier, Optional<LayerSaliency> layers) {
        this.classifier = classifier;
        this.layers = layers;
    }

    /** By all methods. */
    public static Saliency of(DifferentiableClassifier classifier) {
        return new Saliency(BlackBox.of(classifier), Optional.of(new LayerSaliency(classifier)));
    }

    /** By methods that need answers alone; see {@link SaliencyMethod#needsAnswersOnly}. */
    public static Saliency of(BlackBox classifier) {
        return new Saliency(classifier, Optional.empty());
    }

    /** What is explained. */
    public BlackBox classifier() {
        return classifier;
    }

    /**
     * The map of one picture.
     *
     * @param seen as {@link BlackBox#seen} gives it
     * @param label number of the class that is asked about
     * @param layer for methods that look at one; the last one when absent
     * @param seed of masks
     * @return in the size of {@code seen}
     * @throws UsageException when the method needs more than this classifier shows, or there is no such layer
     */
    public SaliencyMap map(Picture seen, int label, SaliencyMethod method, Optional<String> layer, Seed seed) {
        Require.within(label, 0, classifier.classes().size() - 1, "class number");
        Require.that(
                layer.isEmpty() || method.looksAtALayer(),
                method.label() + " looks at no single layer; leave the layer out.");
        return switch (method) {
            case OCCLUSION -> new MaskSaliency(classifier).occlusion(seen, label);
            case RISE -> new MaskSaliency(classifier).rise(seen, label, seed.child("masks"));
            default ->
                layers.orElseThrow(() -> new UsageException(method.label()
                                + " needs what the network's layers give, which this model does not show; occlusion and rise"
                                + " need its answers alone."))
                        .map(seen, label, method, layer);
        };
    }
}
