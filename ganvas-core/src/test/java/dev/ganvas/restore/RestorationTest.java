package dev.ganvas.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganvas.engine.machine.Precision;
import dev.ganvas.error.UsageException;
import dev.ganvas.image.Planes;
import dev.ganvas.image.degrade.GaussianNoise;
import dev.ganvas.image.raster.Encoding;
import dev.ganvas.image.raster.JpegSampling;
import dev.ganvas.image.raster.Raster;
import dev.ganvas.image.raster.RasterHeader;
import dev.ganvas.random.Seed;
import dev.ganvas.repair.RepairKind;
import dev.ganvas.repair.RepairModels;
import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class RestorationTest {
    private static Planes smooth() {
        Planes planes = Planes.black(160, 120, 3);
        for (int channel = 0; channel < 3; channel++) {
            for (int i = 0; i < planes.area(); i++) {
                double x = i % 160 / 25.0;
                double y = i / 160 / 18.0;
                planes.values()[channel * planes.area() + i] =
                        (float) (0.5 + 0.2 * Math.sin(x + channel) + 0.15 * Math.cos(y * (1 + channel)));
            }
        }
        return planes;
    }

    private static Raster raster(Planes planes, Encoding encoding) {
        Raster raster = Raster.black(RasterHeader.of(planes.width(), planes.height(), planes.channels(), 8)
                .with(encoding));
        raster.put(0, 0, planes);
        return raster;
    }

    private static List<Restoration.Step> needed(RestoreSettings settings, Raster raster) throws IOException {
        try (RepairModels none = RepairModels.of(List.of(), Precision.FP32, 1 << 20)) {
            return new Restoration(settings, none).needed(raster);
        }
    }

    @Test
    void aCleanPictureNeedsNothing() throws IOException {
        Raster clean = raster(smooth(), new Encoding.Jpeg(95, JpegSampling.FULL));
        assertThat(needed(RestoreSettings.USUAL, clean)).isEmpty();
        assertThat(Diagnosis.of(clean).jpegQuality()).isEqualTo(OptionalInt.of(95));
    }

    @Test
    void noiseIsFoundAndMeasured() throws IOException {
        Raster noisy = raster(GaussianNoise.of(15).apply(smooth(), Seed.of(3)), new Encoding.Png(false));
        List<Restoration.Step> steps = needed(RestoreSettings.USUAL, noisy);
        assertThat(steps).extracting(Restoration.Step::kind).containsExactly(RepairKind.DENOISE);
        assertThat(255 * steps.get(0).told()).isBetween(13.5, 16.5);
        RestoreSettings off = new RestoreSettings(RestoreSettings.Amount.OFF, true, true, 1);
        assertThat(needed(off, noisy)).extracting(Restoration.Step::kind).containsExactly(RepairKind.DEBLUR);
    }

    @Test
    void blocksAreMendedBeforeNoise() throws IOException {
        Raster both =
                raster(GaussianNoise.of(10).apply(smooth(), Seed.of(3)), new Encoding.Jpeg(30, JpegSampling.FULL));
        assertThat(needed(RestoreSettings.USUAL, both))
                .extracting(Restoration.Step::kind)
                .containsExactly(RepairKind.DEBLOCK, RepairKind.DENOISE);
    }

    @Test
    void amountsAreWordsOrNumbersWithinLimits() {
        assertThat(RestoreSettings.Amount.parse("12.5", 75, "denoise").asked()).hasValue(12.5);
        for (String wrong : List.of("76", "-1", "much", "NaN")) {
            assertThatThrownBy(() -> RestoreSettings.Amount.parse(wrong, 75, "denoise"))
                    .as(wrong)
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("denoise");
        }
    }
}
