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
import dev.ganvas.image.Picture;
import dev.ganvas.random.Seed;
import dev.ganvas.vision.Embedder;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Evaluates streams of pictures against one reference set, whose features are extracted once: for evaluations during a training.
 * {@link Evaluation} evaluates a finished generator from every side.
 */
public final class Evaluator {
    /** Sets of so many pictures or more are not searched for copies: a training in a time people wait does not memorise them. */
    public static final int MEMORABLE = 20_000;

    /** Pictures of a side that recall and coverage look at, at most. */
    private static final int OVERLAP = 2000;

    /** Pictures of a side that near-duplicates are looked for among, at most. */
    private static final int REPEATED = 1000;

    /** Real pictures that are searched for copies, for each in the reference, at most. */
    private static final int SEARCHED_EACH = 5;

    /** Pictures that may be copies, at most. */
    private static final int SUSPECTS = 1000;

    /** Behind each interval; fewer than behind those of a finished generator, since most of an evaluation's time goes into these. */
    private static final int RESAMPLES = 20;

    /** What the names of kernel distances by {@linkplain #beside other} extractors begin with; theirs follow. */
    public static final String KD_TRAINED = "kd_trained/";

    private final View view;
    private final Beside beside;
    private final Optional<NearestTraining.Yardstick> copies;
    private final Seed seed;

    /** The reference as an extractor sees it. */
    private record View(ExtractedFeatures extractor, Features reference) {
        static View of(Embedder extractor, PictureSet drawn) {
            ExtractedFeatures features = new ExtractedFeatures(extractor);
            return new View(features, features.of(drawn.stream(), drawn.count()));
        }

        double kernelDistance(Iterator<Picture> pictures, int count) {
            return KernelDistance.between(reference, extractor.of(pictures, count));
        }
    }

    /** Other extractors, and how many pictures a side they see at most. */
    private record Beside(List<View> views, int limit) {}

    private Evaluator(View view, Beside beside, Optional<NearestTraining.Yardstick> copies, Seed seed) {
        this.view = view;
        this.beside = beside;
        this.copies = copies;
        this.seed = seed;
    }

    /**
     * An evaluator whose reference is drawn from {@code real}.
     *
     * @param extractor stays the caller's to close, and must outlive the evaluator
     * @param seed draws the reference, and names the resampling
     * @param real all pictures that were trained on; fewer than {@value #MEMORABLE} are searched for copies each time
     * @param limit pictures to draw at most; five times as many are searched for copies
     */
    public static Evaluator against(Embedder extractor, Seed seed, PictureSet real, int limit) {
        View view = View.of(extractor, real.draw(limit, seed));
        boolean memorable = real.count() < MEMORABLE && real.count() >= NearestTraining.LEAST;
        return new Evaluator(
                view,
                new Beside(List.of(), 0),
                memorable
                        ? Optional.of(yardstick(view.extractor(), seed.child("copies"), real, limit))
                        : Optional.empty(),
                seed);
    }

    private static NearestTraining.Yardstick yardstick(
            ExtractedFeatures extractor, Seed seed, PictureSet real, int limit) {
        PictureSet searched = real.draw(SEARCHED_EACH * limit, seed.child("searched"));
        Features features = extractor.of(searched.stream(), searched.count());
        int[] probes = Features.drawIndices(searched.count(), Math.min(limit, searched.count()), seed.child("probes"));
        return new NearestTraining(features, searched).withoutThemselves(probes);
    }

    /**
     * This evaluator with the kernel distances that other extractors see beside.
     *
     * @param extractors stay the caller's to close, and must outlive the evaluator
     * @param real as given to {@link #against}
     * @param limit pictures a side that they see at most, at least 2: trained ones take longer to look
     */
    public Evaluator beside(List<? extends Embedder> extractors, PictureSet real, int limit) {
        PictureSet drawn = real.draw(limit, seed.child("beside"));
        List<View> views =
                extractors.stream().map(extractor -> View.of(extractor, drawn)).toList();
        return new Evaluator(view, new Beside(views, limit), copies, seed);
    }

    /**
     * The figures of the next {@code count} pictures by the names that a run's metrics use:
     *
     * <ul>
     *   <li>those of {@link DistanceFigures#toMetrics};
     *   <li>{@value #KD_TRAINED} with an extractor's name, for each {@linkplain #beside beside};
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
        int suspected = copies.isPresent() ? Math.min(SUSPECTS, count) : 0;
        int seen = Math.min(beside.limit(), count);
        Kept kept = new Kept(pictures, Math.max(suspected, seen));
        Features reference = view.reference();
        Features evaluated = view.extractor().of(kept, count);
        Map<String, Double> metrics = new LinkedHashMap<>(
                DistanceFigures.of(reference, evaluated, new Bootstrap(RESAMPLES, seed.child("judge")))
                        .toMetrics());
        for (View other : beside.views()) {
            metrics.put(
                    KD_TRAINED + other.extractor().extractor().name(),
                    other.kernelDistance(kept.pictures.iterator(), seen));
        }
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
            int[] first = IntStream.range(0, suspected).toArray();
            Memorisation found =
                    yardstick.evaluate(evaluated.select(first), PictureSet.of(suspected, kept.pictures::get));
            metrics.put("memorisation", (double) found.verdict().ordinal());
            metrics.put("copies", found.generated().copies().value());
            metrics.put("nearest_ratio", found.ratio());
        });
        return metrics;
    }

    /** Pictures on their way to the extractor, the first of which are kept to be looked at. */
    private static final class Kept implements Iterator<Picture> {
        private final Iterator<Picture> source;
        private final int most;
        private final List<Picture> pictures = new ArrayList<>();

        Kept(Iterator<Picture> source, int most) {
            this.source = source;
            this.most = most;
        }

        @Override
        public boolean hasNext() {
            return source.hasNext();
        }

        @Override
        public Picture next() {
            Picture picture = source.next();
            if (pictures.size() < most) {
                pictures.add(picture);
            }
            return picture;
        }
    }

    /** Pictures in the reference. */
    public int referenceCount() {
        return view.reference().count();
    }
}
