package dev.ganvas.evaluate;

import dev.ganvas.evaluate.distribution.Bootstrap;
import dev.ganvas.evaluate.distribution.DistanceFigures;
import dev.ganvas.evaluate.distribution.ExtractedFeatures;
import dev.ganvas.evaluate.distribution.Features;
import dev.ganvas.evaluate.distribution.KernelDistance;
import dev.ganvas.evaluate.distribution.ManifoldOverlap;
import dev.ganvas.evaluate.distribution.PictureSet;
import dev.ganvas.evaluate.originality.Duplicates;
import dev.ganvas.evaluate.originality.Memorisation;
import dev.ganvas.evaluate.originality.NearestTraining;
import dev.ganvas.features.FeatureExtractor;
import dev.ganvas.image.Picture;
import dev.ganvas.random.Seed;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Evaluates streams of pictures against one reference set, whose features are extracted once: for looks during a training.
 * {@link Evaluation} evaluates a finished generator from every side.
 */
public final class Evaluator {
    /** Sets of so many pictures or more are not searched for copies: a training in a time people wait does not learn them by heart. */
    public static final int MEMORABLE = 20_000;

    /** Pictures of a side that recall and coverage look at, at most. */
    private static final int OVERLAP = 2000;

    /** Pictures of a side that near-duplicates are looked for among, at most. */
    private static final int REPEATED = 1000;

    /** Real pictures that are searched for copies, at most. */
    private static final int SEARCHED = 10_000;

    /** Real pictures that show how near real ones come to each other, at most. */
    private static final int PROBES = 2000;

    /** Pictures that may be copies, at most. */
    private static final int SUSPECTS = 1000;

    /** Behind each interval; fewer than behind those of a finished distances, since most of a look's time goes into these. */
    private static final int RESAMPLES = 20;

    private final ExtractedFeatures extractor;
    private final Features reference;
    private final Optional<NearestTraining.Yardstick> copies;
    private final Seed seed;

    private Evaluator(
            ExtractedFeatures extractor, Features reference, Optional<NearestTraining.Yardstick> copies, Seed seed) {
        this.extractor = extractor;
        this.reference = reference;
        this.copies = copies;
        this.seed = seed;
    }

    /**
     * A judge whose reference is drawn from {@code real}.
     *
     * @param extractor stays the caller's to close, and must outlive the judge
     * @param seed draws the reference, and names the resampling
     * @param real all pictures that were trained on; fewer than {@value #MEMORABLE} are searched for copies at each look
     * @param limit pictures to draw at most
     */
    public static Evaluator against(FeatureExtractor extractor, Seed seed, PictureSet real, int limit) {
        ExtractedFeatures features = new ExtractedFeatures(extractor);
        PictureSet drawn = real.draw(limit, seed);
        Features reference = features.of(drawn.stream(), drawn.count());
        boolean memorable = real.count() < MEMORABLE && real.count() >= NearestTraining.LEAST;
        return new Evaluator(
                features,
                reference,
                memorable ? Optional.of(yardstick(features, seed.child("copies"), real)) : Optional.empty(),
                seed);
    }

    private static NearestTraining.Yardstick yardstick(ExtractedFeatures extractor, Seed seed, PictureSet real) {
        PictureSet searched = real.draw(SEARCHED, seed.child("searched"));
        Features features = extractor.of(searched.stream(), searched.count());
        int[] probes = Features.drawIndices(searched.count(), Math.min(PROBES, searched.count()), seed.child("probes"));
        return new NearestTraining(features, searched).withoutThemselves(probes);
    }

    /** The {@link KernelDistance} of the next {@code count} pictures, without any other figure. */
    public double kernelDistance(Iterator<Picture> pictures, int count) {
        return KernelDistance.between(reference, extractor.of(pictures, count));
    }

    /**
     * The figures of the next {@code count} pictures by the names that a run's metrics use:
     *
     * <ul>
     *   <li>those of {@link DistanceFigures#toMetrics};
     *   <li>{@code recall} and {@code coverage} of up to {@value #OVERLAP} pictures a side, which fall when a generator
     *       collapses, {@code repeated}, the share of up to {@value #REPEATED} pictures with a near-duplicate among
     *       them ({@link Duplicates}), and {@code largest_group}, the share of those that are near-duplicates of the one
     *       that has the most, itself counted; left out for sets too small for them;
     *   <li>{@code memorisation}, the {@link Memorisation.Verdict}'s number from 0 for no sign, {@code copies}, the share of
     *       copies among up to {@value #SUSPECTS} pictures, and {@code nearest_ratio} ({@link Memorisation#ratio}); left
     *       out for sets too large.
     * </ul>
     */
    public Map<String, Double> metrics(Iterator<Picture> pictures, int count) {
        Suspects suspects = new Suspects(pictures, copies.isPresent() ? Math.min(SUSPECTS, count) : 0);
        Features evaluated = extractor.of(suspects, count);
        Map<String, Double> metrics = new LinkedHashMap<>(
                DistanceFigures.of(reference, evaluated, new Bootstrap(RESAMPLES, seed.child("judge")))
                        .toMetrics());
        if (Math.min(referenceCount(), count) > ManifoldOverlap.COVERAGE_NEIGHBOURS) {
            ManifoldOverlap.Values overlap = ManifoldOverlap.values(
                    reference.draw(OVERLAP, seed.child("overlap")),
                    evaluated.draw(OVERLAP, seed.child("judged overlap")));
            metrics.put("recall", overlap.recall());
            metrics.put("coverage", overlap.coverage());
            Duplicates alike = Duplicates.of(
                    reference.draw(REPEATED, seed.child("alike")),
                    evaluated.draw(REPEATED, seed.child("judged alike")),
                    seed.child("duplicates"));
            metrics.put("repeated", alike.repeated().value());
            metrics.put("largest_group", (double) alike.largestGroup() / alike.count());
        }
        copies.ifPresent(yardstick -> {
            int[] first = IntStream.range(0, suspects.kept.size()).toArray();
            Memorisation found = yardstick.evaluate(
                    evaluated.select(first), PictureSet.of(suspects.kept.size(), suspects.kept::get));
            metrics.put("memorisation", (double) found.verdict().ordinal());
            metrics.put("copies", found.generated().copies().value());
            metrics.put("nearest_ratio", found.ratio());
        });
        return metrics;
    }

    /** Pictures on their way to the extractor, the first of which are kept to be looked at. */
    private static final class Suspects implements Iterator<Picture> {
        private final Iterator<Picture> pictures;
        private final int most;
        private final List<Picture> kept = new ArrayList<>();

        Suspects(Iterator<Picture> pictures, int most) {
            this.pictures = pictures;
            this.most = most;
        }

        @Override
        public boolean hasNext() {
            return pictures.hasNext();
        }

        @Override
        public Picture next() {
            Picture picture = pictures.next();
            if (kept.size() < most) {
                kept.add(picture);
            }
            return picture;
        }
    }

    /** Pictures in the reference. */
    public int referenceCount() {
        return reference.count();
    }
}
