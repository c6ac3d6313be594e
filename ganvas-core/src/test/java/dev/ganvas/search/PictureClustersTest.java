package dev.ganvas.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganvas.error.UsageException;
import dev.ganvas.image.Pictures;
import dev.ganvas.image.label.Origin;
import dev.ganvas.random.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureClustersTest {
    @TempDir
    Path folder;

    private PictureIndex of(int count, int groups) throws IOException {
        try (IndexWriter writer = IndexWriter.open(folder, new FixedExtractor())) {
            for (int i = 0; i < count; i++) {
                float[] vector = Drawn.vector(500 + i % groups);
                float[] noise = Drawn.vector(i);
                for (int d = 0; d < vector.length; d++) {
                    vector[d] += 0.2f * noise[d];
                }
                writer.add(new IndexedPicture(
                        i % groups + "/" + i, Drawn.STAMP, new IndexedPicture.Look(i, i, i), vector));
            }
        }
        return PictureIndex.open(folder);
    }

    @Test
    void groupsThatAreThereAreFoundAndCounted() throws IOException {
        PictureClusters clusters = PictureClusters.of(of(200, 5), Optional.empty(), Seed.of(0));
        assertThat(clusters.clusters()).hasSize(5);
        assertThat(clusters.silhouette()).isGreaterThan(0.5);
        for (PictureClusters.Cluster cluster : clusters.clusters()) {
            assertThat(cluster.members().stream()
                            .map(match -> match.id().charAt(0))
                            .distinct())
                    .hasSize(1);
            assertThat(cluster.members()).isSortedAccordingTo((a, b) -> Double.compare(b.similarity(), a.similarity()));
        }
        assertThat(PictureClusters.of(PictureIndex.open(folder), Optional.empty(), Seed.of(0)))
                .isEqualTo(clusters);
    }

    @Test
    void theirNumberMayBeGivenWithinLimits() throws IOException {
        PictureIndex index = of(12, 3);
        assertThat(PictureClusters.of(index, Optional.of(1), Seed.of(0)).clusters())
                .hasSize(1);
        assertThat(PictureClusters.of(index, Optional.of(12), Seed.of(0)).clusters().stream()
                        .mapToInt(cluster -> cluster.members().size())
                        .sum())
                .isEqualTo(12);
        assertThatThrownBy(() -> PictureClusters.of(index, Optional.of(13), Seed.of(0)))
                .isInstanceOf(UsageException.class);
    }

    @Test
    void aPageNamesNothingAndShowsAll() throws IOException {
        Path picture = folder.resolve("a<b.png");
        Pictures.writePng(picture, Drawn.waves(1, 20, 20), Origin.generated());
        PictureClusters clusters = new PictureClusters(
                List.of(new PictureClusters.Cluster(List.of(
                        new Match(picture.toString(), 1),
                        new Match(folder.resolve("gone.png").toString(), 0.9)))),
                0.25);
        Path page = folder.resolve("page.html");
        ClusterPage.write(page, clusters, "2 <pictures>", "test");
        assertThat(Files.readString(page))
                .contains("Group 1: 2 pictures", "silhouette 0.25", "2 &lt;pictures&gt;", "data:image/png;base64,");
        ContactSheet sheet = ClusterPage.sheet(clusters);
        assertThat(sheet.origin().kind()).isEqualTo(Origin.Kind.GENERATED);
        assertThat(sheet.picture().width()).isGreaterThan(2 * 96);
    }
}
