package dev.ganvas.explain.direction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganvas.generate.Generator;
import dev.ganvas.generate.Latent;
import dev.ganvas.generate.TinyGenerators;
import dev.ganvas.image.Picture;
import dev.ganvas.random.Seed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LatentAxesTest {
    @Test
    void axesAreAtRightAnglesAndMovePictures(@TempDir Path folder) throws IOException {
        try (Generator generator = Generator.open(TinyGenerators.write(folder.resolve("model.ganvas"), List.of()))) {
            List<LatentDirection> axes = LatentAxes.of(generator, 4);
            assertThat(axes).extracting(LatentDirection::name).containsExactly("axis-1", "axis-2", "axis-3", "axis-4");
            assertThat(axes).allMatch(axis -> LatentAxes.isName(axis.name()));
            for (int i = 0; i < axes.size(); i++) {
                for (int j = 0; j < i; j++) {
                    double cosine = 0;
                    for (int k = 0; k < generator.latentSize(); k++) {
                        cosine += axes.get(i).values()[k] * axes.get(j).values()[k];
                    }
                    // Eigenvectors of a symmetric matrix are at right angles.
                    assertThat(cosine).isBetween(-1e-4, 1e-4);
                }
            }
            Latent point = generator
                    .latents(new Generator.Request(1, Seed.of(3), 1, OptionalInt.empty()))
                    .get(0);
            List<Picture> drawn = generator.draw(
                    List.of(point, axes.get(0).move(point, 0), axes.get(0).move(point, 4)));
            assertThat(drawn.get(1).pixels()).isEqualTo(drawn.get(0).pixels());
            assertThat(drawn.get(2).pixels()).isNotEqualTo(drawn.get(0).pixels());
        }
    }

    @Test
    void otherNamesAreNoAxes() {
        assertThat(LatentAxes.isName("axis-0")).isFalse();
        assertThat(LatentAxes.isName("brightness")).isFalse();
    }
}
