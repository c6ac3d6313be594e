package dev.ganvas.evaluate.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganvas.error.UsageException;
import dev.ganvas.random.Seed;
import org.junit.jupiter.api.Test;

class FeaturesTest {
    @Test
    void namesThePictureAndFeatureThatIsNoNumber() {
        for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            assertThatThrownBy(() -> Sampled.features(3, 2, 0, 0, 0, 0, 0, bad))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("feature 1 of picture 2")
                    .hasMessageContaining(Float.toString(bad));
        }
    }

    @Test
    void refusesSizesThatDisagree() {
        assertThatThrownBy(() -> Sampled.features(3, 2, 0, 0, 0))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("6 values, not 3");
    }

    @Test
    void selectsInTheGivenOrderWithRepeats() {
        Features selected = Sampled.features(3, 2, 1, 2, 3, 4, 5, 6).select(new int[] {2, 0, 2});
        assertThat(selected.values()).containsExactly(5, 6, 1, 2, 5, 6);
        assertThat(selected.count()).isEqualTo(3);
    }

    @Test
    void drawsDifferentPictures() {
        int[] drawn = Features.drawIndices(50, 20, Seed.of(1));
        assertThat(drawn).hasSize(20).doesNotHaveDuplicates().isSorted();
        assertThat(drawn).isNotEqualTo(Features.drawIndices(50, 20, Seed.of(2)));
    }

    @Test
    void refusesToCompareAcrossExtractors() {
        Features one = Sampled.features(2, 1, 0, 1);
        Features other = new Features(2, 1, new float[] {0, 1}, "test", "aa11");
        assertThatThrownBy(() -> KernelDistance.between(one, other))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("00ff")
                .hasMessageContaining("aa11");
        assertThatThrownBy(() -> FrechetDistance.between(one, other)).isInstanceOf(UsageException.class);
    }
}
