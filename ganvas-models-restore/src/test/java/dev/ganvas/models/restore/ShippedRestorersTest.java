package dev.ganvas.models.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ganvas.engine.machine.Precision;
import dev.ganvas.image.Bicubic;
import dev.ganvas.image.Picture;
import dev.ganvas.image.PictureDecoder;
import dev.ganvas.image.Planes;
import dev.ganvas.image.degrade.Blur;
import dev.ganvas.image.degrade.Degradation;
import dev.ganvas.image.degrade.GaussianNoise;
import dev.ganvas.image.degrade.Holes;
import dev.ganvas.image.degrade.Jpeg;
import dev.ganvas.image.degrade.Span;
import dev.ganvas.image.degrade.SurfaceDamage;
import dev.ganvas.image.measure.Comparison;
import dev.ganvas.image.measure.Psnr;
import dev.ganvas.image.raster.Raster;
import dev.ganvas.model.Catalogue;
import dev.ganvas.model.ModelFile;
import dev.ganvas.random.Seed;
import dev.ganvas.repair.RepairKind;
import dev.ganvas.repair.RepairModels;
import dev.ganvas.repair.RepairNetwork;
import dev.ganvas.restore.Filling;
import dev.ganvas.restore.Scratches;
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
    void mildBlurIsSharpened() throws IOException {
        assertThat(gain(RepairKind.DEBLUR, new Blur(Blur.Kind.GAUSSIAN, Span.of(1.6)), 0))
                .isGreaterThan(0.8);
    }

    /** In the holes the network comes nearer to what was there than the smooth surface that it begins with. */
    @Test
    void holesAreFilledBetterThanSmoothly() throws IOException {
        Planes clean = photograph();
        Planes mask = Holes.thin().mask(clean.width(), clean.height(), Seed.of(6));
        Raster learned = Raster.of(clean.toPicture());
        Raster smooth = Raster.of(clean.toPicture());
        try (RepairModels models = RepairModels.of(List.of(), Precision.FP32, MEMORY)) {
            new Filling(any -> mask, Seed.of(1)).apply(learned, models.find(RepairKind.FILL, 1));
        }
        new Filling(any -> mask, Seed.of(1)).apply(smooth);
        assertThat(Psnr.of(clean, learned.planes())).isGreaterThan(Psnr.of(clean, smooth.planes()));
    }

    @Test
    void scratchesAreFoundAndFilled() throws IOException {
        Planes clean = photograph();
        Planes damaged =
                new SurfaceDamage(30, 120).damage(clean, Seed.of(1)).picture().inEightBits();
        Raster mended = Raster.of(damaged.toPicture());
        try (RepairModels models = RepairModels.of(List.of(), Precision.FP32, MEMORY)) {
            Scratches scratches = new Scratches(models.require(RepairKind.SCRATCHES, 1), Scratches.USUAL);
            new Filling(scratches, Seed.of(1)).apply(mended, models.find(RepairKind.FILL, 1));
        }
        assertThat(Psnr.of(clean, mended.planes())).isGreaterThan(Psnr.of(clean, damaged) + 1);
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

    /** Sharper than what keeps to the picture, and still that picture. */
    @Test
    void detailIsMadeUpWhereItIsAskedFor() throws IOException {
        Planes clean = Bicubic.modularCrop(photograph(), 4);
        Planes small = Bicubic.scaleInEightBits(clean, 0.25);
        Comparison comparison = Comparison.superResolution(4);
        try (RepairModels models = RepairModels.of(List.of(), Precision.FP32, MEMORY)) {
            assertThat(models.usualDetail(4)).isZero();
            Planes faithful = models.enlarger(4, 0).restore(small, 0);
            Planes between = models.enlarger(4, 0.5).restore(small, 0);
            Planes inventive = models.enlarger(4, 1).restore(small, 0);
            assertThat(roughness(between)).isGreaterThan(roughness(faithful));
            assertThat(roughness(inventive)).isGreaterThan(roughness(between));
            assertThat(Psnr.of(clean, inventive, comparison))
                    .isGreaterThan(Psnr.of(clean, Bicubic.scale(small, 4), comparison));
        }
    }

    /** Mean square of what a pixel differs from its neighbour by. */
    private static double roughness(Planes planes) {
        double sum = 0;
        for (int i = 1; i < planes.values().length; i++) {
            double step = planes.values()[i] - planes.values()[i - 1];
            sum += step * step;
        }
        return sum / planes.values().length;
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
