package dev.ganvas.bench.quality;

import dev.ganvas.data.PixelCache;
import dev.ganvas.evaluate.distribution.DistanceFigures;
import dev.ganvas.evaluate.distribution.ExtractedFeatures;
import dev.ganvas.evaluate.distribution.Features;
import dev.ganvas.features.RandomFeatures;
import dev.ganvas.features.TrainedFeatures;
import dev.ganvas.image.Picture;
import dev.ganvas.random.Seed;
import dev.ganvas.vision.Embedder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The one evaluator of all systems: real pictures drawn once, seen by every extractor there is. The draw and the resampling
 * do not depend on a race's seed, so all that is evaluated on the same data at the same counts may be compared.
 */
final class RaceEvaluator implements AutoCloseable {
    private static final Seed SEED = Seed.of(0).child("quality");

    private final PixelCache data;
    private final int[] others;
    private final int count;
    private final List<Embedder> extractors;
    private final List<Features> references;

    private RaceEvaluator(
            PixelCache data, int[] others, int count, List<Embedder> extractors, List<Features> references) {
        this.data = data;
        this.others = others;
        this.count = count;
        this.extractors = extractors;
        this.references = references;
    }

    /** @param count pictures on each side, at most as many real ones as there are */
    static RaceEvaluator on(PixelCache data, int count) throws IOException {
        int[] order = IntStream.range(0, data.count()).toArray();
        SEED.child("split").stream().shuffle(order);
        int references = Math.min(count, order.length);
        int[] reference = Arrays.copyOf(order, references);
        int[] others = Arrays.copyOfRange(order, references, order.length);
        List<Embedder> extractors = new ArrayList<>(List.of(RandomFeatures.create()));
        for (String shipped : TrainedFeatures.shippedNames()) {
            extractors.add(TrainedFeatures.shipped(shipped));
        }
        List<Features> features = new ArrayList<>();
        for (Embedder extractor : extractors) {
            features.add(new ExtractedFeatures(extractor)
                    .of(Arrays.stream(reference).mapToObj(data::picture).iterator(), references));
        }
        return new RaceEvaluator(data, others, count, extractors, features);
    }

    /** Figures of generated pictures, one for each extractor. */
    List<Figures> evaluate(List<Picture> pictures) {
        List<Figures> figures = new ArrayList<>();
        for (int i = 0; i < extractors.size(); i++) {
            Features evaluated = new ExtractedFeatures(extractors.get(i)).of(pictures.iterator(), pictures.size());
            figures.add(Figures.of(DistanceFigures.of(references.get(i), evaluated, SEED.child("evaluator"))));
        }
        return figures;
    }

    /** Figures of as many other real pictures: what no generator need fall below. Empty where there are too few. */
    Optional<List<Figures>> floor() {
        if (others.length < count) {
            return Optional.empty();
        }
        return Optional.of(
                evaluate(Arrays.stream(others, 0, count).mapToObj(data::picture).toList()));
    }

    @Override
    public void close() {
        extractors.forEach(Embedder::close);
    }
}
