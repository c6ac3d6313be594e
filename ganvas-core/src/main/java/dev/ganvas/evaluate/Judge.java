package dev.ganvas.evaluate;

import dev.ganvas.engine.random.Seed;
import dev.ganvas.features.FeatureExtractor;
import dev.ganvas.image.Picture;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Judges streams of pictures against one reference set, whose features are extracted once: for looks during a training.
 * {@link Evaluation} judges a finished generator from every side.
 */
public final class Judge {
    /** Pictures of a side that recall and coverage look at, at most. */
    private static final int OVERLAP = 2000;

    private final ExtractedFeatures extractor;
    private final Features reference;
    private final Seed seed;

    private Judge(ExtractedFeatures extractor, Features reference, Seed seed) {
        this.extractor = extractor;
        this.reference = reference;
        this.seed = seed;
    }

    /**
     * A judge whose reference is drawn from {@code real}.
     *
     * @param extractor stays the caller's to close, and must outlive the judge
     * @param seed draws the reference, and names the resampling
     * @param real what to draw it from
     * @param limit pictures to draw at most
     */
    public static Judge against(FeatureExtractor extractor, Seed seed, PictureSet real, int limit) {
        ExtractedFeatures features = new ExtractedFeatures(extractor);
        PictureSet drawn = real.draw(limit, seed);
        return new Judge(features, features.of(drawn.stream(), drawn.count()), seed);
    }

    /**
     * The figures of the next {@code count} pictures by the names that a run's metrics use: those of
     * {@link Judgement#toMetrics}, and {@code recall} and {@code coverage} of up to {@value #OVERLAP} pictures a side, which
     * fall when a generator collapses; left out for sets too small for them.
     */
    public Map<String, Double> metrics(Iterator<Picture> pictures, int count) {
        Features judged = extractor.of(pictures, count);
        Map<String, Double> metrics =
                new LinkedHashMap<>(Judgement.of(reference, judged, Bootstrap.of(seed.child("judge")))
                        .toMetrics());
        if (Math.min(referenceCount(), count) > ManifoldOverlap.COVERAGE_NEIGHBOURS) {
            ManifoldOverlap.Values overlap = ManifoldOverlap.values(
                    reference.draw(OVERLAP, seed.child("overlap")), judged.draw(OVERLAP, seed.child("judged overlap")));
            metrics.put("recall", overlap.recall());
            metrics.put("coverage", overlap.coverage());
        }
        return metrics;
    }

    /** Pictures in the reference. */
    public int referenceCount() {
        return reference.count();
    }
}
