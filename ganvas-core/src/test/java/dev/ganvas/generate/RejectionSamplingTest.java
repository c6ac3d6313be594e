package dev.ganvas.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ganvas.error.MalformedFileException;
import dev.ganvas.error.UsageException;
import dev.ganvas.evaluate.distribution.PictureSet;
import dev.ganvas.features.RandomFeatures;
import dev.ganvas.generate.RejectionSampling.Kept;
import dev.ganvas.generate.RejectionSampling.Refusal;
import dev.ganvas.generate.RejectionSampling.Tally;
import dev.ganvas.generate.network.Architecture;
import dev.ganvas.generate.network.DiscriminatorNetwork;
import dev.ganvas.image.Picture;
import dev.ganvas.model.ModelFile;
import dev.ganvas.random.Seed;
import dev.ganvas.vision.Calibration;
import dev.ganvas.vision.Classifier;
import dev.ganvas.vision.InputContract;
import dev.ganvas.vision.Prediction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each filter on a tiny generator; pictures of other seeds stand for the real ones. */
class RejectionSamplingTest {
    private static final List<String> CLASSES = List.of("cat", "dog");
    private static final int REAL = 200;

    @TempDir
    Path folder;

    private Path model;
    private Generator generator;
    private RandomFeatures random;
    private List<Picture> drawn;
    private List<Picture> other;

    @BeforeEach
    void open() throws IOException {
        model = TinyGenerators.writeWithDiscriminator(folder.resolve("model.ganvas"), CLASSES);
        generator = Generator.open(model);
        random = RandomFeatures.create();
        drawn = pictures(3, 0);
        other = pictures(4, 0);
    }

    @AfterEach
    void close() {
        generator.close();
        random.close();
    }

    /** What the generator draws for a seed and a class. */
    private List<Picture> pictures(long seed, int label) {
        List<Picture> pictures = new ArrayList<>();
        generator
                .pictures(new Generator.Request(REAL, Seed.of(seed), 1, OptionalInt.of(label)))
                .forEachRemaining(pictures::add);
        return pictures;
    }

    /** Cats are the given pictures, and so are as many dogs. */
    private static PictureSet training(IntFunction<Picture> cats) {
        return new PictureSet(2 * REAL, i -> cats.apply(i / 2), i -> i % 2, CLASSES);
    }

    private static RejectionSampling.Settings settings(int perClass, double leastReal) {
        return new RejectionSampling.Settings(perClass, Seed.of(3), leastReal);
    }

    private Tally draw(
            PictureSet training, RejectionSampling.Settings settings, Optional<Classifier> classifier, List<Kept> kept)
            throws IOException {
        try (RejectionSampling sampling = RejectionSampling.of(
                model, generator, training, settings, new RejectionSampling.Instruments(random, classifier))) {
            return sampling.draw(OptionalInt.of(0), kept::add);
        }
    }

    @Test
    void whatIsKeptIsWhatTheGeneratorDrawsForItsNumberAndSeed() throws IOException {
        List<Kept> kept = new ArrayList<>();
        Tally tally = draw(training(other::get), settings(20, 0), Optional.empty(), kept);
        assertThat(tally.kept()).isEqualTo(20).isEqualTo(kept.size());
        assertThat(tally.drawn())
                .isEqualTo(kept.get(19).number() + 1)
                .isEqualTo(
                        20 + tally.refused().values().stream().mapToInt(n -> n).sum());
        for (Kept one : kept) {
            assertThat(one.picture().rgb()).isEqualTo(drawn.get(one.number()).rgb());
            assertThat(one.realness()).isEmpty();
        }
        List<Kept> again = new ArrayList<>();
        draw(training(other::get), settings(10, 0), Optional.empty(), again);
        assertThat(again)
                .extracting(Kept::number)
                .isEqualTo(kept.subList(0, 10).stream().map(Kept::number).toList());
    }

    @Test
    void copiesOfTrainingPicturesAreRefused() throws IOException {
        // The real pictures 0 to 9 are those that the generator is about to draw.
        PictureSet training = training(i -> i < 10 ? drawn.get(i) : other.get(i));
        List<Kept> kept = new ArrayList<>();
        Tally tally = draw(training, settings(20, 0), Optional.empty(), kept);
        assertThat(tally.refused(Refusal.COPY)).isGreaterThanOrEqualTo(10);
        assertThat(kept).allMatch(one -> one.number() >= 10 && one.novelty() > 0);
    }

    @Test
    void theDiscriminatorRefusesWhatItFindsLessRealThanMostPictures() throws IOException {
        try (Discriminator discriminator =
                Discriminator.open(model, generator.model()).orElseThrow()) {
            List<Picture> scaled = new ArrayList<>();
            generator
                    .pictures(new Generator.Request(1000, Seed.of(3).child("scale"), 1, OptionalInt.of(0)))
                    .forEachRemaining(scaled::add);
            double[] sorted = discriminator.logits(scaled, OptionalInt.of(0));
            double[] fake = discriminator.logits(drawn, OptionalInt.of(0));
            Arrays.sort(sorted);
            List<Kept> kept = new ArrayList<>();
            Tally tally = draw(training(other::get), settings(20, 0.5), Optional.empty(), kept);
            assertThat(tally.refused(Refusal.UNREAL)).isPositive();
            for (Kept one : kept) {
                assertThat(one.realness().orElseThrow()).isGreaterThanOrEqualTo(0.5);
                assertThat(fake[one.number()]).isGreaterThan(sorted[sorted.length / 2 - 1]);
            }
            // A logit depends on the picture alone, not on those beside it.
            assertThat(discriminator.logits(drawn.subList(40, 45), OptionalInt.of(0)))
                    .containsExactly(Arrays.copyOfRange(fake, 40, 45));
            assertThat(discriminator.logits(drawn, OptionalInt.of(1))).isNotEqualTo(fake);
            Realness scale = new Realness(discriminator, OptionalInt.of(0), other);
            assertThat(Arrays.stream(scale.of(other)).average().orElseThrow()).isCloseTo(0.5, within(0.01));
        }
    }

    @Test
    void halvedWeightsDecideAsWholeOnesButForRounding() throws IOException {
        try (Discriminator halved = Discriminator.open(model, generator.model()).orElseThrow()) {
            ModelFile content = ModelFile.read(model);
            try (DiscriminatorNetwork whole = generator.model().architecture().discriminator(Seed.of(1))) {
                content.write(model, Map.of(Discriminator.ENTRY, ModelFile.weightsOf(whole)));
            }
            try (Discriminator exact =
                    Discriminator.open(model, generator.model()).orElseThrow()) {
                double[] expected = exact.logits(drawn, OptionalInt.of(0));
                double[] actual = halved.logits(drawn, OptionalInt.of(0));
                for (int i = 0; i < expected.length; i++) {
                    assertThat(actual[i]).isCloseTo(expected[i], within(0.02));
                }
            }
        }
    }

    private boolean isRed(Picture picture) {
        int[] reds =
                drawn.stream().mapToInt(RejectionSamplingTest::red).sorted().toArray();
        return red(picture) >= reds[reds.length / 2];
    }

    private static int red(Picture picture) {
        return picture.rgb()[0] & 0xff;
    }

    /** Sees a dog where the first pixel's red is darker than that of most that the generator draws; says dogs first. */
    private class ByRed implements Classifier {
        @Override
        public String name() {
            return "red";
        }

        @Override
        public String sha256() {
            return "00";
        }

        @Override
        public List<String> classes() {
            return List.of("dog", "cat");
        }

        @Override
        public InputContract input() {
            return InputContract.rgb(32);
        }

        @Override
        public Calibration calibration() {
            return Calibration.NONE;
        }

        @Override
        public List<Prediction> predict(List<Picture> pictures) {
            return pictures.stream()
                    .map(p -> Prediction.certain(classes(), isRed(p) ? 1 : 0))
                    .toList();
        }

        @Override
        public void close() {}
    }

    @Test
    void whatIsNotRecognisedAsItsClassIsRefused() throws IOException {
        List<Kept> kept = new ArrayList<>();
        Tally tally = draw(training(other::get), settings(20, 0), Optional.of(new ByRed()), kept);
        assertThat(tally.refused(Refusal.OTHER_CLASS)).isPositive();
        assertThat(kept).hasSize(20).allMatch(one -> isRed(one.picture()));
        Classifier stranger = new ByRed() {
            @Override
            public List<String> classes() {
                return List.of("dog", "horse");
            }
        };
        assertThatThrownBy(() -> draw(training(other::get), settings(20, 0), Optional.of(stranger), kept))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("horse");
    }

    @Test
    void nearDuplicatesAreRefusedAcrossClassesToo() throws IOException {
        try (RejectionSampling sampling = RejectionSampling.of(
                model,
                generator,
                training(other::get),
                settings(20, 0),
                new RejectionSampling.Instruments(random, Optional.empty()))) {
            List<Kept> first = new ArrayList<>();
            sampling.draw(OptionalInt.of(0), first::add);
            List<Kept> again = new ArrayList<>();
            Tally tally = sampling.draw(OptionalInt.of(0), again::add);
            assertThat(tally.refused(Refusal.REPEAT)).isGreaterThanOrEqualTo(20);
            assertThat(again)
                    .extracting(Kept::number)
                    .doesNotContainAnyElementsOf(
                            first.stream().map(Kept::number).toList());
        }
    }

    @Test
    void aClassOfWhichNothingPassesEndsWithTheDraws() throws IOException {
        Classifier blind = new ByRed() {
            @Override
            public int[] classify(List<Picture> pictures) {
                return new int[pictures.size()];
            }
        };
        List<Kept> kept = new ArrayList<>();
        Tally tally = draw(training(other::get), settings(3, 0), Optional.of(blind), kept);
        assertThat(kept).isEmpty();
        assertThat(tally.drawn()).isEqualTo(3 * RejectionSampling.MOST_DRAWS_EACH);
        assertThat(tally.kept()).isZero();
    }

    @Test
    void aModelWithoutADiscriminatorIsFilteredByTheRest() throws IOException {
        TinyGenerators.write(model, CLASSES);
        List<Kept> kept = new ArrayList<>();
        try (RejectionSampling sampling = RejectionSampling.of(
                model,
                generator,
                training(other::get),
                settings(5, 0.5),
                new RejectionSampling.Instruments(random, Optional.empty()))) {
            assertThat(sampling.hasDiscriminator()).isFalse();
            assertThat(sampling.draw(OptionalInt.of(1), kept::add).kept()).isEqualTo(5);
        }
        assertThat(kept).allMatch(one -> one.realness().isEmpty());
    }

    @Test
    void dataOfOtherClassesAndADiscriminatorThatDoesNotFitAreRefused() throws IOException {
        PictureSet cats = new PictureSet(REAL, other::get, i -> 0, CLASSES);
        assertThatThrownBy(() -> draw(cats, settings(5, 0), Optional.empty(), new ArrayList<>()))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("'dog'");
        ModelFile content = ModelFile.read(model);
        Architecture larger = new Architecture(Architecture.Family.DCGAN, 32, 8, 8, 16, 2);
        try (DiscriminatorNetwork network = larger.discriminator(Seed.of(1))) {
            content.write(model, Map.of(Discriminator.ENTRY, Discriminator.bytes(network)));
        }
        assertThatThrownBy(() -> draw(training(other::get), settings(5, 0.1), Optional.empty(), new ArrayList<>()))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("model.ganvas");
        content.write(model, Map.of(Discriminator.ENTRY, new byte[] {1, 2, 3}));
        assertThatThrownBy(() -> draw(training(other::get), settings(5, 0.1), Optional.empty(), new ArrayList<>()))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("larger network");
        // Who does not ask for it is not disturbed by it.
        try (Generator opened = Generator.open(model)) {
            assertThat(opened.sample(1, Seed.of(1)).get(0).rgb())
                    .isEqualTo(generator.sample(1, Seed.of(1)).get(0).rgb());
        }
    }
}
