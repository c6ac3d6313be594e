package dev.ganvas.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganvas.image.Planes;
import dev.ganvas.image.fill.HarmonicFill;
import dev.ganvas.image.raster.Raster;
import dev.ganvas.image.raster.RasterHeader;
import dev.ganvas.random.RandomStream;
import dev.ganvas.random.Seed;
import dev.ganvas.repair.HoleNetworks;
import dev.ganvas.repair.RepairNetwork;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HoleFillerTest {
    private static RepairNetwork network;

    @BeforeAll
    static void open() {
        network = HoleNetworks.untrained();
    }

    @AfterAll
    static void close() {
        network.close();
    }

    private static Planes random(int width, int height, int channels) {
        Planes planes = Planes.black(width, height, channels);
        RandomStream stream = Seed.of(width).child(channels).stream();
        for (int i = 0; i < planes.values().length; i++) {
            planes.values()[i] = (float) stream.nextDouble();
        }
        return planes;
    }

    /** A box of holes, which may go on beyond the picture. */
    private static Planes box(int width, int height, int left, int top, int side) {
        Planes mask = Planes.black(width, height, 1);
        for (int y = Math.max(0, top); y < Math.min(height, top + side); y++) {
            Arrays.fill(mask.values(), y * width + Math.max(0, left), y * width + Math.min(width, left + side), 1);
        }
        return mask;
    }

    private static Planes filled(Planes picture, Planes mask, int seed, boolean varied) {
        return new HoleFiller(Optional.of(network), Seed.of(seed), varied).apply(picture, mask);
    }

    /** Holes within, at the edge, at a corner, deep enough to be filled from coarse to fine, none, and nothing else. */
    @ParameterizedTest
    @CsvSource({
        "50,40,3,20,12,9",
        "50,40,1,20,12,9",
        "50,40,3,-3,5,9",
        "33,70,3,28,66,9",
        "150,131,3,40,20,90",
        "150,131,1,-30,20,100",
        "50,40,3,60,60,5",
        "50,40,3,-5,-5,99",
        "1,1,3,0,0,1",
        "1,1,1,5,5,1",
        "1,90,3,0,30,20"
    })
    void whatIsKnownStaysToTheBitAndTheRestIsAPicture(
            int width, int height, int channels, int left, int top, int side) {
        Planes picture = random(width, height, channels);
        Planes mask = box(width, height, left, top, side);
        Planes filled = filled(picture, mask, 1, true);
        for (int i = 0; i < filled.values().length; i++) {
            if (mask.values()[i % mask.area()] > 0) {
                assertThat(filled.values()[i]).isBetween(0f, 1f);
            } else {
                assertThat(filled.values()[i]).isEqualTo(picture.values()[i]);
            }
        }
    }

    @Test
    void theNetworkAddsToTheSmoothSurface() {
        Planes picture = random(50, 40, 3);
        Planes mask = box(50, 40, 20, 12, 9);
        Planes without = new HoleFiller(Optional.empty(), Seed.of(1), false).apply(picture, mask);
        assertThat(without.values()).isEqualTo(HarmonicFill.apply(picture, mask).values());
        assertThat(filled(picture, mask, 1, false).values()).isNotEqualTo(without.values());
    }

    @Test
    void aSeedIsAProposal() {
        Planes picture = Planes.black(80, 60, 3);
        for (int i = 0; i < picture.values().length; i++) {
            picture.values()[i] = i % 80 < 40 ? 0.1f : 0.9f;
        }
        Planes mask = box(80, 60, 25, 15, 30);
        Planes first = filled(picture, mask, 1, true);
        assertThat(filled(picture, mask, 1, true).values()).isEqualTo(first.values());
        Planes second = filled(picture, mask, 2, true);
        double apart = 0;
        for (int i = 0; i < first.values().length; i++) {
            apart += Math.abs(first.values()[i] - second.values()[i]) / (3 * 30 * 30);
        }
        // More than can be seen: some five levels of 255 in the mean.
        assertThat(apart).isGreaterThan(0.02);
        assertThat(filled(picture, mask, 1, false).values())
                .isEqualTo(filled(picture, mask, 2, false).values());
    }

    /** Two holes far apart: each is filled in a window of its own, as it would be without the other. */
    @ParameterizedTest
    @CsvSource({"1,8", "2,16", "3,16", "4,8"})
    void holesOfARasterAreFilledInWindows(int channels, int bits) throws IOException {
        Raster raster = Raster.black(RasterHeader.of(400, 60, channels, bits));
        raster.put(0, 0, random(400, 60, channels));
        Planes mask = box(400, 60, 20, 20, 12);
        for (int i = 0; i < mask.values().length; i++) {
            int x = i % 400;
            mask.values()[i] = mask.values()[i] + (x >= 370 && x < 380 && i / 400 < 7 ? 1 : 0);
        }
        Raster before = Raster.black(raster.header());
        before.put(0, 0, raster.planes());
        long count = new Filling(any -> mask, Seed.of(1)).apply(raster, Optional.of(network));
        assertThat(count).isEqualTo(12 * 12 + 10 * 7);
        for (int y = 0; y < 60; y++) {
            for (int x = 0; x < 400; x++) {
                boolean near = x >= 18 && x < 34 && y >= 18 && y < 34 || x >= 368 && x < 382 && y < 9;
                for (int channel = 0; channel < channels && !near; channel++) {
                    assertThat(raster.sample(x, y, channel)).isEqualTo(before.sample(x, y, channel));
                }
            }
        }
        int opacity = channels - 1;
        if (raster.header().hasOpacity()) {
            assertThat(raster.sample(25, 25, opacity)).isEqualTo((1 << bits) - 1);
        }
        assertThat(raster.sample(25, 25, 0)).isNotEqualTo(before.sample(25, 25, 0));
    }
}
