package dev.ganvas.generate.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ganvas.engine.loss.GradientPenalty;
import dev.ganvas.error.UsageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecipeTest {
    /** 0.01 is one of the rates that come out higher when multiplied and divided by 0.0002. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-5, 3e-4, 0.0007, 0.01, 0.02, 0.3, 1})
    void anyLearningRateKeepsTheCourseOfItsSchedule(double rate) {
        Recipe.Rates constant =
                Recipe.named("dcgan", 32, 0).withLearningRate(rate).rates();
        assertThat(constant.initial()).isEqualTo(rate);
        assertThat(constant.last()).isEqualTo(rate);
        Recipe.Rates falling = fallingToATenth().withLearningRate(rate).rates();
        assertThat(falling.initial()).isEqualTo(rate);
        assertThat(falling.last()).isCloseTo(rate / 10, within(1e-12));
    }

    @Test
    void theRateFallsOnlyWhereThereIsTimeToComeToRest() {
        Recipe.Rates rates = fallingToATenth().rates();
        long enough = 2 * Recipe.Rates.SHORTEST_FALL;
        assertThat(rates.schedule(enough).at(0.5)).isEqualTo(2e-4);
        assertThat(rates.schedule(enough).at(0.75)).isCloseTo(1.1e-4, within(1e-12));
        assertThat(rates.schedule(enough).at(1)).isCloseTo(2e-5, within(1e-12));
        assertThat(rates.schedule(enough - 100).at(1)).isEqualTo(2e-4);
        Recipe.Rates modern = Recipe.named("modern", 32, 0).rates();
        assertThat(modern.fallsFrom(50_000)).as("also where 1 - 0.8 is not 0.2").isEqualTo(0.8);
        assertThat(modern.fallsFrom(49_984)).isEqualTo(1);
        assertThat(Recipe.named("dcgan", 32, 0).rates().schedule(enough).at(1)).isEqualTo(2e-4);
    }

    @Test
    void aBatchIsOneThatTheLanesCanShare() {
        Recipe modern = Recipe.named("modern", 32, 0);
        assertThat(modern.withBatch(24).batch()).isEqualTo(24);
        assertThat(modern.withBatch(24).rates()).isEqualTo(modern.rates());
        assertThatThrownBy(() -> modern.withBatch(7))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("a multiple of 2, not 7");
        assertThat(Recipe.named("dcgan", 32, 0).withBatch(7).batch()).isEqualTo(7);
    }

    @Test
    void onlyARelativisticLossTellsHowFarADiscriminatorIsAhead() {
        Recipe modern = Recipe.named("modern", 32, 0);
        assertThat(modern.contest().paced()).isTrue();
        assertThat(modern.withPenalty(new GradientPenalty(1, 16)).contest().paced())
                .isTrue();
        assertThat(modern.withEvenRates().contest())
                .isEqualTo(new Recipe.Contest(Objective.Kind.RELATIVISTIC, 1, GradientPenalty.NONE, false));
        assertThat(Recipe.named("dcgan", 32, 0).contest().paced()).isFalse();
        assertThatThrownBy(() -> new Recipe.Contest(Objective.Kind.CROSS_ENTROPY, 0, GradientPenalty.NONE, true))
                .isInstanceOf(UsageException.class);
    }

    @Test
    void aShortRunLearnsFasterUnlessToldHowFast() {
        Recipe modern = Recipe.named("modern", 32, 0);
        assertThat(modern.rates().schedule(10_000).at(0)).isEqualTo(4e-4);
        assertThat(modern.rates().schedule(5_000).at(1)).isEqualTo(8e-4);
        assertThat(modern.rates().schedule(500).at(0.5)).isEqualTo(16e-4);
        assertThat(modern.withLearningRate(3e-4).rates().schedule(500).at(0)).isEqualTo(3e-4);
        assertThat(Recipe.named("dcgan", 32, 0).rates().schedule(500).at(0)).isEqualTo(2e-4);
    }

    private static Recipe fallingToATenth() {
        Recipe recipe = Recipe.named("modern", 32, 0);
        return new Recipe(
                recipe.name(),
                recipe.architecture(),
                recipe.batch(),
                recipe.shards(),
                recipe.renormalised(),
                recipe.latent(),
                recipe.contest(),
                recipe.augmentation(),
                new Recipe.Rates(2e-4, 2e-5, 0.5, 0.5, 0.99, false),
                recipe.averageRamp());
    }
}
