package dev.ganvas.image.degrade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganvas.image.Planes;
import dev.ganvas.random.Seed;
import org.junit.jupiter.api.Test;

class PaperDamageTest {
    private static final Planes CLEAN = Samples.pattern(200, 150);

    @Test
    void whatIsMarkedIsCoveredAndTheRestStays() {
        int marked = 0;
        for (int seed = 0; seed < 8; seed++) {
            Damaged damaged = new PaperDamage(3, 60).damage(CLEAN, Seed.of(seed));
            int changed = 0;
            for (int i = 0; i < CLEAN.area(); i++) {
                boolean same = CLEAN.values()[i] == damaged.picture().values()[i];
                changed += same ? 0 : 1;
                marked += damaged.mask().values()[i] > 0 ? 1 : 0;
                assertThat(damaged.mask().values()[i]).isIn(0f, 1f);
                // A mark covers at least a quarter of a pixel, with a colour that no pixel has.
                assertThat(same && damaged.mask().values()[i] > 0).isFalse();
            }
            assertThat(changed).isLessThan(CLEAN.area() / 2);
        }
        assertThat(marked).isGreaterThan(1000);
    }

    @Test
    void noneIsNone() {
        Damaged damaged = new PaperDamage(0, 0).damage(CLEAN, Seed.of(1));
        assertThat(damaged.picture().values()).isEqualTo(CLEAN.values());
        assertThat(damaged.mask().values()).containsOnly(0);
    }
}
