package dev.ganvas.evaluate;

import dev.ganvas.features.FeatureExtractor;
import java.util.Objects;

/**
 * An extractor that judges a generator.
 *
 * @param extractor stays the caller's to close
 * @param independent false when the generator was trained with this extractor, or chosen by its figures: it may then have
 *     learned to please it
 */
public record Examiner(FeatureExtractor extractor, boolean independent) {
    public Examiner {
        Objects.requireNonNull(extractor, "extractor");
    }
}
