package dev.ganvas.generate;

import dev.ganvas.data.PhaseListener;
import dev.ganvas.data.PictureSource;
import dev.ganvas.data.PixelCache;
import dev.ganvas.data.format.LabelledFolder;
import dev.ganvas.evaluate.distribution.PictureSet;
import dev.ganvas.features.RandomFeatures;
import dev.ganvas.features.TrainedFeatures;
import dev.ganvas.generate.RejectionSampling.Kept;
import dev.ganvas.generate.RejectionSampling.Tally;
import dev.ganvas.image.label.Origin;
import dev.ganvas.vision.Classifier;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A data set made of generated pictures: each class is drawn and screened by {@link RejectionSampling}, and what passes is
 * written as a {@link LabelledFolder}. It appears whole, or not at all when nothing passes or it is asked to stop.
 */
public final class GeneratedDataSet {
    private static final List<String> COLUMNS = List.of("seed", "number", "novelty", "realness");

    private final Order order;
    private final Listener listener;
    private Optional<String> drawnBy = Optional.empty();

    private GeneratedDataSet(Order order, Listener listener) {
        this.order = order;
        this.listener = listener;
    }

    /**
     * What to make.
     *
     * @param model a generator's file
     * @param folder where the data set will be; must not exist yet, or be empty
     * @param sampling how many, and what is refused
     * @param classifier a trained extractor that tells the generator's classes apart; absent, one that ships, if any does
     * @param origin goes into each file, beside what is said of the single picture
     */
    public record Order(
            Path model, Path folder, RejectionSampling.Settings sampling, Optional<Path> classifier, Origin origin) {}

    /** Hears how it goes, in the phases {@code decoding} and {@code augmenting}, and may ask to stop. */
    public interface Listener extends PhaseListener {
        /** What a person should know before believing the result, in a sentence. */
        default void noted(String message) {}

        /** From now on files are written, which are removed again when it stops. */
        default void writing() {}

        /** Asked before each block of pictures; once true, nothing is written. */
        default boolean stopRequested() {
            return false;
        }
    }

    /**
     * What came of it.
     *
     * @param classes how each went, by its name; one without a name stands for all pictures
     * @param stopped whether it was asked to stop, and nothing was written
     */
    public record Result(Map<String, Tally> classes, boolean stopped) {
        /** Pictures that were kept. */
        public int kept() {
            return classes.values().stream().mapToInt(Tally::kept).sum();
        }
    }

    /**
     * Makes a data set.
     *
     * @param real the pictures the generator was trained on; stays the caller's to close
     * @throws dev.ganvas.error.UsageException when there is something at the folder, or pictures and model do not fit
     */
    public static Result write(PictureSource real, Order order, Listener listener) throws IOException {
        return new GeneratedDataSet(order, listener).write(real);
    }

    private Result write(PictureSource real) throws IOException {
        LabelledFolder.requireFree(order.folder());
        try (Generator generator = Generator.open(order.model());
                TrainedFeatures classifier = classifier(generator).orElse(null);
                RandomFeatures random = RandomFeatures.create();
                PixelCache training =
                        PixelCache.open(real, generator.layout(), PixelCache.defaultRoot(), listener.of("decoding"));
                RejectionSampling sampling = RejectionSampling.of(
                        order.model(),
                        generator,
                        new PictureSet(training.count(), training::picture, training::label, training.classes()),
                        order.sampling(),
                        new RejectionSampling.Instruments(random, Optional.<Classifier>ofNullable(classifier)))) {
            drawnBy = Optional.of(generator.weightsSha256());
            describe(generator.wasTrainedOn(training.contentHash()), sampling.hasDiscriminator(), classifier);
            listener.writing();
            try (LabelledFolder folder = LabelledFolder.begin(order.folder(), COLUMNS)) {
                Result result = draw(generator, sampling, folder);
                if (!result.stopped() && result.kept() > 0) {
                    folder.finish();
                }
                return result;
            }
        }
    }

    private Optional<TrainedFeatures> classifier(Generator generator) throws IOException {
        return order.classifier().isPresent()
                ? Optional.of(TrainedFeatures.open(order.classifier().get()))
                : TrainedFeatures.shippedFor(generator.classes());
    }

    private void describe(boolean trainedOnThese, boolean discriminator, TrainedFeatures classifier) {
        if (!trainedOnThese) {
            listener.noted("Warning: by its file, " + order.model()
                    + " was not trained on exactly these pictures; copies of others go unnoticed.");
        }
        if (!discriminator) {
            listener.noted(
                    order.sampling().leastReal() > 0
                            ? order.model()
                                    + " holds no discriminator, as files of older versions do; that filter is skipped."
                            : "The discriminator is left out.");
        }
        listener.noted(
                classifier == null
                        ? "No extractor tells these classes apart; classes are taken as asked for."
                        : "Classes are recognised by " + classifier.name() + ".");
    }

    private Result draw(Generator generator, RejectionSampling sampling, LabelledFolder folder) throws IOException {
        List<String> classes = generator.classes().isEmpty() ? List.of("") : generator.classes();
        Map<String, Tally> tallies = new LinkedHashMap<>();
        long wanted = (long) classes.size() * order.sampling().perClass();
        for (int label = 0; label < classes.size() && !listener.stopRequested(); label++) {
            String name = classes.get(label);
            long before = (long) label * order.sampling().perClass();
            OptionalInt asked = generator.classes().isEmpty() ? OptionalInt.empty() : OptionalInt.of(label);
            tallies.put(name, sampling.draw(asked, new RejectionSampling.Sink() {
                private int kept;

                @Override
                public void keep(Kept picture) throws IOException {
                    folder.add(name, picture.number(), picture.picture(), origin(name, picture), about(picture));
                    listener.at("augmenting", before + ++kept, wanted);
                }

                @Override
                public boolean stopRequested() {
                    return listener.stopRequested();
                }
            }));
        }
        return new Result(tallies, listener.stopRequested());
    }

    private List<String> about(Kept picture) {
        return List.of(
                Long.toString(order.sampling().seed().value()),
                Integer.toString(picture.number()),
                String.format(Locale.ROOT, "%.4f", picture.novelty()),
                picture.realness().isPresent()
                        ? String.format(Locale.ROOT, "%.4f", picture.realness().getAsDouble())
                        : "");
    }

    private Origin origin(String className, Kept picture) {
        Origin origin = order.origin()
                .with("model-sha256", drawnBy.orElse(""))
                .with("number", Integer.toString(picture.number()));
        return className.isEmpty() ? origin : origin.with("class", className);
    }
}
