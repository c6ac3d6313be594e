package dev.ganvas.evaluate;

import dev.ganvas.engine.random.Seed;
import dev.ganvas.features.FeatureExtractor;
import dev.ganvas.image.Picture;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntFunction;

/** Judges streams of pictures against one reference set, whose features are extracted once. */
public final class Judge {
    private static final int GLANCE_RESAMPLES = 20;
    private static final double GLANCE_LEVEL = 0.95;
    private static final int OVERLAP = 2000;

    private final ExtractedFeatures extractor;
    private final ReferencePictures reference;
    private final Seed seed;

    private Judge(ExtractedFeatures extractor, ReferencePictures reference, Seed seed) {
        this.extractor = extractor;
        this.reference = reference;
        this.seed = seed;
    }

    /**
     * @param extractor stays the caller's to close, and must outlive the judge
     * @param seed draws the reference, and names the resampling
     * @param sample what to draw it from
     */
    public static Judge against(FeatureExtractor extractor, Seed seed, Sample sample) {
        ExtractedFeatures features = new ExtractedFeatures(extractor);
        int[] chosen = Features.drawIndices(sample.available(), Math.min(sample.limit(), sample.available()), seed);
        Iterator<Picture> stream =
                Arrays.stream(chosen).mapToObj(sample.pictures()).iterator();
        int[] labels = Arrays.stream(chosen).map(i -> sample.labels().apply(i)).toArray();
        boolean labelled = Arrays.stream(labels).allMatch(label -> label >= 0);
        return new Judge(
                features,
                new ReferencePictures(
                        features.of(stream, chosen.length),
                        i -> sample.pictures().apply(chosen[i]),
                        labelled ? labels : new int[0]),
                seed);
    }

    /**
     * Pictures to draw a reference from.
     *
     * @param available pictures there are
     * @param limit pictures to take at most
     * @param pictures the picture of a number below {@code available}
     * @param labels the class of a number below {@code available}, or -1
     */
    public record Sample(int available, int limit, IntFunction<Picture> pictures, IntFunction<Integer> labels) {}

    /** Judges the next {@code count} pictures, with the intervals that reports deserve. */
    public Judgement judge(Iterator<Picture> pictures, int count) {
        return judge(pictures, count, Bootstrap.of(seed.child("judge")));
    }

    /**
     * The figures of the next {@code count} pictures by the names that a run's metrics use: those of
     * {@link Judgement#toMetrics}, and {@code recall} and {@code coverage} of up to {@value #OVERLAP} pictures a side, which
     * fall when a generator collapses; left out for sets too small for them.
     */
    public Map<String, Double> metrics(Iterator<Picture> pictures, int count) {
        Features judged = extractor.of(pictures, count);
        Map<String, Double> metrics =
                new LinkedHashMap<>(Judgement.of(reference.features(), judged, Bootstrap.of(seed.child("judge")))
                        .toMetrics());
        if (Math.min(referenceCount(), count) > ManifoldOverlap.COVERAGE_NEIGHBOURS) {
            ManifoldOverlap.Values overlap = ManifoldOverlap.values(
                    reference.features().draw(OVERLAP, seed.child("overlap")),
                    judged.draw(OVERLAP, seed.child("judged overlap")));
            metrics.put("recall", overlap.recall());
            metrics.put("coverage", overlap.coverage());
        }
        return metrics;
    }

    /** Judges the next {@code count} pictures in less time, with rougher intervals: for looks in between. */
    public Judgement glance(Iterator<Picture> pictures, int count) {
        return judge(pictures, count, new Bootstrap(GLANCE_RESAMPLES, GLANCE_LEVEL, seed.child("judge")));
    }

    private Judgement judge(Iterator<Picture> pictures, int count, Bootstrap bootstrap) {
        return Judgement.of(reference.features(), extractor.of(pictures, count), bootstrap);
    }

    /** What the figures mean on this reference: its halves, and what known damage does to it. */
    public CalibrationLadder ladder() {
        return CalibrationLadder.ofHalves(reference, extractor, Bootstrap.of(seed.child("ladder")));
    }

    /** Pictures in the reference. */
    public int referenceCount() {
        return reference.features().count();
    }
}
