package dev.ganvas.generate.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.error.UsageException;
import dev.ganvas.random.Seed;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class AdaptiveAugmentationTest {
    private static final int BATCH = 64;

    private static AdaptiveAugmentation adaptive(AugmentationStrength range) {
        return new AdaptiveAugmentation(range);
    }

    /** Measures so often a discriminator that has overfitted, or one that cannot tell. */
    private static void measure(AdaptiveAugmentation augmentation, int times, boolean byHeart) {
        try (Scope scope = Scope.open()) {
            Tensor training = Tensor.full(byHeart ? 3 : 1, DType.F32, BATCH);
            for (int i = 0; i < times; i++) {
                augmentation.observe(training, Tensor.full(1, DType.F32, BATCH), BATCH);
            }
        }
    }

    @Test
    void theSignalCountsPairsAndNeedsNoScale() {
        float[] training = {1, 2, 3};
        assertThat(AdaptiveAugmentation.preference(training, new float[] {0, 0.5f}))
                .isEqualTo(1);
        assertThat(AdaptiveAugmentation.preference(training, new float[] {4})).isEqualTo(-1);
        assertThat(AdaptiveAugmentation.preference(training, new float[] {2})).isZero();
        assertThat(AdaptiveAugmentation.preference(training, new float[] {1.5f, 2.5f, 9}))
                .isCloseTo((1 - 1 - 3) / 9.0, within(1e-12));
        assertThat(AdaptiveAugmentation.preference(new float[] {101, 102, 103}, new float[] {101.5f, 102.5f, 109}))
                .isCloseTo((1 - 1 - 3) / 9.0, within(1e-12));
    }

    @Test
    void theStrengthRisesWithOverfittingStopsAtItsLimitAndFallsAfterwards() {
        try (AdaptiveAugmentation augmentation = adaptive(AugmentationStrength.ADAPTIVE)) {
            measure(augmentation, 50, false);
            assertThat(augmentation.strength()).isZero();
            measure(augmentation, 20, true);
            double early = augmentation.strength();
            assertThat(early).isBetween(0.1, 0.4);
            measure(augmentation, 200, true);
            assertThat(augmentation.strength()).isEqualTo(AugmentationStrength.LIMIT);
            assertThat(augmentation.signal()).isCloseTo(1, within(1e-3));
            measure(augmentation, 40, false);
            assertThat(augmentation.strength()).isBetween(0.2, 0.7);
            measure(augmentation, 200, false);
            assertThat(augmentation.strength()).isZero();
        }
    }

    @Test
    void aFixedStrengthStaysAndIsWatchedAndNoneHasNoState() {
        try (AdaptiveAugmentation fixed = adaptive(new AugmentationStrength(0.3, 0.3));
                AdaptiveAugmentation none = adaptive(AugmentationStrength.NONE)) {
            measure(fixed, 30, true);
            assertThat(fixed.strength()).isEqualTo(0.3);
            assertThat(fixed.figures()).containsOnlyKeys("augment", "overfitting");
            assertThat(fixed.figures().get("overfitting")).isGreaterThan(0.9);
            assertThat(fixed.measuresAt(8)).isTrue();
            assertThat(fixed.measuresAt(9)).isFalse();
            assertThat(none.figures()).isEmpty();
            assertThat(none.namedTensors()).isEmpty();
            assertThat(none.measuresAt(8)).isFalse();
            try (Scope scope = Scope.open()) {
                Tensor pictures = Tensor.zeros(DType.F32, 2, 3, 16, 16);
                assertThat(none.shown(pictures, Seed.of(1), 0)).isSameAs(pictures);
            }
        }
    }

    @Test
    void itsTensorsCarryIt() {
        try (AdaptiveAugmentation one = adaptive(AugmentationStrength.ADAPTIVE);
                AdaptiveAugmentation other = adaptive(AugmentationStrength.ADAPTIVE)) {
            measure(one, 17, true);
            other.namedTensors()
                    .forEach(
                            (name, tensor) -> tensor.copyFrom(one.namedTensors().get(name)));
            measure(one, 5, false);
            measure(other, 5, false);
            assertThat(one.strength()).isPositive();
            assertThat(other.figures()).isEqualTo(one.figures());
        }
    }

    @Test
    void fewPicturesAreHelpedManyAreNotAndAPersonMayDecide() {
        OptionalDouble auto = AugmentationStrength.parse("auto");
        assertThat(AugmentationStrength.chosen(auto, 500)).isEqualTo(AugmentationStrength.ADAPTIVE);
        assertThat(AugmentationStrength.chosen(auto, 50_000)).isEqualTo(AugmentationStrength.NONE);
        assertThat(AugmentationStrength.chosen(AugmentationStrength.parse("off"), 500))
                .isEqualTo(AugmentationStrength.NONE);
        assertThat(AugmentationStrength.chosen(AugmentationStrength.parse("0.25"), 50_000))
                .isEqualTo(new AugmentationStrength(0.25, 0.25));
        for (String text : new String[] {"auto", "off", "0.25"}) {
            assertThat(AugmentationStrength.toString(AugmentationStrength.parse(text)))
                    .isEqualTo(text);
        }
        for (String text : new String[] {"0.81", "-1", "NaN", "", "on"}) {
            assertThatThrownBy(() -> AugmentationStrength.parse(text))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("auto, off or a number from 0 to 0.8");
        }
    }

    @Test
    void aTenthIsHeldBackWithinBounds() {
        assertThat(PictureBatches.countHeldBack(2)).isEqualTo(1);
        assertThat(PictureBatches.countHeldBack(500)).isEqualTo(50);
        assertThat(PictureBatches.countHeldBack(19_999)).isEqualTo(256);
    }
}
