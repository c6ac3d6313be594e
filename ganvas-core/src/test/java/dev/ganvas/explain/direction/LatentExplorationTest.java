package dev.ganvas.explain.direction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ganvas.data.PixelLayout;
import dev.ganvas.error.MalformedFileException;
import dev.ganvas.evaluate.distribution.PrincipalAxes;
import dev.ganvas.generate.Generator;
import dev.ganvas.generate.Latent;
import dev.ganvas.generate.TinyGenerators;
import dev.ganvas.image.Picture;
import dev.ganvas.random.RandomStream;
import dev.ganvas.random.Seed;
import dev.ganvas.toybox.Toybox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LatentExplorationTest {
    @TempDir
    Path folder;

    private Generator generator() throws IOException {
        return Generator.open(TinyGenerators.write(folder.resolve("model.ganvas"), List.of()));
    }

    private static double cosine(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }

    @Test
    void principalAxesAreThoseOfAPlantedMatrix() {
        // 5 along (3, 4) / 5 and 1 across: 5 u u' + v v'.
        double[] matrix = {5 * 0.36 + 0.64, 5 * 0.48 - 0.48, 5 * 0.48 - 0.48, 5 * 0.64 + 0.36};
        List<float[]> axes = PrincipalAxes.of(matrix, 2, 2);
        assertThat(axes.get(0)[0]).isCloseTo(0.6f, within(1e-5f));
        assertThat(axes.get(0)[1]).isCloseTo(0.8f, within(1e-5f));
        assertThat(cosine(axes.get(0), axes.get(1))).isCloseTo(0, within(1e-6));
    }

    @Test
    void aPlantedLineIsFoundByRidgeRegression() {
        RandomStream random = Seed.of(4).stream();
        double[][] inputs = new double[400][3];
        double[][] targets = new double[400][1];
        for (int i = 0; i < 400; i++) {
            Arrays.setAll(inputs[i], j -> random.nextGaussian());
            targets[i][0] = 7 + 2 * inputs[i][0] - 3 * inputs[i][2];
        }
        RidgeRegression regression = new RidgeRegression(inputs, targets, 1e-9);
        assertThat(regression.predict(new double[][] {{1, 5, -1}})[0][0]).isCloseTo(12, within(1e-4));
        assertThat(regression.weight(1, 0)).isCloseTo(0, within(1e-6));
        assertThat(RidgeRegression.correlation(targets, regression.predict(inputs), 0))
                .isCloseTo(1, within(1e-6));
    }

    @Test
    void statisticsMeasureWhatTheyAreCalled() {
        PictureStatistics statistics = new PictureStatistics();
        byte[] rgb = new byte[3 * 16 * 16];
        for (int y = 4; y < 12; y++) {
            for (int x = 8; x < 16 - 2; x++) {
                rgb[3 * (16 * y + x)] = (byte) 255;
            }
        }
        double[] values = statistics.of(List.of(new Picture(16, 16, rgb)))[0];
        double share = 8 * 6 / 256.0;
        assertThat(values[statistics.names().indexOf("brightness")]).isCloseTo(0.2126 * share, within(1e-9));
        assertThat(values[statistics.names().indexOf("warmth")]).isCloseTo(share, within(1e-9));
        assertThat(values[statistics.names().indexOf("greenness")]).isCloseTo(-share / 2, within(1e-9));
        assertThat(values[statistics.names().indexOf("saturation")]).isCloseTo(share, within(1e-9));
        assertThat(values[statistics.names().indexOf("subject-size")]).isCloseTo(share, within(1e-9));
        assertThat(values[statistics.names().indexOf("shift-right")]).isCloseTo(11 / 16.0 - 0.5, within(1e-9));
        assertThat(values[statistics.names().indexOf("shift-down")]).isCloseTo(0, within(1e-9));
        assertThat(values[statistics.names().indexOf("light-from-right")]).isCloseTo(2 * 0.2126 * share, within(1e-9));
        assertThat(values[statistics.names().indexOf("light-from-above")]).isCloseTo(0, within(1e-9));
    }

    @Test
    void theFirstLayersAxesStretchMoreThanAnyOther() throws IOException {
        try (Generator generator = generator()) {
            int size = generator.latentSize();
            float[] weight = generator.latentWeight().orElseThrow();
            List<float[]> axes = new DirectionFinder(generator, Seed.of(1), OptionalInt.empty())
                    .ofFirstLayer(size)
                    .orElseThrow();
            double[] stretches =
                    axes.stream().mapToDouble(axis -> stretch(weight, axis)).toArray();
            for (int k = 1; k < size; k++) {
                assertThat(stretches[k]).isLessThanOrEqualTo(stretches[k - 1]);
            }
            RandomStream random = Seed.of(9).stream();
            for (int trial = 0; trial < 20; trial++) {
                float[] other = new float[size];
                double square = 0;
                for (int i = 0; i < size; i++) {
                    other[i] = (float) random.nextGaussian();
                    square += other[i] * other[i];
                }
                for (int i = 0; i < size; i++) {
                    other[i] /= (float) Math.sqrt(square);
                }
                assertThat(stretch(weight, other)).isBetween(stretches[size - 1], stretches[0]);
            }
        }
    }

    private static double stretch(float[] weight, float[] direction) {
        double sum = 0;
        for (int row = 0; row < weight.length; row += direction.length) {
            double product = 0;
            for (int i = 0; i < direction.length; i++) {
                product += weight[row + i] * direction[i];
            }
            sum += product * product;
        }
        return Math.sqrt(sum);
    }

    @Test
    void aDirectionChangesWhatItIsNamedAfterAndComesBackFromItsFile() throws IOException {
        try (Generator generator = generator()) {
            PictureStatistics statistics = new PictureStatistics();
            LatentExploration exploration = new LatentExploration(
                    generator, statistics, new LatentExploration.Settings(2, Seed.of(1), OptionalInt.empty()));
            List<LatentDirection> directions = exploration.directions();
            assertThat(directions).extracting(LatentDirection::name).doesNotHaveDuplicates();
            LatentDirection clearest = directions.stream()
                    .filter(direction ->
                            direction.name().startsWith(direction.effect().measure()))
                    .max(Comparator.comparingDouble(
                            direction -> direction.effect().correlation()))
                    .orElseThrow();
            int measure = statistics.names().indexOf(clearest.effect().measure());
            List<Latent> points = generator.latents(new Generator.Request(16, Seed.of(123), 1, OptionalInt.empty()));
            double[][] before = statistics.of(generator.draw(points));
            double[][] after = statistics.of(generator.draw(
                    points.stream().map(point -> clearest.move(point, 2)).toList()));
            int grown = 0;
            for (int i = 0; i < points.size(); i++) {
                grown += after[i][measure] > before[i][measure] ? 1 : 0;
            }
            assertThat(grown).isGreaterThanOrEqualTo(13);
            assertThat(exploration.strip(clearest, 2).width()).isEqualTo(7 * 34 + 2);

            Path file = folder.resolve("directions.json");
            DirectionFile.write(file, directions);
            List<LatentDirection> read = DirectionFile.read(file);
            assertThat(read).hasSameSizeAs(directions);
            assertThat(read.get(0).values()).isEqualTo(directions.get(0).values());
            assertThat(read.get(0).effect()).isEqualTo(directions.get(0).effect());
            assertThat(read.get(0).method()).isEqualTo(directions.get(0).method());
        }
    }

    @Test
    void theProbeTellsWhatItSawOnlyAndTellsItOfNewPictures() throws IOException {
        try (Toybox learned = Toybox.open("toybox:face,vehicle?n=400&size=32&seed=1");
                Toybox others = Toybox.open("toybox:face,vehicle?n=40&size=32&seed=2");
                AttributeProbe probe = AttributeProbe.learn(learned, PixelLayout.square(32))) {
            assertThat(probe.correlations().values()).allMatch(r -> r >= AttributeProbe.LEAST_CORRELATION);
            int face = probe.names().indexOf("class=face");
            assertThat(face).isNotNegative();
            int right = 0;
            for (int i = 0; i < others.count(); i++) {
                boolean guess = probe.of(List.of(others.read(i)))[0][face] > 0.5;
                right += guess == (others.label(i).orElseThrow() == 0) ? 1 : 0;
            }
            assertThat(right).isGreaterThanOrEqualTo(36);
        }
    }

    @Test
    void theProbeKnowsItsKindOfPictureFromOthers() throws IOException {
        try (Toybox learned = Toybox.open("toybox:face?n=1200&size=32&seed=1");
                Toybox others = Toybox.open("toybox:face?n=100&size=32&seed=2");
                Toybox strange = Toybox.open("toybox:building?n=100&size=32&seed=2");
                AttributeProbe probe = AttributeProbe.learn(learned, PixelLayout.square(32))) {
            Familiarity same = probe.familiarity(pictures(others));
            assertThat(same.strange()).isLessThan(0.1);
            assertThat(same.isTrusted()).isTrue();
            Familiarity other = probe.familiarity(pictures(strange));
            assertThat(other.strange()).isGreaterThan(Familiarity.MOST_STRANGE);
            assertThat(other.isTrusted()).isFalse();
            assertThat(other.words()).contains("unlike those that attributes were learned from");
        }
    }

    private static List<Picture> pictures(Toybox toys) throws IOException {
        List<Picture> pictures = new ArrayList<>();
        for (int i = 0; i < toys.count(); i++) {
            pictures.add(toys.read(i));
        }
        return pictures;
    }

    @Property(tries = 200)
    void aDamagedFileOfDirectionsIsRefusedOrStillHoldsSome(
            @ForAll @IntRange(max = 100_000) int where, @ForAll byte value, @ForAll boolean cut) throws IOException {
        Path file = Files.createTempFile("directions", ".json");
        try {
            DirectionFile.write(
                    file,
                    List.of(new LatentDirection(
                            "brightness",
                            LatentDirection.Method.PICTURES,
                            new float[] {0.6f, 0.8f},
                            1,
                            new LatentDirection.Effect("brightness", 1, 0.9, 0.5, 0.1))));
            byte[] bytes = Files.readAllBytes(file);
            bytes[where % bytes.length] = value;
            Files.write(file, cut ? Arrays.copyOf(bytes, where % bytes.length) : bytes);
            try {
                DirectionFile.read(file)
                        .forEach(direction -> assertThat(direction.values()).isNotEmpty());
            } catch (MalformedFileException expected) {
                assertThat(expected).hasMessageContaining(file.getFileName().toString());
            }
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void aFileOfSomethingElseIsRefused() throws IOException {
        Path file = folder.resolve("x.json");
        for (String lie : List.of(
                "{}",
                "{\"kind\":\"directions\",\"format\":9,\"directions\":[]}",
                "{\"kind\":\"directions\",\"format\":1,\"directions\":[{\"name\":\"a\",\"method\":\"guess\"}]}",
                "{\"kind\":\"directions\",\"format\":1,\"directions\":[{\"name\":\"a\",\"method\":\"pictures\","
                        + "\"deviation\":1,\"effect\":{},\"values\":[3,4]}]}")) {
            Files.writeString(file, lie);
            assertThatThrownBy(() -> DirectionFile.read(file)).isInstanceOf(MalformedFileException.class);
        }
    }
}
