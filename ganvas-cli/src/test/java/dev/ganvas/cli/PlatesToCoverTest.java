package dev.ganvas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganvas.faces.FaceBlur;
import dev.ganvas.faces.FaceCover;
import dev.ganvas.image.GaussianFilter;
import dev.ganvas.image.Planes;
import dev.ganvas.image.raster.Raster;
import dev.ganvas.plates.PlateFinder;
import dev.ganvas.plates.render.PlateScenes;
import dev.ganvas.random.RandomStream;
import dev.ganvas.random.Seed;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlatesToCoverTest {
    @Test
    void aPlateIsFoundAndCoveredUntilItIsFoundNoMore() throws IOException {
        Planes clouds = Planes.black(320, 240, 3);
        RandomStream random = Seed.of(1).stream();
        for (int i = 0; i < clouds.values().length; i++) {
            clouds.values()[i] = (float) random.nextDouble();
        }
        Planes street = GaussianFilter.apply(clouds, 12);
        int covered = 0;
        try (PlatesToCover plates = new PlatesToCover(PlateFinder.open())) {
            for (int i = 0; i < 4; i++) {
                Planes scene = PlateScenes.draw(street, Seed.of(i)).picture();
                FaceBlur.Outcome outcome =
                        new FaceBlur(List.of(plates), FaceCover.PIXELS).apply(Raster.of(scene.toPicture()));
                covered += outcome.covered().size();
                assertThat(outcome.left()).isZero();
            }
        }
        assertThat(covered).isGreaterThanOrEqualTo(3);
    }
}
