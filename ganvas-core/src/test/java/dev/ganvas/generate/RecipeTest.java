package dev.ganvas.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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

    private static Recipe fallingToATenth() {
        Recipe recipe = Recipe.named("modern", 32, 0);
        return new Recipe(
                recipe.name(),
                recipe.architecture(),
                recipe.batch(),
                recipe.lanes(),
                recipe.latent(),
                recipe.contest(),
                recipe.augmentation(),
                new Recipe.Rates(2e-4, 2e-5, 0.5, 0.5, 0.99),
                recipe.averageRamp());
    }
}
