package dev.ganvas.image.degrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ganvas.image.Planes;
import dev.ganvas.random.Seed;
import org.junit.jupiter.api.Test;

class ToneChangeTest {
    private static final Span ONE = Span.of(1);
    private static final Span NONE = Span.of(0);

    @Test
    void nothingAskedForChangesNothing() {
        Planes picture = Samples.pattern(30, 20);
        Planes same = new ToneChange(ONE, NONE, 0, ONE, ONE).apply(picture, Seed.of(1));
        for (int i = 0; i < same.values().length; i++) {
            assertThat(same.values()[i]).isCloseTo(picture.values()[i], within(2e-5f));
        }
    }

    @Test
    void eachSettingDoesWhatItSays() {
        Planes grey = Samples.plain(2, 2, 3, 0.5);
        // A stop more doubles the light of 0.21404: sRGB 0.6858 by IEC 61966-2-1.
        assertThat(new ToneChange(ONE, ONE, 0, ONE, ONE).apply(grey, Seed.of(1)).values()[0])
                .isCloseTo(0.6858f, within(1e-4f));
        assertThat(new ToneChange(Span.of(2), NONE, 0, ONE, ONE)
                        .apply(grey, Seed.of(1))
                        .values()[0])
                .isCloseTo(0.25f, within(1e-4f));
        Planes light = Samples.plain(2, 2, 1, 0.8);
        assertThat(new ToneChange(ONE, NONE, 0, Span.of(0.5), ONE)
                        .apply(light, Seed.of(1))
                        .values()[0])
                .isCloseTo(0.65f, within(1e-4f));
        Planes colourless = new ToneChange(ONE, NONE, 0, ONE, NONE).apply(Samples.pattern(9, 9), Seed.of(1));
        assertThat(colourless.value(0, 5, 5)).isCloseTo(colourless.value(2, 5, 5), within(1e-6f));
        Planes tinted = new ToneChange(ONE, NONE, 0.3, ONE, ONE).apply(grey, Seed.of(1));
        assertThat(tinted.values()[0]).isNotEqualTo(tinted.values()[4]);
        assertThat(tinted.values()[4]).isCloseTo(0.5f, within(1e-4f));
    }
}
