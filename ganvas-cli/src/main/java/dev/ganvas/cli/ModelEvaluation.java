package dev.ganvas.cli;

import dev.ganvas.data.PictureSource;
import dev.ganvas.data.PixelCache;
import dev.ganvas.error.Require;
import dev.ganvas.evaluate.Evaluation;
import dev.ganvas.evaluate.EvaluationExtractor;
import dev.ganvas.evaluate.ModeCoverage;
import dev.ganvas.evaluate.PictureStore;
import dev.ganvas.evaluate.distribution.PictureSet;
import dev.ganvas.evaluate.originality.Memorisation;
import dev.ganvas.features.InceptionFeatures;
import dev.ganvas.features.RandomFeatures;
import dev.ganvas.features.TrainedFeatures;
import dev.ganvas.generate.Generator;
import dev.ganvas.image.Picture;
import dev.ganvas.image.Pictures;
import dev.ganvas.random.Seed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/** Brings a model and a data set together for {@link Evaluation}. */
record ModelEvaluation(Generator generator, int count, long seed, boolean quiet) {
    /** What else may be at hand: real pictures not trained on, trained extractors, and the network of FID. */
    record Beside(
            Optional<PictureSource> heldOut, List<TrainedFeatures> extractors, Optional<InceptionFeatures> inception) {
        static final Beside NOTHING = new Beside(Optional.empty(), List.of(), Optional.empty());

        /** The random extractor first, which favours nothing. */
        private List<EvaluationExtractor> extractors(RandomFeatures random) {
            List<EvaluationExtractor> all = new ArrayList<>();
            all.add(new EvaluationExtractor(random, true));
            extractors.forEach(extractor -> all.add(new EvaluationExtractor(extractor, true)));
            return all;
        }
    }

    /** @param sheet where the nearest pairs go as one picture, if anywhere */
    Evaluation against(PictureSource source, Beside beside, Optional<Path> sheet) throws IOException {
        try (PixelCache training = decoded(source);
                PixelCache heldOut =
                        beside.heldOut().isPresent() ? decoded(beside.heldOut().get()) : null;
                PictureStore drawn = draw(training);
                RandomFeatures random = RandomFeatures.create()) {
            Evaluation.Material material = new Evaluation.Material(
                    pictures(training),
                    Optional.ofNullable(heldOut).map(ModelEvaluation::pictures),
                    drawn.asSet(labels(training), generator.classes()));
            Evaluation evaluation = Evaluation.of(
                    material,
                    new Evaluation.Instruments(
                            beside.extractors(random), beside.inception().map(network -> network)),
                    Seed.of(seed));
            if (sheet.isPresent()) {
                Memorisation found = evaluation.memorisation();
                Pictures.writePng(
                        sheet.get(),
                        found.sheet(drawn::picture, training::picture),
                        Map.of("Software", "Ganvas " + Main.Version.current()));
            }
            return evaluation;
        }
    }

    /** Counts the modes of Stacked MNIST in the protocol's number of pictures. */
    ModeCoverage modes(TrainedFeatures digits) {
        Require.that(
                digits.classes().size() == 10,
                digits.name() + " tells " + digits.classes().size() + " classes apart, not ten digits; train one with"
                        + " 'ganvas train MNIST --task classify'.");
        Iterator<Picture> pictures = generator.pictures(
                ModeCoverage.USUAL,
                Seed.of(seed),
                i -> i % Math.max(1, generator.classes().size()));
        return ModeCoverage.of(digits, pictures, ModeCoverage.USUAL);
    }

    private PixelCache decoded(PictureSource source) throws IOException {
        try (Progress decoding = new Progress("decoding", quiet)) {
            return PixelCache.open(source, generator.size(), PixelCache.defaultRoot(), decoding);
        }
    }

    private PictureStore draw(PixelCache training) throws IOException {
        try (Progress drawing = new Progress("generating", quiet)) {
            Iterator<Picture> pictures = generator.pictures(count, Seed.of(seed), labels(training));
            Iterator<Picture> counted = new Iterator<>() {
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
            };
            return PictureStore.of(counted, count);
        }
    }

    /** Classes as frequent as in the data, where it has the generator's classes; else each in turn. */
    private IntUnaryOperator labels(PixelCache training) {
        int classes = Math.max(1, generator.classes().size());
        Seed labels = Seed.of(seed).child("labels");
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
