package dev.ganvas.generate;

import dev.ganvas.error.Require;
import dev.ganvas.error.UsageException;
import dev.ganvas.evaluate.distribution.PictureSet;
import dev.ganvas.evaluate.originality.Originality;
import dev.ganvas.image.Picture;
import dev.ganvas.random.Seed;
import dev.ganvas.vision.Classifier;
import dev.ganvas.vision.Embedder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Draws a class's pictures one after another and keeps those that pass every filter, until there are enough or the draws
 * are used up: rejection sampling, with the discriminator as in Azadi et al., "Discriminator rejection sampling" (2019), yet
 * by a plain limit. Picture number {@code i} of a class is the one that {@link Generator} draws for the same seed, class and
 * number; what is kept depends on model, data, filters and seed alone. For one thread.
 */
public final class RejectionSampling implements AutoCloseable {
    /** Pictures drawn for each that is wanted, at most. */
    public static final int MOST_DRAWS_EACH = 20;

    /** Generated pictures of a class that the discriminator's logits are held against. */
    private static final int SCALE = 1000;

    private static final int BLOCK = 256;

    private final Generator generator;
    private final Settings settings;
    private final Originality originality;
    private final Optional<Discriminator> discriminator;
    private final Optional<Classifier> classifier;

    /** Why a picture was refused, in the order in which it is asked. */
    public enum Refusal {
        /** A copy of a training picture. */
        COPY,
        /** The discriminator finds it less real than most that the generator draws. */
        UNREAL,
        /** The classifier sees another class. */
        OTHER_CLASS,
        /** A near-duplicate of a picture that was kept. */
        REPEAT
    }

    /**
     * What to keep.
     *
     * @param perClass pictures wanted of each class, or in all where there are no classes
     * @param seed names the pictures
     * @param leastReal a picture must be at least as real as this share of what the generator draws of its class, 0 to 1; 0
     *     leaves the discriminator out. Real pictures are no measure: after a long training the discriminator tells nearly
     *     every generated picture from them
     */
    public record Settings(int perClass, Seed seed, double leastReal) {
        public Settings {
            Require.within(perClass, 1, 1_000_000, "pictures per class");
            Require.within(leastReal, 0, 1, "least real");
        }
    }

    /**
     * What pictures are held against.
     *
     * @param extractor finds copies and near-duplicates; stays the caller's to close
     * @param classifier whose classes are the generator's, in any order
     */
    public record Instruments(Embedder extractor, Optional<Classifier> classifier) {}

    /**
     * A picture that was kept.
     *
     * @param number of the picture for its seed and class
     * @param novelty distance from the nearest training picture, over the median of that of real pictures
     * @param realness the share of the generator's pictures of its class that the discriminator finds less real; empty
     *     without one
     */
    public record Kept(int number, Picture picture, double novelty, OptionalDouble realness) {}

    /** Takes the pictures that were kept, in the order of their numbers. */
    public interface Sink {
        void keep(Kept kept) throws IOException;

        /** Asked before each block; once true, the class ends. */
        default boolean stopRequested() {
            return false;
        }
    }

    /**
     * How a class went.
     *
     * @param drawn pictures drawn
     * @param kept those that passed
     * @param refused the others, each under the first reason that applied
     */
    public record Tally(int drawn, int kept, Map<Refusal, Integer> refused) {
        public Tally {
            refused = Map.copyOf(refused);
        }

        /** Pictures refused for {@code reason}. */
        public int refused(Refusal reason) {
            return refused.getOrDefault(reason, 0);
        }
    }

    private RejectionSampling(
            Generator generator,
            PictureSet training,
            Settings settings,
            Instruments instruments,
            Optional<Discriminator> discriminator) {
        this.generator = generator;
        this.settings = settings;
        this.classifier = instruments.classifier();
        this.discriminator = discriminator;
        this.originality = Originality.against(
                instruments.extractor(), training, Seed.of(0).child("originality"));
    }

    /**
     * Gets ready.
     *
     * @param generator opened from {@code model}; stays the caller's to close
     * @param training what it was trained on, in its size
     * @throws UsageException when {@code training} lacks a class of the generator's, or has too few pictures
     */
    public static RejectionSampling of(
            Path model, Generator generator, PictureSet training, Settings settings, Instruments instruments)
            throws IOException {
        for (String name : generator.classes()) {
            int label = training.classes().indexOf(name);
            if (label < 0
                    || IntStream.range(0, training.count())
                            .noneMatch(i -> training.labels().applyAsInt(i) == label)) {
                throw new UsageException("The data has no picture of class '" + name
                        + "', which the generator has; give the pictures it was trained on.");
            }
        }
        instruments
                .classifier()
                .ifPresent(classifier -> Require.that(
                        classifier.classes().containsAll(generator.classes())
                                && !generator.classes().isEmpty(),
                        classifier.name() + " tells " + String.join(", ", classifier.classes())
                                + " apart, not the generator's classes"
                                + (generator.classes().isEmpty()
                                        ? ", of which there are none"
                                        : ": " + String.join(", ", generator.classes()))));
        Optional<Discriminator> discriminator =
                settings.leastReal() > 0 ? Discriminator.open(model, generator.model()) : Optional.empty();
        try {
            return new RejectionSampling(generator, training, settings, instruments, discriminator);
        } catch (RuntimeException e) {
            discriminator.ifPresent(Discriminator::close);
            throw e;
        }
    }

    /** Whether pictures are held against a discriminator. */
    public boolean hasDiscriminator() {
        return discriminator.isPresent();
    }

    /**
     * Draws a class.
     *
     * @param label absent exactly when the generator has no classes
     */
    public Tally draw(OptionalInt label, Sink sink) throws IOException {
        int most = (int) Math.min(Integer.MAX_VALUE, (long) MOST_DRAWS_EACH * settings.perClass());
        Iterator<Picture> pictures = generator.pictures(new Generator.Request(most, settings.seed(), 1, label));
        Optional<Realness> realness = discriminator.map(d -> new Realness(d, label, scale(label)));
        Map<Refusal, Integer> refused = new EnumMap<>(Refusal.class);
        int drawn = 0;
        int kept = 0;
        while (kept < settings.perClass() && drawn < most && !sink.stopRequested()) {
            List<Picture> block = new ArrayList<>();
            while (block.size() < BLOCK && pictures.hasNext()) {
                block.add(pictures.next());
            }
            Screening screening = new Screening(block, label, realness);
            for (int i = 0; i < block.size() && kept < settings.perClass(); i++) {
                Optional<Refusal> refusal = screening.refusal(i);
                if (refusal.isPresent()) {
                    refused.merge(refusal.get(), 1, Integer::sum);
                } else {
                    sink.keep(screening.keep(i, drawn));
                    kept++;
                }
                drawn++;
            }
        }
        return new Tally(drawn, kept, refused);
    }

    private List<Picture> scale(OptionalInt label) {
        List<Picture> pictures = new ArrayList<>();
        generator
                .pictures(new Generator.Request(SCALE, settings.seed().child("scale"), 1, label))
                .forEachRemaining(pictures::add);
        return pictures;
    }

    /** What the filters make of a block. */
    private final class Screening {
        private final List<Picture> pictures;
        private final Originality.Block look;
        private final Optional<double[]> realness;
        private final Optional<boolean[]> recognised;

        Screening(List<Picture> pictures, OptionalInt label, Optional<Realness> scale) {
            this.pictures = pictures;
            this.look = originality.look(pictures);
            this.realness = scale.map(s -> s.of(pictures));
            this.recognised = classifier.map(c -> recognised(c, label));
        }

        private boolean[] recognised(Classifier judge, OptionalInt label) {
            String name = generator.classes().get(label.orElseThrow());
            int[] seen = judge.classify(pictures);
            boolean[] right = new boolean[seen.length];
            for (int i = 0; i < seen.length; i++) {
                right[i] = judge.classes().get(seen[i]).equals(name);
            }
            return right;
        }

        Optional<Refusal> refusal(int i) {
            if (look.isCopy(i)) {
                return Optional.of(Refusal.COPY);
            }
            if (realness.isPresent() && realness.get()[i] < settings.leastReal()) {
                return Optional.of(Refusal.UNREAL);
            }
            if (recognised.isPresent() && !recognised.get()[i]) {
                return Optional.of(Refusal.OTHER_CLASS);
            }
            return look.isRepeat(i) ? Optional.of(Refusal.REPEAT) : Optional.empty();
        }

        Kept keep(int i, int number) {
            look.admit(i);
            return new Kept(
                    number,
                    pictures.get(i),
                    look.novelty(i),
                    realness.isPresent() ? OptionalDouble.of(realness.get()[i]) : OptionalDouble.empty());
        }
    }

    @Override
    public void close() {
        discriminator.ifPresent(Discriminator::close);
    }
}
