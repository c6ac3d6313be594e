package dev.ganvas.generate;

import dev.ganvas.data.PhaseListener;
import dev.ganvas.data.PictureSource;
import dev.ganvas.data.PixelCache;
import dev.ganvas.data.ProgressListener;
import dev.ganvas.error.Require;
import dev.ganvas.evaluate.Evaluation;
import dev.ganvas.evaluate.EvaluationExtractors;
import dev.ganvas.evaluate.ModeCoverage;
import dev.ganvas.evaluate.PictureStore;
import dev.ganvas.evaluate.distribution.ManifoldOverlap;
import dev.ganvas.evaluate.distribution.PictureSet;
import dev.ganvas.image.Picture;
import dev.ganvas.random.Seed;
import dev.ganvas.vision.Classifier;
import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/**
 * Evaluates a generator on pictures that it draws for it.
 *
 * @param generator stays the caller's to close
 * @param count pictures to draw, from {@link ManifoldOverlap#LEAST} to {@value #MOST}
 * @param seed names the drawn pictures and the resampling
 * @param listener hears of the phases {@code decoding} and {@code generating}
 */
public record GeneratorEvaluation(Generator generator, int count, Seed seed, PhaseListener listener) {
    private static final int MOST = 1_000_000;
    private static final int DIGITS = 10;

    public GeneratorEvaluation {
        Require.within(count, ManifoldOverlap.LEAST, MOST, "number of pictures");
    }

    /**
     * Real pictures.
     *
     * @param training those that the generator was trained on
     * @param heldOut pictures like them that it was not trained on, to tell copies from likeness
     */
    public record Reals(PictureSource training, Optional<PictureSource> heldOut) {}

    /**
     * What came of it.
     *
     * @param evaluation the figures
     * @param nearest the generated pictures nearest to training pictures, each beside its neighbour
     */
    public record Result(Evaluation evaluation, Picture nearest) {}

    /**
     * Evaluates against real pictures; classes are drawn as frequently as they are there.
     *
     * @throws dev.ganvas.error.UsageException when there are too few pictures
     */
    public Result against(Reals reals, EvaluationExtractors extractors) throws IOException {
        try (PixelCache training = decoded(reals.training());
                PixelCache heldOut =
                        reals.heldOut().isPresent() ? decoded(reals.heldOut().get()) : null;
                PictureStore drawn = draw(training)) {
            Evaluation.Material material = new Evaluation.Material(
                    pictures(training),
                    Optional.ofNullable(heldOut).map(GeneratorEvaluation::pictures),
                    drawn.asSet(labels(training), generator.classes()));
            Evaluation evaluation = Evaluation.of(material, extractors.instruments(), seed);
            return new Result(evaluation, evaluation.memorisation().sheet(drawn::picture, training::picture));
        }
    }

    /**
     * Counts the modes of Stacked MNIST in the protocol's number of pictures.
     *
     * @throws dev.ganvas.error.UsageException when {@code digits} does not tell ten classes apart
     */
    public ModeCoverage modes(Classifier digits) {
        Require.that(
                digits.classes().size() == DIGITS,
                digits.name() + " tells " + digits.classes().size() + " classes apart, not ten digits; train one to"
                        + " classify MNIST.");
        Iterator<Picture> pictures = generator.pictures(
                ModeCoverage.USUAL,
                seed,
                i -> i % Math.max(1, generator.classes().size()));
        return ModeCoverage.of(digits, pictures, ModeCoverage.USUAL);
    }

    private PixelCache decoded(PictureSource source) throws IOException {
        return PixelCache.open(source, generator.layout(), PixelCache.defaultRoot(), listener.of("decoding"));
    }

    private PictureStore draw(PixelCache training) throws IOException {
        Iterator<Picture> pictures = generator.pictures(count, seed, labels(training));
        ProgressListener drawing = listener.of("generating");
        return PictureStore.of(
                new Iterator<>() {
                    private int done;

                    @Override
                    public boolean hasNext() {
                        return pictures.hasNext();
                    }

                    @Override
                    public Picture next() {
                        Picture picture = pictures.next();
                        drawing.at(++done, count);
                        return picture;
                    }
                },
                count);
    }

    /** Classes as frequent as in the data, where it has the generator's classes; else each in turn. */
    private IntUnaryOperator labels(PixelCache training) {
        int classes = Math.max(1, generator.classes().size());
        Seed labels = seed.child("labels");
        return i -> {
            int label = training.label(labels.child(i).stream().nextInt(training.count()));
            int wanted = label < 0 || label >= training.classes().size()
                    ? -1
                    : generator.classes().indexOf(training.classes().get(label));
            return wanted >= 0 ? wanted : i % classes;
        };
    }

    private static PictureSet pictures(PixelCache cache) {
        return new PictureSet(cache.count(), cache::picture, cache::label, cache.classes());
    }
}
