package dev.ganvas.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ganvas.error.MalformedFileException;
import dev.ganvas.error.UsageException;
import dev.ganvas.random.RandomStream;
import dev.ganvas.random.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureIndexTest {
    @TempDir
    Path folder;

    private final FixedExtractor extractor = new FixedExtractor();

    private void add(int from, int end) throws IOException {
        try (IndexWriter writer = IndexWriter.open(folder, extractor)) {
            for (int i = from; i < end; i++) {
                writer.add(Drawn.picture("p" + i, i));
            }
        }
    }

    private Path file() {
        return folder.resolve(PictureIndex.FILE);
    }

    @Test
    void itFindsWhatComparingAllFinds() throws IOException {
        add(0, 9000);
        PictureIndex index = PictureIndex.open(folder);
        float[] query = Vectors.unit(Drawn.vector(-5));
        List<Match> expected = new ArrayList<>();
        for (int i = 0; i < 9000; i++) {
            float[] vector = Vectors.unit(Drawn.vector(i));
            double product = 0;
            for (int d = 0; d < vector.length; d++) {
                product += (double) vector[d] * query[d];
            }
            expected.add(new Match("p" + i, product));
        }
        expected.sort(Comparator.comparingDouble(Match::similarity).reversed());
        List<Match> found = index.search(Drawn.vector(-5), 25);
        assertThat(found.stream().map(Match::id))
                .containsExactlyElementsOf(
                        expected.stream().limit(25).map(Match::id).toList());
        assertThat(found.get(0).similarity()).isCloseTo(expected.get(0).similarity(), within(1e-6));
        assertThat(index.search(Drawn.vector(17), 1)).first().satisfies(match -> {
            assertThat(match.id()).isEqualTo("p17");
            assertThat(match.similarity()).isCloseTo(1, within(1e-6));
        });
    }

    @Test
    void whatIsRemovedOrReplacedIsNotFound() throws IOException {
        add(0, 10);
        try (IndexWriter writer = IndexWriter.open(folder)) {
            writer.remove("p3");
            writer.remove("never there");
            writer.add(Drawn.picture("p4", 400));
        }
        PictureIndex index = PictureIndex.open(folder);
        assertThat(index.size()).isEqualTo(9);
        assertThat(index.ids()).doesNotContain("p3").contains("p4").doesNotHaveDuplicates();
        assertThat(index.search(Drawn.vector(3), 10))
                .noneMatch(match -> match.id().equals("p3"));
        assertThat(index.search(Drawn.vector(400), 1).get(0).id()).isEqualTo("p4");
        assertThat(index.picture("p4").orElseThrow().look().digestHigh()).isEqualTo(400);
        assertThat(index.picture("p3")).isEmpty();
        add(3, 4);
        assertThat(PictureIndex.open(folder).contains("p3")).isTrue();
        assertThat(index.contains("p3")).as("an open index does not change").isFalse();
    }

    @Test
    void anIndexRefusesVectorsOfAnotherModel() throws IOException {
        add(0, 3);
        assertThatThrownBy(() -> IndexWriter.open(folder, new FixedExtractor("b")))
                .isInstanceOf(UsageException.class)
                .hasMessageContainingAll("fixed-a", "fixed-b", "not comparable");
        PictureIndex index = PictureIndex.open(folder);
        assertThatThrownBy(() -> index.requireVectorsOf(new FixedExtractor("b")))
                .isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> index.search(new float[3], 1)).isInstanceOf(UsageException.class);
        try (IndexWriter writer = IndexWriter.open(folder, extractor)) {
            assertThatThrownBy(() -> writer.add(
                            new IndexedPicture("x", Drawn.STAMP, new IndexedPicture.Look(0, 0, 0), new float[3])))
                    .isInstanceOf(UsageException.class);
        }
    }

    @Test
    void onlyOneWriterIsOpen() throws IOException {
        try (IndexWriter first = IndexWriter.open(folder, extractor)) {
            first.add(Drawn.picture("a", 1));
            assertThatThrownBy(() -> IndexWriter.open(folder, extractor))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("being changed");
        }
        add(0, 1);
        assertThat(PictureIndex.open(folder).size()).isEqualTo(2);
    }

    @Test
    void aTornTailIsCutOffAndWhatWasConfirmedStays() throws IOException {
        add(0, 20);
        byte[] whole = Files.readAllBytes(file());
        byte[] more = IndexRecord.picture(Drawn.picture("torn", 1));
        for (int torn : new int[] {1, 8, 12, 30, more.length - 1}) {
            Files.write(file(), whole);
            Files.write(file(), Arrays.copyOf(more, torn), StandardOpenOption.APPEND);
            assertThat(PictureIndex.open(folder).size()).isEqualTo(20);
            add(100, 101);
            assertThat(PictureIndex.open(folder).ids()).hasSize(21).contains("p19", "p100");
        }
        Files.write(file(), whole);
        Files.write(file(), new byte[5000], StandardOpenOption.APPEND);
        assertThat(PictureIndex.open(folder).size())
                .as("a tail of zeros, as a crash leaves it")
                .isEqualTo(20);
    }

    @Test
    void damageBeforeAConfirmationIsTold() throws IOException {
        add(0, 20);
        byte[] bytes = Files.readAllBytes(file());
        bytes[IndexHeader.BYTES + 700] ^= 4;
        Files.write(file(), bytes);
        assertThatThrownBy(() -> PictureIndex.open(folder))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("is damaged at byte");
        byte[] header = Files.readAllBytes(file());
        header[40] ^= 1;
        Files.write(file(), header);
        assertThatThrownBy(() -> PictureIndex.open(folder)).hasMessageContaining("damaged header");
        Files.writeString(file(), "no index");
        assertThatThrownBy(() -> PictureIndex.open(folder)).isInstanceOf(MalformedFileException.class);
        Files.delete(file());
        assertThatThrownBy(() -> PictureIndex.open(folder)).isInstanceOf(UsageException.class);
    }

    @Test
    void anyBytesGiveAnIndexOrAMalformedFile() throws IOException {
        add(0, 12);
        PictureIndex sound = PictureIndex.open(folder);
        InvertedLists.make(folder, sound.log(), Seed.of(1), (done, total) -> {});
        byte[] whole = Files.readAllBytes(file());
        byte[] lists = Files.readAllBytes(folder.resolve(InvertedLists.FILE));
        RandomStream random = Seed.of(7).stream();
        int refused = 0;
        for (int trial = 0; trial < 200; trial++) {
            Files.write(file(), trial % 2 == 0 ? changed(whole, random) : whole);
            Files.write(folder.resolve(InvertedLists.FILE), trial % 2 == 0 ? lists : changed(lists, random));
            try {
                PictureIndex index = PictureIndex.open(folder);
                assertThat(index.search(Drawn.vector(1), 12).size()).isEqualTo(index.size());
                if (index.hasLists()) {
                    index.searchApproximately(Drawn.vector(1), 12, 100);
                }
            } catch (MalformedFileException e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(100);
    }

    private static byte[] changed(byte[] whole, RandomStream random) {
        byte[] bytes = random.nextInt(4) == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
        for (int i = random.nextInt(4); i >= 0 && bytes.length > 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    @Test
    void anIndexOfMostlyRemovedPicturesIsWrittenAnew() throws IOException {
        add(0, 2500);
        long before = Files.size(file());
        PictureIndex open = PictureIndex.open(folder);
        try (IndexWriter writer = IndexWriter.open(folder)) {
            for (int i = 0; i < 2000; i++) {
                writer.remove("p" + i);
            }
            assertThat(writer.tidy()).isTrue();
        }
        PictureIndex index = PictureIndex.open(folder);
        assertThat(Files.size(file())).isLessThan(before / 3);
        assertThat(index.ids()).hasSize(500).startsWith("p2000").endsWith("p2499");
        assertThat(open.search(Drawn.vector(3), 1).get(0).id())
                .as("what is open stays readable")
                .isEqualTo("p3");
        try (IndexWriter writer = IndexWriter.open(folder)) {
            writer.remove("p2000");
            assertThat(writer.tidy()).isFalse();
        }
    }

    @Test
    void listsFindNearlyWhatComparingAllFinds() throws IOException {
        try (IndexWriter writer = IndexWriter.open(folder, extractor)) {
            for (int i = 0; i < 5000; i++) {
                writer.add(new IndexedPicture("p" + i, Drawn.STAMP, new IndexedPicture.Look(i, i, i), clustered(i)));
            }
        }
        assertThatThrownBy(() -> PictureIndex.open(folder).searchApproximately(Drawn.vector(1), 1, 8))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("--approximate");
        ApproximateLists.make(folder, (done, total) -> {});
        try (IndexWriter writer = IndexWriter.open(folder, extractor)) {
            writer.remove("p7");
            writer.add(Drawn.picture("later", 123_456));
        }
        PictureIndex index = PictureIndex.open(folder);
        assertThat(index.searchApproximately(Drawn.vector(123_456), 1, 1).get(0).id())
                .isEqualTo("later");
        int same = 0;
        for (int q = 0; q < 50; q++) {
            float[] query = clustered(10_000 + q);
            List<Match> exact = index.search(query, 10);
            List<Match> found = index.searchApproximately(query, 10, 12);
            assertThat(found).noneMatch(match -> match.id().equals("p7"));
            same += (int) found.stream().filter(exact::contains).count();
            assertThat(index.searchApproximately(query, 10, 1000))
                    .as("all lists")
                    .isEqualTo(exact);
        }
        assertThat(same / 500.0).isGreaterThan(0.9);
    }

    private static float[] clustered(int seed) {
        float[] centre = Drawn.vector(1_000_000 + seed % 40);
        float[] vector = Drawn.vector(seed);
        for (int i = 0; i < vector.length; i++) {
            vector[i] = centre[i] + 0.3f * vector[i];
        }
        return vector;
    }
}
