package dev.ganvas.enhance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganvas.error.UsageException;
import dev.ganvas.image.Planes;
import dev.ganvas.image.raster.Raster;
import dev.ganvas.image.raster.RasterHeader;
import org.junit.jupiter.api.Test;

class ToningTest {
    private static Raster dull(int channels) {
        Planes planes = Planes.black(48, 32, channels);
        for (int i = 0; i < planes.values().length; i++) {
            int channel = i / planes.area();
            planes.values()[i] = channel == 3 ? 0.25f : 0.15f + 0.25f * (i % 48) / 48 + 0.02f * channel * (i / 48 % 2);
        }
        Raster raster = Raster.black(RasterHeader.of(48, 32, channels, 8));
        raster.put(0, 0, planes);
        return raster;
    }

    @Test
    void lightAndColourComeAndOpacityStays() {
        Raster raster = dull(4);
        int before = raster.sample(47, 1, 2) - raster.sample(47, 1, 0);
        new Toning(0, 1, 0, 1).apply(raster);
        assertThat(raster.sample(47, 1, 1)).isGreaterThan(dull(4).sample(47, 1, 1) + 20);
        assertThat(raster.sample(47, 1, 2) - raster.sample(47, 1, 0)).isGreaterThan(before);
        for (int x = 0; x < 48; x++) {
            assertThat(raster.sample(x, 5, 3)).isEqualTo(dull(4).sample(x, 5, 3));
        }
    }

    @Test
    void greyStaysGreyAndNothingIsNothing() {
        Raster grey = dull(1);
        new Toning(1, 1, 1, 1).apply(grey);
        assertThat(grey.channels()).isEqualTo(1);
        assertThat(grey.sample(40, 3, 0)).isNotEqualTo(dull(1).sample(40, 3, 0));
        assertThat(new Toning(0, 0, 0, 0).isNone()).isTrue();
        assertThatThrownBy(() -> new Toning(0, 1.5, 0, 0))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("light");
    }
}
