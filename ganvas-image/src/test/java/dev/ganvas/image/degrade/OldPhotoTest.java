package dev.ganvas.image.degrade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganvas.image.Planes;
import dev.ganvas.random.Seed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OldPhotoTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void theMaskSaysWhereTheSurfaceIsDamaged(int seed) {
        Planes clean = Samples.plain(256, 200, 3, 0.5);
        Damaged damaged = new SurfaceDamage(10, 40).damage(clean, Seed.of(seed));
        double marked = 0;
        for (int i = 0; i < clean.area(); i++) {
            float change = Math.abs(damaged.picture().values()[i] - 0.5f);
            marked += damaged.mask().values()[i];
            // The weakest mark has 0.15 of 80 levels and is seen from a quarter of it on.
            if (damaged.mask().values()[i] == 0) {
                assertThat(change).isLessThanOrEqualTo(0.25f * 80 / 255f);
            }
            assertThat(change).isLessThanOrEqualTo(80 / 255f);
        }
        assertThat(marked / clean.area()).isBetween(0.0005, 0.2);
    }

    @Test
    void withoutMarksNothingChanges() {
        Planes clean = Samples.pattern(50, 40);
        Damaged damaged = new SurfaceDamage(0, 0).damage(clean, Seed.of(1));
        assertThat(damaged.picture().values()).isEqualTo(clean.values());
        assertThat(damaged.mask().values()).containsOnly(0);
    }

    @Test
    void fadingLiftsBlackAndKeepsGreyInOneChannel() {
        Planes black = Samples.plain(40, 30, 1, 0);
        Planes faded = new Fading(new Span(0.5, 0.5), 1, 0).apply(black, Seed.of(1));
        assertThat(faded.values()[0]).isBetween(0.1f, 0.5f);
        assertThat(faded.channels()).isEqualTo(1);
        // Half of those without colour are grey, half sepia: red above green above blue.
        Planes colour = Samples.pattern(40, 30);
        boolean grey = false;
        boolean sepia = false;
        for (int seed = 0; seed < 20; seed++) {
            Planes gone = new Fading(Span.of(0.8), 1, 0).apply(colour, Seed.of(seed));
            grey |= gone.value(0, 9, 9) == gone.value(2, 9, 9);
            sepia |= gone.value(0, 9, 9) > gone.value(1, 9, 9) && gone.value(1, 9, 9) > gone.value(2, 9, 9);
        }
        assertThat(grey).isTrue();
        assertThat(sepia).isTrue();
    }

    @Test
    void strongerDamageIsFartherAway() {
        Planes clean = Samples.pattern(128, 96);
        double slight = 0;
        double heavy = 0;
        for (int seed = 0; seed < 8; seed++) {
            Damaged old = new OldPhoto(0.2).damage(clean, Seed.of(seed));
            slight += Samples.moments(clean, old.picture())[1];
            heavy += Samples.moments(clean, new OldPhoto(1).apply(clean, Seed.of(seed)))[1];
            assertThat(old.picture().values())
                    .isEqualTo(old.picture().inEightBits().values());
            assertThat(old.mask().channels()).isEqualTo(1);
        }
        assertThat(heavy).isGreaterThan(slight);
    }
}
