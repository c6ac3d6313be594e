package dev.ganvas.enhance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganvas.data.ProgressListener;
import dev.ganvas.engine.machine.Precision;
import dev.ganvas.error.UsageException;
import dev.ganvas.image.Planes;
import dev.ganvas.image.raster.Raster;
import dev.ganvas.image.raster.RasterHeader;
import dev.ganvas.image.tone.Clahe;
import dev.ganvas.image.tone.Vibrance;
import dev.ganvas.image.tone.WhiteBalance;
import dev.ganvas.repair.RepairModels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ToningTest {
    private static Raster dull(int channels, int bits) {
        Planes planes = Planes.black(48, 32, channels);
        for (int i = 0; i < planes.values().length; i++) {
            int channel = i / planes.area();
            planes.values()[i] = channel == 3 ? 0.25f : 0.15f + 0.25f * (i % 48) / 48 + 0.02f * channel * (i / 48 % 2);
        }
        Raster raster = Raster.black(RasterHeader.of(48, 32, channels, bits));
        raster.put(0, 0, planes);
        return raster;
    }

    static Toning toning(double balance, double light, double contrast, double colour) {
        return new Toning(balance, OptionalDouble.of(light), contrast, colour);
    }

    static Toning.Outcome apply(Toning toning, Raster raster, Path... own) throws IOException {
        try (RepairModels models = RepairModels.of(List.of(own), Precision.FP32, 1 << 28)) {
            return toning.apply(raster, models, ProgressListener.NONE);
        }
    }

    @Test
    void lightAndColourComeAndOpacityStays() throws IOException {
        Raster raster = dull(4, 16);
        int before = raster.sample(47, 1, 2) - raster.sample(47, 1, 0);
        Toning.Outcome outcome = apply(toning(0, 1, 0, 1), raster);
        assertThat(outcome.did()).hasSize(2);
        assertThat(raster.sample(47, 1, 1)).isGreaterThan(dull(4, 16).sample(47, 1, 1) + 5000);
        assertThat(raster.sample(47, 1, 2) - raster.sample(47, 1, 0)).isGreaterThan(before);
        for (int x = 0; x < 48; x++) {
            assertThat(raster.sample(x, 5, 3)).isEqualTo(dull(4, 16).sample(x, 5, 3));
        }
    }

    @Test
    void greyStaysGreyAndNothingIsNothing() throws IOException {
        Raster grey = dull(1, 8);
        apply(toning(1, 1, 1, 1), grey);
        assertThat(grey.channels()).isEqualTo(1);
        assertThat(grey.sample(40, 3, 0)).isNotEqualTo(dull(1, 8).sample(40, 3, 0));
        assertThat(toning(0, 0, 0, 0).isNone()).isTrue();
        assertThat(new Toning(0, OptionalDouble.empty(), 0, 0).isNone()).isFalse();
        assertThatThrownBy(() -> toning(0, 1.5, 0, 0))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("light");
    }

    /** A picture that needs many bands, so that its rows are read in several passes. */
    @Test
    void longPicturesAreReadInBands() throws IOException {
        int height = 10_000;
        Raster longOne = Raster.black(RasterHeader.of(40, height, 3, 8));
        longOne.put(0, 0, new Planes(40, height, 3, ramp(40 * height * 3)));
        apply(toning(1, 0, 1, 1), longOne);
        Planes whole = new Planes(40, height, 3, ramp(40 * height * 3)).inEightBits();
        Planes wanted = new WhiteBalance(1).apply(whole);
        wanted = new Vibrance(1, false).apply(wanted);
        wanted = Clahe.of(1).apply(wanted);
        assertThat(longOne.planes().values()).isEqualTo(wanted.inEightBits().values());
    }

    private static float[] ramp(int length) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = 0.2f + 0.5f * (i % 9973) / 9973;
        }
        return values;
    }

    @Test
    void whatHasLightEnoughIsLeftAlone() throws IOException {
        Raster bright = Raster.black(RasterHeader.of(64, 64, 3, 8));
        Planes planes = Planes.black(64, 64, 3);
        for (int i = 0; i < planes.values().length; i++) {
            planes.values()[i] = i % 64 / 63f;
        }
        bright.put(0, 0, planes);
        Toning.Outcome outcome = apply(new Toning(0, OptionalDouble.empty(), 0, 0), bright);
        assertThat(outcome.did()).containsExactly("has light enough");
        assertThat(bright.planes().values()).isEqualTo(planes.inEightBits().values());
    }
}
