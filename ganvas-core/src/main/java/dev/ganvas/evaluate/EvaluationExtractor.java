package dev.ganvas.evaluate;

import dev.ganvas.vision.Embedder;
import java.util.Objects;

/**
 * An extractor that evaluates a generator.
 *
 * @param extractor stays the caller's to close
 * @param independent false when the generator was trained with this extractor, or chosen by its figures: it may then have
 *     learned to please it
 */
public record EvaluationExtractor(Embedder extractor, boolean independent) {
    public EvaluationExtractor {
        Objects.requireNonNull(extractor, "extractor");
    }
}
