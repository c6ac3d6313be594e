package dev.ganvas.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganvas.error.UsageException;
import dev.ganvas.image.Picture;
import dev.ganvas.image.Pictures;
import dev.ganvas.random.RandomStream;
import dev.ganvas.random.Seed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuplicateGroupsTest {
    @TempDir
    Path folder;

    private final FixedExtractor extractor = new FixedExtractor();

    private static Picture brighter(Picture picture, int by) {
        byte[] rgb = picture.rgb().clone();
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) Math.min(255, (rgb[i] & 0xff) + by);
        }
        return new Picture(picture.width(), picture.height(), rgb);
    }

    private void add(IndexWriter writer, String id, Picture picture) throws IOException {
        SeenPicture seen = SeenPicture.of(picture);
        writer.add(new IndexedPicture(id, Drawn.STAMP, seen.look(), extractor.embed(List.of(seen.shown()))));
    }

    @Test
    void copiesAreFoundAndOthersAreNot() throws IOException {
        try (IndexWriter writer = IndexWriter.open(folder, extractor)) {
            for (int i = 0; i < 30; i++) {
                add(writer, "other" + i, Drawn.waves(i, 90, 70));
            }
            Picture original = Drawn.waves(100, 90, 70);
            add(writer, "original", original);
            add(writer, "copy", original);
            add(writer, "small", Pictures.resize(original, 45, 35));
            add(writer, "bright", brighter(original, 12));
            add(writer, "twin", Drawn.waves(5, 90, 70));
        }
        List<DuplicateGroups.Group> groups = DuplicateGroups.of(PictureIndex.open(folder), DuplicateGroups.BITS)
                .groups();
        assertThat(groups).hasSize(2);
        assertThat(groups.get(0).ids()).containsExactly("original", "copy", "small", "bright");
        assertThat(groups.get(0).exact()).isFalse();
        assertThat(groups.get(0).similarity()).isBetween(DuplicateGroups.LEAST_SIMILARITY, 1.0);
        assertThat(groups.get(1).ids()).containsExactly("other5", "twin");
        assertThat(groups.get(1).exact()).isTrue();
        assertThat(groups.get(1).bits()).isZero();
        assertThatThrownBy(() -> DuplicateGroups.of(PictureIndex.open(folder), 16))
                .isInstanceOf(UsageException.class);
    }

    @Test
    void noPairWithinTheBitsIsMissed() throws IOException {
        RandomStream random = Seed.of(2).stream();
        List<Long> hashes = new ArrayList<>();
        long[] centres = {random.nextLong(), random.nextLong(), random.nextLong()};
        for (int i = 0; i < 300; i++) {
            long hash = centres[i % 3];
            for (int flips = random.nextInt(20); flips > 0; flips--) {
                hash ^= 1L << random.nextInt(64);
            }
            hashes.add(hash);
        }
        float[] same = Drawn.vector(1);
        try (IndexWriter writer = IndexWriter.open(folder, extractor)) {
            for (int i = 0; i < hashes.size(); i++) {
                writer.add(
                        new IndexedPicture("p" + i, Drawn.STAMP, new IndexedPicture.Look(i, i, hashes.get(i)), same));
            }
        }
        for (int bits : new int[] {0, 1, 4, 8, 15}) {
            Set<String> expected = new HashSet<>();
            for (int i = 0; i < hashes.size(); i++) {
                for (int j = 0; j < i; j++) {
                    if (PerceptualHash.distance(hashes.get(i), hashes.get(j)) <= bits) {
                        expected.add("p" + i);
                        expected.add("p" + j);
                    }
                }
            }
            Set<String> found = new HashSet<>();
            DuplicateGroups.of(PictureIndex.open(folder), bits).groups().forEach(group -> found.addAll(group.ids()));
            assertThat(found).as(bits + " bits").isEqualTo(expected);
        }
    }

    @Test
    void independentPicturesDifferInHalfOfTheBits() {
        int differ = 0;
        for (int i = 0; i < 50; i++) {
            differ += PerceptualHash.distance(
                    PerceptualHash.of(Drawn.waves(i, 64, 48)), PerceptualHash.of(Drawn.waves(1000 + i, 64, 48)));
        }
        assertThat(differ / 50.0).isBetween(26.0, 36.0);
    }
}
