package dev.ganvas.evaluate.distribution;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ganvas.error.UsageException;
import dev.ganvas.random.Seed;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * How far generated pictures are from reference pictures, with all that is needed to compare the numbers honestly.
 * Numbers may be compared where {@code sha256} agrees, and FD only where the counts agree too.
 *
 * @param extractor the feature extractor's name
 * @param sha256 the extractor's hash, in hexadecimal
 * @param dimension numbers per picture
 * @param referenceCount reference pictures
 * @param generatedCount evaluated pictures
 * @param kernelDistance see {@link KernelDistance}
 * @param frechetDistance see {@link FrechetDistance}
 */
public record DistanceFigures(
        String extractor,
        String sha256,
        int dimension,
        int referenceCount,
        int generatedCount,
        Metric kernelDistance,
        Metric frechetDistance) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * A measured value.
     *
     * @param value the distance itself, never scaled
     * @param interval of the luck of the draw, see {@link Bootstrap}
     */
    public record Metric(double value, Interval interval) {
        public Metric {
            Objects.requireNonNull(interval, "interval");
        }
    }

    public DistanceFigures {
        Objects.requireNonNull(extractor, "extractor");
        Objects.requireNonNull(sha256, "sha256");
        Objects.requireNonNull(kernelDistance, "kernelDistance");
        Objects.requireNonNull(frechetDistance, "frechetDistance");
    }

    /** Evaluates with 95 % intervals from 100 resamples; equal seeds give equal figures. */
    public static DistanceFigures of(Features reference, Features generated, Seed seed) {
        return of(reference, generated, Bootstrap.of(seed));
    }

    /**
     * Evaluates {@code generated} against {@code reference}.
     *
     * @throws dev.ganvas.error.UsageException when the sets come from different extractors or have under 2 pictures
     */
    public static DistanceFigures of(Features reference, Features generated, Bootstrap bootstrap) {
        return new DistanceFigures(
                reference.extractor(),
                reference.sha256(),
                reference.dimension(),
                reference.count(),
                generated.count(),
                bootstrap.kernelDistance(reference, generated),
                bootstrap.frechetDistance(reference, generated));
    }

    /** The numbers under the names that a run's metrics use: {@code kd}, {@code kd_low}, {@code kd_high}, {@code fd} and so on. */
    public Map<String, Double> toMetrics() {
        Map<String, Double> metrics = new LinkedHashMap<>();
        put(metrics, "kd", kernelDistance);
        put(metrics, "fd", frechetDistance);
        return metrics;
    }

    private static void put(Map<String, Double> metrics, String name, Metric metric) {
        metrics.put(name, metric.value());
        metrics.put(name + "_low", metric.interval().low());
        metrics.put(name + "_high", metric.interval().high());
    }

    /** One line of JSON with a field for each component, without a line break. */
    public String toJson() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of numbers and strings can always be written", e);
        }
    }

    /**
     * Reads what {@link #toJson} wrote.
     *
     * @throws UsageException when {@code line} is no distances
     */
    public static DistanceFigures fromJson(String line) {
        try {
            return JSON.readValue(line, DistanceFigures.class);
        } catch (JsonProcessingException e) {
            throw new UsageException("not a distances: " + e.getOriginalMessage(), e);
        }
    }

    /** Three lines for people; KD times 1000, as is usual. */
    public String toText() {
        return line("KD x 1000", kernelDistance, 1000)
                + line("FD", frechetDistance, 1)
                + String.format(
                        Locale.ROOT,
                        "on %s (%d-d, sha256 %s), %,d reference and %,d evaluated pictures",
                        extractor,
                        dimension,
                        sha256.substring(0, Math.min(12, sha256.length())),
                        referenceCount,
                        generatedCount);
    }

    private static String line(String name, Metric metric, double scale) {
        return String.format(
                Locale.ROOT,
                "%-10s %10.3f   %.0f %% interval %.3f to %.3f%n",
                name,
                metric.value() * scale,
                metric.interval().level() * 100,
                metric.interval().low() * scale,
                metric.interval().high() * scale);
    }
}
