package dev.ganvas.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ganvas.image.Planes;
import dev.ganvas.image.degrade.Fading;
import dev.ganvas.image.degrade.Span;
import dev.ganvas.image.raster.Raster;
import dev.ganvas.image.raster.RasterHeader;
import dev.ganvas.random.Seed;
import org.junit.jupiter.api.Test;

class FadeRecoveryTest {
    private static final int SIDE = 64;

    /** Values of the whole range, tinted by factors of red, green and blue. */
    private static Planes tinted(float red, float green, float blue) {
        Planes planes = Planes.black(SIDE, SIDE, 3);
        float[] tint = {red, green, blue};
        for (int i = 0; i < planes.values().length; i++) {
            int x = i % planes.area() % SIDE;
            int y = i % planes.area() / SIDE;
            planes.values()[i] = tint[i / planes.area()] * ((x + y) % SIDE) / (SIDE - 1);
        }
        return planes;
    }

    private static Planes colourful() {
        Planes planes = Planes.black(SIDE, SIDE, 3);
        for (int i = 0; i < planes.values().length; i++) {
            int x = i % planes.area() % SIDE;
            int y = i % planes.area() / SIDE;
            planes.values()[i] = new float[] {x, y, SIDE - 1 - x}[i / planes.area()] / (SIDE - 1);
        }
        return planes;
    }

    private static Raster raster(Planes planes, float contrast) {
        for (int i = 0; i < planes.values().length; i++) {
            planes.values()[i] = 0.25f + contrast * planes.values()[i];
        }
        Raster raster = Raster.black(RasterHeader.of(SIDE, SIDE, 3, 16));
        raster.put(0, 0, planes);
        return raster;
    }

    private static int range(Raster raster) {
        int least = 65535;
        int most = 0;
        for (int x = 0; x < SIDE; x++) {
            least = Math.min(least, raster.sample(x, 0, 1));
            most = Math.max(most, raster.sample(x, 0, 1));
        }
        return most - least;
    }

    @Test
    void tonesAreToldFromColours() {
        assertThat(FadeRecovery.kind(tinted(1, 1, 1))).isEqualTo(FadeRecovery.Colours.GREY);
        assertThat(FadeRecovery.kind(tinted(1, 1, 1).channel(0))).isEqualTo(FadeRecovery.Colours.GREY);
        assertThat(FadeRecovery.kind(tinted(1, 0.9f, 0.7f))).isEqualTo(FadeRecovery.Colours.TONED);
        assertThat(FadeRecovery.kind(colourful())).isEqualTo(FadeRecovery.Colours.MANY);
        // Damage as training has it: all colours gone.
        Planes gone = new Fading(Span.of(0.6), 1, 0.5).apply(colourful(), Seed.of(4));
        assertThat(FadeRecovery.kind(gone)).isNotEqualTo(FadeRecovery.Colours.MANY);
    }

    @Test
    void contrastComesBackAndGreyStaysGrey() {
        Raster faded = raster(tinted(1, 1, 1), 0.5f);
        assertThat(new FadeRecovery(1, false).apply(faded))
                .hasValueSatisfying(words -> assertThat(words).contains("contrast from 50 % of the range"));
        assertThat(range(faded)).isBetween((int) (0.72 * 65535), (int) (0.78 * 65535));
        for (int x = 0; x < SIDE; x++) {
            assertThat(faded.sample(x, 3, 0)).isEqualTo(faded.sample(x, 3, 1)).isEqualTo(faded.sample(x, 3, 2));
        }
    }

    @Test
    void sepiaStaysUnlessGreyIsAskedFor() {
        Raster kept = raster(tinted(1, 0.9f, 0.7f), 0.5f);
        assertThat(new FadeRecovery(1, false).apply(kept).orElseThrow()).contains("its tone kept");
        assertThat(kept.sample(SIDE - 1, 0, 0)).isGreaterThan(kept.sample(SIDE - 1, 0, 2) + 5000);
        Raster grey = raster(tinted(1, 0.9f, 0.7f), 0.5f);
        assertThat(new FadeRecovery(1, true).apply(grey).orElseThrow()).contains("made grey");
        assertThat(grey.sample(SIDE - 1, 0, 0)).isCloseTo(grey.sample(SIDE - 1, 0, 2), within(1));
    }

    @Test
    void whatIsNotFadedStaysToTheBit() {
        Raster fine = Raster.black(RasterHeader.of(SIDE, SIDE, 3, 8));
        fine.put(0, 0, colourful());
        float[] before = fine.planes().values();
        assertThat(new FadeRecovery(1, true).apply(fine)).isEmpty();
        assertThat(fine.planes().values()).isEqualTo(before);
        assertThat(new FadeRecovery(0, true).apply(raster(colourful(), 0.3f))).isEmpty();
    }
}
