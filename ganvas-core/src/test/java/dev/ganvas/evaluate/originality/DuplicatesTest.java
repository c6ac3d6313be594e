package dev.ganvas.evaluate.originality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ganvas.evaluate.distribution.Features;
import dev.ganvas.evaluate.distribution.Sampled;
import dev.ganvas.evaluate.originality.Duplicates.Verdict;
import dev.ganvas.random.RandomStream;
import dev.ganvas.random.Seed;
import org.junit.jupiter.api.Test;

class DuplicatesTest {
    private static final int DIMENSION = 10;
    private static final Features REAL = Sampled.gaussian(1000, DIMENSION, 0, 1, 1);

    /** Draws with replacement from {@code support} pictures, with a little noise. */
    private static Features from(int support, int count, double noise) {
        float[] store = Sampled.gaussian(support, DIMENSION, 0, 1, 2).values();
        float[] values =
                Sampled.gaussian(count, DIMENSION, 0, noise, 3).values().clone();
        RandomStream stream = Seed.of(4).stream();
        for (int i = 0; i < count; i++) {
            int drawn = stream.nextInt(support);
            for (int k = 0; k < DIMENSION; k++) {
                values[i * DIMENSION + k] += store[drawn * DIMENSION + k];
            }
        }
        return Sampled.features(count, DIMENSION, values);
    }

    @Test
    void endlessVarietyShowsNoSign() {
        Duplicates found = Duplicates.of(REAL, Sampled.gaussian(1000, DIMENSION, 0, 1, 5), Seed.of(1));
        assertThat(found.verdict()).isEqualTo(Verdict.NO_SIGN);
        assertThat(found.words()).isEqualTo("no sign of collapse");
        assertThat(found.ratio()).isCloseTo(1, within(0.05));
        assertThat(found.support()).isGreaterThan(100_000);
    }

    @Test
    void theSupportIsEstimatedFromTheBirthdays() {
        // 1,000 draws from 2,000 pictures: about 250 equal pairs.
        Duplicates found = Duplicates.of(REAL, from(2000, 1000, 0.001), Seed.of(1));
        assertThat(found.verdict()).isEqualTo(Verdict.REPEATS);
        assertThat(found.words()).startsWith("some pictures repeat: ");
        assertThat(found.supportIsBound()).isFalse();
        assertThat(found.support()).isCloseTo(2000, within(400.0));
        // A picture is alone when none of 999 others is it: e^-0.5.
        assertThat(found.repeated().value()).isCloseTo(1 - Math.exp(-0.5), within(0.05));
        assertThat(found.pairs()).isCloseTo(250, within(50L));
    }

    @Test
    void aFewPicturesOverAndOverAreACollapse() {
        Duplicates found = Duplicates.of(REAL, from(20, 600, 0.001), Seed.of(1));
        assertThat(found.verdict()).isEqualTo(Verdict.COLLAPSED);
        assertThat(found.count()).isEqualTo(600);
        assertThat(found.support()).isCloseTo(20, within(2.0));
        assertThat(found.words()).isEqualTo("collapsed: only about 20 different pictures");
        assertThat(found.largestGroup()).isBetween(30, 60);
        assertThat(found.repeated().hits()).isEqualTo(600);
    }

    @Test
    void oneSinglePictureIsACollapseToo() {
        Duplicates found = Duplicates.of(REAL, from(1, 100, 0), Seed.of(1));
        assertThat(found.verdict()).isEqualTo(Verdict.COLLAPSED);
        assertThat(found.largestGroup()).isEqualTo(100);
        assertThat(found.words()).contains("about 1 different");
    }

    @Test
    void picturesAllMuchAlikeAreLittleVariety() {
        Duplicates found = Duplicates.of(REAL, Sampled.gaussian(1000, DIMENSION, 0, 0.45, 6), Seed.of(1));
        assertThat(found.verdict()).isEqualTo(Verdict.LITTLE_VARIETY);
        assertThat(found.toText(found.words())).contains("little variety");
    }

    @Test
    void duplicatesAmongRealPicturesDoNotCountAgainstTheGenerator() {
        Duplicates found = Duplicates.of(from(2000, 1000, 0.0), from(2000, 1000, 0.0), Seed.of(1));
        assertThat(found.realRepeated().value()).isGreaterThan(0.3);
        assertThat(found.verdict()).isEqualTo(Verdict.NO_SIGN);
    }
}
