package dev.ganvas.models.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ganvas.engine.machine.Precision;
import dev.ganvas.image.Bicubic;
import dev.ganvas.image.Picture;
import dev.ganvas.image.PictureDecoder;
import dev.ganvas.image.Planes;
import dev.ganvas.image.degrade.Degradation;
import dev.ganvas.image.degrade.GaussianNoise;
import dev.ganvas.image.degrade.Jpeg;
import dev.ganvas.image.measure.Comparison;
import dev.ganvas.image.measure.Psnr;
import dev.ganvas.model.Catalogue;
import dev.ganvas.model.ModelFile;
import dev.ganvas.random.Seed;
import dev.ganvas.repair.RepairKind;
import dev.ganvas.repair.RepairModels;
import dev.ganvas.repair.RepairNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShippedRestorersTest {
    private static final long MEMORY = 1L << 29;
    private static final int LARGEST_BYTES = 3 << 20;

    @Test
    void everyModelOpensIsSmallAndNamesItsDataAndItsLicence() throws IOException {
        assertThat(Catalogue.entries()).isNotEmpty();
        for (Catalogue.Entry entry : Catalogue.entries()) {
            ModelFile file = Catalogue.read(entry.name());
            assertThat(file.card()).contains("## Data", "## Licence", "BSDS500", "## Limits", "## Figures");
            assertThat(file.weights().length + file.samples().length).isLessThan(LARGEST_BYTES);
        }
    }

    @Test
    void noiseIsTakenAway() throws IOException {
        assertThat(gain(RepairKind.DENOISE, GaussianNoise.of(25), 25 / 255.0)).isGreaterThan(7);
    }

    @Test
    void blocksAreMended() throws IOException {
        assertThat(gain(RepairKind.DEBLOCK, Jpeg.of(20), 0)).isGreaterThan(0.3);
    }

    @Test
    void picturesAreEnlargedBetterThanByInterpolation() throws IOException {
        Comparison comparison = Comparison.superResolution(4);
        Planes clean = Bicubic.modularCrop(photograph(), 4);
        Planes small = Bicubic.scaleInEightBits(clean, 0.25);
        try (RepairModels models = RepairModels.of(List.of(), Precision.FP32, MEMORY)) {
            Planes large = models.require(RepairKind.SUPERRES, 4).restore(small, 0);
            double interpolated = Psnr.of(clean, Bicubic.scale(small, 4), comparison);
            assertThat(Psnr.of(clean, large, comparison)).isGreaterThan(interpolated + 0.5);
        }
    }

    private static double gain(RepairKind kind, Degradation damage, double told) throws IOException {
        Planes clean = photograph();
        Planes damaged = damage.apply(clean, Seed.of(5));
        try (RepairModels models = RepairModels.of(List.of(), Precision.FP32, MEMORY)) {
            RepairNetwork network = models.require(kind, 1);
            return Psnr.of(clean, network.restore(damaged, told)) - Psnr.of(clean, damaged);
        }
    }

    /** One that no network has learned from. */
    private static Planes photograph() throws IOException {
        String root = System.getenv("GANVAS_DATA");
        Path file = root == null ? Path.of("") : Path.of(root, "restoration", "CBSD68", "102061.png");
        assumeTrue(root != null && Files.exists(file), "GANVAS_DATA names no restoration/CBSD68");
        Picture picture = PictureDecoder.decode(file);
        return Planes.of(picture);
    }
}
