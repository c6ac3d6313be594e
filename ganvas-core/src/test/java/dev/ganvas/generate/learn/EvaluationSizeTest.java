package dev.ganvas.generate.learn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganvas.train.Budget;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class EvaluationSizeTest {
    private static EvaluationSize within(int seconds, double drawn, double seen, double trained) {
        return EvaluationSize.within(
                new Budget.Time(Duration.ofSeconds(seconds)), new EvaluationSize.Cost(drawn, seen, trained));
    }

    /** Half an hour where a picture of 64 px takes some milliseconds. */
    @Test
    void whatIsCheapIsLookedAtInFull() {
        assertThat(within(1800, 0.003, 0.001, 0.01)).isEqualTo(EvaluationSize.FULL);
    }

    @Test
    void fewPicturesAreNotWorthManyGeneratedOnes() {
        assertThat(EvaluationSize.FULL.warrantedBy(60_000)).isEqualTo(EvaluationSize.FULL);
        assertThat(EvaluationSize.FULL.warrantedBy(500)).isEqualTo(EvaluationSize.FULL);
        assertThat(EvaluationSize.FULL.warrantedBy(200).pictures()).isEqualTo(800);
        assertThat(EvaluationSize.FULL.warrantedBy(8).pictures()).isEqualTo(500);
        assertThat(new EvaluationSize(64).warrantedBy(8).pictures()).isEqualTo(64);
    }

    /** A minute at 128 px without a processor's newest instructions. */
    @Test
    void whatIsDearIsLookedAtInPart() {
        EvaluationSize size = within(180, 0.02, 0.005, 0.01);
        assertThat(size.pictures()).isBetween(64, 200);
        assertThat(5 * (64 * 0.02 + size.pictures() * (2 * 0.02 + 0.005 + 0.0025)))
                .isLessThan(0.16 * 180);
        assertThat(within(20, 0.1, 0.1, 0.1).pictures()).isEqualTo(64);
    }
}
