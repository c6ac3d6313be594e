package dev.ganvas.bench.quality;

import dev.ganvas.error.Require;
import dev.ganvas.evaluate.distribution.DistanceFigures;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one extractor says of some pictures. Any metric that figures have is kept, so results stay readable when they
 * gain another.
 *
 * @param extractor its name
 * @param sha256 its hash; only figures of one hash may be compared
 * @param referenceCount real pictures
 * @param evaluatedCount evaluated pictures
 * @param metrics by name as {@link DistanceFigures#toMetrics} gives them, never scaled, with {@code _low} and {@code _high} the
 *     ends of a metric's interval
 */
record Figures(String extractor, String sha256, int referenceCount, int evaluatedCount, Map<String, Double> metrics) {
    Figures {
        metrics = Collections.unmodifiableMap(new TreeMap<>(metrics));
        Require.that(metrics.containsKey("kd") && metrics.containsKey("fd"), "figures must have kd and fd");
    }

    static Figures of(DistanceFigures distances) {
        return new Figures(
                distances.extractor(),
                distances.sha256(),
                distances.referenceCount(),
                distances.generatedCount(),
                distances.toMetrics());
    }
}
