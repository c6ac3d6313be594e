package dev.ganvas.generate.latent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.error.MalformedFileException;
import dev.ganvas.error.UsageException;
import dev.ganvas.generate.Generator;
import dev.ganvas.generate.Latent;
import dev.ganvas.generate.TinyGenerators;
import dev.ganvas.image.Animation;
import dev.ganvas.image.Picture;
import dev.ganvas.random.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LatentTest {
    private static final List<String> CLASSES = List.of("cat", "鸟");

    @TempDir
    Path folder;

    private static Latent point(float... values) {
        return new Latent(values, OptionalInt.empty());
    }

    private Generator generator(List<String> classes) throws IOException {
        return Generator.open(TinyGenerators.write(folder.resolve("model.ganvas"), classes));
    }

    @Test
    void theWayOnTheSphereKeepsTheLengthAndGoesEvenly() {
        Latent middle = Interpolation.between(point(2, 0), point(0, 2), 0.5);
        assertThat(middle.values()[0]).isCloseTo((float) Math.sqrt(2), within(1e-6f));
        assertThat(middle.values()[1]).isCloseTo((float) Math.sqrt(2), within(1e-6f));
        Latent third = Interpolation.between(point(1, 0), point(0, 4), 1 / 3.0);
        assertThat(third.norm()).as("lengths 1 to 4").isCloseTo(2, within(1e-6));
        assertThat(Math.toDegrees(Math.atan2(third.values()[1], third.values()[0])))
                .isCloseTo(30, within(1e-4));
        assertThat(Interpolation.between(point(1, 1), point(1, 1), 0.3).values())
                .containsExactly(1, 1);
        assertThat(Interpolation.between(point(1, 0), point(-1, 0), 0.25).values()[0])
                .isCloseTo(0.5f, within(1e-6f));
        assertThat(Interpolation.between(point(0, 0), point(1, 0), 0.5).values()[0])
                .isCloseTo(0.5f, within(1e-6f));
    }

    @Test
    void aRoundTripPassesEveryPointOnce() {
        List<Latent> points = List.of(point(1, 0), point(0, 1), point(-1, 0.5f));
        List<Latent> way = Interpolation.loop(points, 4);
        assertThat(way).hasSize(12);
        for (int i = 0; i < 3; i++) {
            assertThat(way.get(4 * i).values()[0]).isCloseTo(points.get(i).values()[0], within(1e-6f));
        }
        assertThatThrownBy(() -> Interpolation.loop(points.subList(0, 1), 4)).isInstanceOf(UsageException.class);
    }

    @Test
    void aNeighbourIsAsFarAsItsStrengthSaysAndKeepsTheLength() {
        float[] values = new float[512];
        values[0] = 20;
        Latent start = point(values);
        for (double strength : new double[] {0, 0.2, 1}) {
            Latent near = start.neighbour(strength, Seed.of(3));
            assertThat(near.norm()).isCloseTo(20, within(1e-3));
            assertThat(near.values()[0] / 20).isCloseTo((float) Math.sqrt(1 - strength), within(0.1f));
        }
    }

    @Test
    void drawingThePointsOfASeedDrawsItsPictures() throws IOException {
        try (Generator generator = generator(CLASSES)) {
            Generator.Request request = new Generator.Request(40, Seed.of(5), 0.7, OptionalInt.empty());
            List<Picture> pictures = new ArrayList<>();
            generator.pictures(request).forEachRemaining(pictures::add);
            List<Picture> drawn = generator.draw(generator.latents(request));
            for (int i = 0; i < 40; i++) {
                assertThat(drawn.get(i).rgb()).isEqualTo(pictures.get(i).rgb());
            }
            assertThatThrownBy(() -> generator.draw(List.of(point(1, 2))))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("another model");
            assertThatThrownBy(() -> generator.draw(List.of(point(new float[TinyGenerators.LATENT_SIZE]))))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("class");
        }
    }

    @Test
    void aSweepShowsEachPointAsEachClassAndALoopAllClassesAtOnce() throws IOException {
        try (Generator generator = generator(CLASSES)) {
            LatentGallery gallery = new LatentGallery(generator);
            List<Latent> points = generator.latents(new Generator.Request(3, Seed.of(5), 1, OptionalInt.of(0)));
            Picture table = gallery.classes(points);
            assertThat(table.width()).isEqualTo(3 * 34 + 2);
            assertThat(table.height()).isEqualTo(2 * 34 + 2);
            Animation animation = gallery.loopOfClasses(points, 2, 20);
            assertThat(animation.frames()).hasSize(6);
            assertThat(animation.frames().get(0).width()).isEqualTo(2 * 34 + 2);
            assertThat(animation.millis()).containsOnly(50);
        }
        try (Generator generator = generator(List.of())) {
            assertThatThrownBy(() -> new LatentGallery(generator)
                            .classes(generator.latents(new Generator.Request(3, Seed.of(5), 1, OptionalInt.empty()))))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("without classes");
        }
    }

    @Test
    void mixturesTakeTheirFormFromTheRowAndTheirFinishFromTheColumn() throws IOException {
        try (Generator generator = generator(CLASSES)) {
            List<Latent> points = generator.latents(new Generator.Request(1, Seed.of(5), 1, OptionalInt.of(0)));
            Picture table = new LatentGallery(generator).mixtures(points.get(0));
            assertThat(table.width()).isEqualTo(2 * 34 + 2);
            assertThat(table.height()).isEqualTo(2 * 34 + 2);
            List<Latent> both = List.of(points.get(0).as(0), points.get(0).as(1));
            List<byte[]> plain = pixels(generator.draw(both));
            assertThat(pixels(generator.draw(both, List.of(0, 1))))
                    .usingRecursiveComparison()
                    .isEqualTo(plain);
            for (byte[] mixed : pixels(generator.draw(both, List.of(1, 0)))) {
                assertThat(mixed).isNotEqualTo(plain.get(0)).isNotEqualTo(plain.get(1));
            }
            assertThatThrownBy(() -> generator.draw(both, List.of(0))).isInstanceOf(UsageException.class);
            assertThatThrownBy(() -> generator.draw(both, List.of(0, 2))).isInstanceOf(UsageException.class);
        }
    }

    @Test
    void pointsComeBackFromAFileAndOthersModelsPointsAreRefused() throws IOException {
        Path file = folder.resolve("latent.json");
        try (Generator generator = generator(CLASSES)) {
            List<Latent> points = generator.latents(new Generator.Request(5, Seed.of(5), 1, OptionalInt.empty()));
            LatentFile.write(file, points, CLASSES);
            List<Latent> read = LatentFile.read(file, generator);
            for (int i = 0; i < 5; i++) {
                assertThat(read.get(i).values()).isEqualTo(points.get(i).values());
                assertThat(read.get(i).label()).isEqualTo(points.get(i).label());
            }
            assertThatThrownBy(() -> LatentFile.read(folder.resolve("none.json"), generator))
                    .isInstanceOf(UsageException.class);
            String text = Files.readString(file);
            for (String lie : List.of(
                    text.replace("cat", "dog"),
                    text.replace("latents", "lies"),
                    text.replace("\"format\":1", "\"format\":2"),
                    text.replaceFirst("\"values\":\\[[^,]*,", "\"values\":["),
                    text.replaceFirst("\"values\":\\[[^,]*,", "\"values\":[1e999,"),
                    text.replaceFirst("\"values\":\\[[^,]*,", "\"values\":[\"1\","),
                    "[]",
                    "")) {
                Files.writeString(file, lie);
                assertThatThrownBy(() -> LatentFile.read(file, generator))
                        .as(lie)
                        .isInstanceOf(MalformedFileException.class)
                        .hasMessageContaining("latent.json");
            }
            // The byte order mark of an encoding that is not JSON's.
            Files.write(file, new byte[] {0, 0, '{', 0});
            assertThatThrownBy(() -> LatentFile.read(file, generator))
                    .isInstanceOf(MalformedFileException.class)
                    .hasMessageContaining("latent.json");
        }
    }

    @Property(tries = 100)
    void aDamagedFileIsRefusedOrStillHoldsPoints(
            @ForAll @IntRange(max = 100_000) int where, @ForAll byte value, @ForAll boolean cut) throws IOException {
        Path place = Files.createTempDirectory("latents");
        Path file = place.resolve("latent.json");
        Path model = TinyGenerators.write(place.resolve("m.ganvas"), CLASSES);
        try (Generator generator = Generator.open(model)) {
            LatentFile.write(
                    file, generator.latents(new Generator.Request(2, Seed.of(5), 1, OptionalInt.empty())), CLASSES);
            byte[] bytes = Files.readAllBytes(file);
            bytes[where % bytes.length] = value;
            Files.write(file, cut ? java.util.Arrays.copyOf(bytes, where % bytes.length) : bytes);
            try {
                assertThat(LatentFile.read(file, generator)).isNotEmpty();
            } catch (MalformedFileException expected) {
                assertThat(expected).hasMessageContaining("latent.json");
            }
        } finally {
            Files.deleteIfExists(file);
            Files.delete(model);
            Files.delete(place);
        }
    }

    @Test
    void aPictureOfTheGeneratorIsFoundAgainWithItsClass() throws IOException {
        try (Generator generator = generator(CLASSES);
                LatentInversion inversion = new LatentInversion(generator)) {
            Latent hidden = generator
                    .latents(new Generator.Request(1, Seed.of(77), 1, OptionalInt.of(1)))
                    .get(0);
            Picture picture = generator.draw(List.of(hidden)).get(0);
            LatentInversion.Settings settings =
                    new LatentInversion.Settings(128, 4, 150, 0.1, Seed.of(1), OptionalInt.empty());
            LatentInversion.Projection found = inversion.project(picture, settings);
            assertThat(found.startPixelError()).isGreaterThan(10);
            assertThat(found.pixelError()).isLessThan(found.startPixelError() / 3);
            assertThat(found.featureDistance()).isBetween(0.0, 0.1);
            assertThat(found.latent().norm()).isCloseTo(hidden.norm(), within(1.5));
            try (Scope scope = Scope.open()) {
                assertThat(inversion.project(picture, settings).latent().values())
                        .isEqualTo(found.latent().values());
            }
        }
    }

    private static List<byte[]> pixels(List<Picture> pictures) {
        return pictures.stream().map(Picture::rgb).toList();
    }
}
