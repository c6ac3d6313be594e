package dev.ganvas.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganvas.data.PhaseListener;
import dev.ganvas.engine.machine.Precision;
import dev.ganvas.error.UsageException;
import dev.ganvas.image.Planes;
import dev.ganvas.image.degrade.GaussianNoise;
import dev.ganvas.image.raster.Raster;
import dev.ganvas.image.raster.RasterHeader;
import dev.ganvas.random.Seed;
import dev.ganvas.repair.BrightMarks;
import dev.ganvas.repair.RepairKind;
import dev.ganvas.repair.RepairModels;
import dev.ganvas.restore.RestoreSettings.Amount;
import dev.ganvas.restore.Treatment.Taken;
import dev.ganvas.restore.Treatment.Wanted;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreatmentTest {
    private static final RestoreSettings NO_NETWORKS = new RestoreSettings(Amount.OFF, false, false, 1);
    private static final Wanted SCRATCHES = new Wanted(Amount.AUTO, false, false);

    @TempDir
    Path folder;

    private final List<Planes> masks = new ArrayList<>();
    private final List<String> steps = new ArrayList<>();

    private final Treatment.Listener listener = new Treatment.Listener() {
        @Override
        public void found(Planes mask) {
            masks.add(mask);
        }

        @Override
        public void changed(Taken step, Raster raster) {
            steps.add(step.name());
        }
    };

    /** A dull ramp; with a white scratch of 2 x 60 pixels where asked for. */
    private static Raster photo(int channels, boolean scratched, int width, int height) {
        Raster raster = Raster.black(RasterHeader.of(width, height, channels, 8));
        Planes planes = Planes.black(width, height, channels);
        for (int i = 0; i < planes.values().length; i++) {
            int x = i % planes.area() % width;
            int y = i % planes.area() / width;
            boolean scratch = scratched && x >= width / 2 && x < width / 2 + 2 && y >= 20 && y < 80;
            planes.values()[i] = scratch ? 1 : 0.3f + 0.3f * x / width;
        }
        raster.put(0, 0, planes);
        return raster;
    }

    private List<Taken> treat(Raster raster, Wanted wanted, RestoreSettings settings, Path... models)
            throws IOException {
        try (RepairModels found = RepairModels.of(List.of(models), Precision.FP32, 1 << 28)) {
            return new Treatment(wanted, new Restoration(settings, found), Seed.of(1))
                    .apply(raster, Optional.empty(), PhaseListener.NONE, listener);
        }
    }

    private Path detector() throws IOException {
        return BrightMarks.write(folder.resolve("bright.ganvas"));
    }

    @Test
    void scratchesAreFoundAndFilledInGreyAndColour() throws IOException {
        for (int channels : new int[] {1, 3, 4}) {
            Raster raster = photo(channels, true, 120, 100);
            List<Taken> taken = treat(raster, SCRATCHES, NO_NETWORKS, detector());
            assertThat(taken).extracting(Taken::name).containsExactly("scratches");
            assertThat(taken.get(0).words()).contains("120 pixels", "1.00 %");
            assertThat(raster.sample(60, 50, 0)).isBetween(110, 120);
            assertThat(masks.get(masks.size() - 1).value(0, 50, 60)).isEqualTo(1);
            assertThat(masks.get(masks.size() - 1).value(0, 50, 55)).isZero();
        }
        assertThat(steps).containsOnly("scratches");
    }

    /** On a fine scan marks are sought in a reduced picture, and still all of each is filled. */
    @Test
    void fineScansAreTreatedAsCoarseOnes() throws IOException {
        Raster raster = photo(3, true, 1300, 1100);
        treat(raster, SCRATCHES, NO_NETWORKS, detector());
        for (int y = 18; y < 82; y++) {
            assertThat(raster.sample(650, y, 0)).as("row " + y).isBetween(110, 120);
            assertThat(raster.sample(651, y, 0)).as("row " + y).isBetween(110, 120);
        }
    }

    @Test
    void aCleanPictureStaysToTheBit() throws IOException {
        Raster raster = photo(3, false, 120, 100);
        assertThat(treat(raster, SCRATCHES, NO_NETWORKS, detector())).isEmpty();
        assertThat(raster.planes().values())
                .isEqualTo(photo(3, false, 120, 100).planes().values());
        assertThat(masks.get(0).values()).containsOnly(0);
    }

    @Test
    void strengthMixes() throws IOException {
        Raster raster = photo(3, true, 120, 100);
        treat(raster, SCRATCHES, new RestoreSettings(Amount.OFF, false, false, 0.5), detector());
        assertThat(raster.sample(60, 50, 0)).isBetween(180, 190);
        Raster untouched = photo(3, true, 120, 100);
        assertThat(treat(untouched, Wanted.OLD_PHOTO, new RestoreSettings(Amount.OFF, false, false, 0), detector()))
                .isEmpty();
    }

    @Test
    void aStepWithoutNetworkIsPassedOverAndOneAskedForIsRefused() throws IOException {
        Raster noisy = photo(3, true, 120, 100);
        noisy.put(0, 0, GaussianNoise.of(12).apply(noisy.planes(), Seed.of(2)));
        List<Taken> taken = treat(noisy, Wanted.OLD_PHOTO, RestoreSettings.USUAL);
        assertThat(taken).extracting(Taken::name).containsExactly("scratches", "denoise", "fading");
        assertThat(taken).extracting(Taken::changed).containsExactly(false, false, true);
        assertThat(taken.get(1).words()).contains("passed over noise of 1", "no network for denoise");
        try (RepairModels none = RepairModels.of(List.of(), Precision.FP32, 1 << 20)) {
            Treatment asked = new Treatment(SCRATCHES, new Restoration(NO_NETWORKS, none), Seed.of(1));
            assertThatThrownBy(asked::requireModels)
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining(RepairKind.SCRATCHES.toString());
            new Treatment(Wanted.OLD_PHOTO, new Restoration(NO_NETWORKS, none), Seed.of(1)).requireModels();
        }
    }

    @Test
    void anOldPhotoGoesThroughAllStepsInOrder() throws IOException {
        Raster raster = photo(3, true, 120, 100);
        List<Taken> taken = treat(raster, Wanted.OLD_PHOTO, NO_NETWORKS, detector());
        assertThat(taken).extracting(Taken::name).containsExactly("scratches", "fading");
        assertThat(steps).containsExactly("scratches", "fading");
        // The scratch is gone, and what was between 0.3 and 0.6 spans more of the range.
        assertThat(raster.sample(119, 50, 0) - raster.sample(0, 50, 0)).isGreaterThan(85);
    }
}
