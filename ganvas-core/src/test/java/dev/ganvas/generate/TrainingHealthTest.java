package dev.ganvas.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrainingHealthTest {
    private static List<Map<String, Double>> judged(double... kdAndCoverage) {
        List<Map<String, Double>> judged = new ArrayList<>();
        for (int i = 0; i < kdAndCoverage.length; i += 2) {
            judged.add(Map.of("kd", kdAndCoverage[i], "coverage", kdAndCoverage[i + 1]));
        }
        return judged;
    }

    /** The course of a real run on faces, with its jumps. */
    @Test
    void aHealthyRunThatJumpsIsLeftAlone() {
        List<Map<String, Double>> run = judged(
                0.383, 0, 0.052, 0.02, 0.057, 0.03, 0.027, 0.1, 0.0035, 0.5, 0.002, 0.6, 0.005, 0.45, 0.003, 0.62);
        for (int i = 1; i <= run.size(); i++) {
            assertThat(TrainingHealth.complaint(run.subList(0, i))).isEmpty();
        }
    }

    @Test
    void picturesFartherThanUntrainedOnesAreADivergence() {
        assertThat(TrainingHealth.complaint(judged(0.38, 0, 0.57, 0)).orElseThrow())
                .contains("diverged", "570.0", "380.0");
    }

    @Test
    void hardlyTrainedIsNotDiverged() {
        assertThat(TrainingHealth.complaint(judged(0.2123, 0, 0.2126, 0))).isEmpty();
    }

    @Test
    void lostCoverageIsACollapseOnceTwoJudgingsAgree() {
        assertThat(TrainingHealth.complaint(judged(0.38, 0, 0.01, 0.5, 0.1, 0.02)))
                .isEmpty();
        assertThat(TrainingHealth.complaint(judged(0.38, 0, 0.01, 0.5, 0.1, 0.02, 0.12, 0.03))
                        .orElseThrow())
                .contains("collapsed", "0.50", "0.03");
    }

    @Test
    void whatIsKnownByHeartIsSaidOnlyWhenNothingStrongerCanBeDone() {
        assertThat(TrainingHealth.learnedByHeart(0.66, true).orElseThrow()).contains("by heart", "83 times in 100");
        assertThat(TrainingHealth.learnedByHeart(0.66, false)).isEmpty();
        assertThat(TrainingHealth.learnedByHeart(AdaptiveAugmentation.TARGET, true))
                .isEmpty();
    }

    @Test
    void tooFewPicturesForCoverageIsNoComplaint() {
        assertThat(TrainingHealth.complaint(List.of(Map.of("kd", 0.3), Map.of("kd", 0.1), Map.of("kd", 0.2))))
                .isEmpty();
    }
}
