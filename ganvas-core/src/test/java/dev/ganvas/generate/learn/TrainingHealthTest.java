package dev.ganvas.generate.learn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganvas.evaluate.originality.Memorisation.Verdict;
import dev.ganvas.train.Finding;
import dev.ganvas.train.MetricsLog;
import dev.ganvas.train.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrainingHealthTest {
    private static List<Map<String, Double>> evaluated(double... kdAndCoverage) {
        List<Map<String, Double>> evaluated = new ArrayList<>();
        for (int i = 0; i < kdAndCoverage.length; i += 2) {
            evaluated.add(Map.of("kd", kdAndCoverage[i], "coverage", kdAndCoverage[i + 1]));
        }
        return evaluated;
    }

    /** Of evaluations so far apart that none is early. */
    private static Optional<String> complaint(List<Map<String, Double>> evaluated) {
        return Breakdown.complaint(entries(evaluated, Breakdown.EARLY));
    }

    private static List<MetricsLog.Entry> entries(List<Map<String, Double>> evaluated, long apart) {
        List<MetricsLog.Entry> entries = new ArrayList<>();
        for (Map<String, Double> figures : evaluated) {
            entries.add(new MetricsLog.Entry(entries.size() * apart, 0, figures));
        }
        return entries;
    }

    /** The course of a real run on faces, with its jumps. */
    @Test
    void aHealthyRunThatJumpsIsLeftAlone() {
        List<Map<String, Double>> run = evaluated(
                0.383, 0, 0.052, 0.02, 0.057, 0.03, 0.027, 0.1, 0.0035, 0.5, 0.002, 0.6, 0.005, 0.45, 0.003, 0.62);
        for (int i = 1; i <= run.size(); i++) {
            assertThat(complaint(run.subList(0, i))).isEmpty();
        }
    }

    @Test
    void picturesFartherThanUntrainedOnesAreADivergence() {
        assertThat(complaint(evaluated(0.38, 0, 0.57, 0))).isEmpty();
        assertThat(complaint(evaluated(0.38, 0, 0.57, 0, 0.57, 0)).orElseThrow())
                .contains("diverged", "570.0", "380.0");
    }

    /** The course of a real run at 50 times the learning rate. */
    @Test
    void aGeneratorThatHadLearnedAndIsFarAgainHasDivergedAtOnce() {
        assertThat(complaint(evaluated(0.044, 0, 0.0022, 0.4, 0.086, 0.3)).orElseThrow())
                .contains("diverged", "86.0", "44.0");
    }

    /** So went six of eight short runs on real pictures. */
    @Test
    void distancesMayRiseAtTheBeginning() {
        List<Map<String, Double>> run = evaluated(0.1, 0, 0.14, 0, 0.15, 0, 0.13, 0, 0.14, 0);
        for (int i = 1; i <= run.size(); i++) {
            assertThat(Breakdown.complaint(entries(run.subList(0, i), 256))).isEmpty();
        }
    }

    @Test
    void divergenceNeedsTrainedExtractorsToAgree() {
        String trained = "kd_trained/classifier";
        List<Map<String, Double>> run = new ArrayList<>(List.of(
                Map.of("kd", 0.044, trained, 0.5),
                Map.of("kd", 0.0022, trained, 0.1),
                Map.of("kd", 0.086, trained, 0.05)));
        assertThat(complaint(run)).isEmpty();
        run.set(2, Map.of("kd", 0.086, trained, 0.3));
        assertThat(complaint(run)).isPresent();
    }

    /** Twenty pictures to learn from, as few as make any one of them more than a fiftieth. */
    @Test
    void aGeneratorThatDrawsOnePictureAllAlongIsNotedFromTheMiddleOn() {
        List<Map<String, Double>> run =
                List.of(grouped(0.4, 0, 0, 0.95), grouped(0.3, 0, 0, 0.95), grouped(0.25, 0.1, 0, 0.95));
        assertThat(found(run.subList(0, 2))).isEmpty();
        List<Finding> last = TrainingHealth.findings(
                entries(run, 2560), new Plan(5120, 16, 640, 2560), Recipe.named("modern", 64, 0), false);
        assertThat(last).hasSize(1).allMatch(finding -> finding.words().contains("95 % of the pictures"));
    }

    @Test
    void hardlyTrainedIsNotDiverged() {
        assertThat(complaint(evaluated(0.2123, 0, 0.2126, 0))).isEmpty();
    }

    @Test
    void lostCoverageIsACollapseOnceTwoEvaluationsAgree() {
        assertThat(complaint(evaluated(0.38, 0, 0.01, 0.5, 0.1, 0.02))).isEmpty();
        assertThat(complaint(evaluated(0.38, 0, 0.01, 0.5, 0.1, 0.02, 0.12, 0.03))
                        .orElseThrow())
                .contains("collapsed", "0.50", "0.03");
    }

    @Test
    void whatIsKnownByHeartIsSaidOnlyWhenNothingStrongerCanBeDone() {
        assertThat(overfitted(0.66, AugmentationStrength.LIMIT).get(0).words())
                .contains("overfitted", "83 times in 100");
        assertThat(overfitted(0.66, 0.5)).isEmpty();
        assertThat(overfitted(AdaptiveAugmentation.TARGET, AugmentationStrength.LIMIT))
                .isEmpty();
    }

    private static List<Finding> overfitted(double signal, double strength) {
        Map<String, Double> figures =
                Map.of("kd", 0.1, AdaptiveAugmentation.SIGNAL, signal, AdaptiveAugmentation.STRENGTH, strength);
        return TrainingHealth.findings(
                List.of(new MetricsLog.Entry(0, 0, figures)),
                new Plan(6400, 64, 640, 640),
                Recipe.named("modern", 32, 0).withAugmentation(AugmentationStrength.ADAPTIVE),
                false);
    }

    @Test
    void onePictureOverAndOverIsACollapseAtOnce() {
        List<Map<String, Double>> run = new ArrayList<>(evaluated(0.38, 0, 0.01, 0.5));
        run.add(Map.of("kd", 0.2, "coverage", 0.001, "repeated", 1.0));
        assertThat(complaint(run).orElseThrow()).contains("collapsed", "0.50", "0.00");
        // With as little variety as that the untrained generator begins, and the one hardly trained.
        assertThat(complaint(List.of(
                        Map.of("kd", 0.38, "coverage", 0.0, "repeated", 1.0),
                        Map.of("kd", 0.3, "coverage", 0.001, "repeated", 1.0),
                        Map.of("kd", 0.2, "coverage", 0.02, "repeated", 0.7))))
                .isEmpty();
    }

    private static Map<String, Double> looked(double kd, double coverage, double recall, double repeated) {
        return Map.of("kd", kd, "coverage", coverage, "recall", recall, "repeated", repeated);
    }

    /** The course of a real run on CIFAR-10 at 50 times the learning rate, which ended in one pattern a class. */
    @Test
    void repetitionsThatComeBackAreNamedAtOnceAndACollapseWhenTheyStay() {
        List<Map<String, Double>> run = List.of(
                looked(0.044, 0.0005, 0, 0),
                looked(0.0020, 0.35, 0.11, 0.016),
                looked(0.0038, 0.36, 0.05, 0.086),
                looked(0.0025, 0.52, 0.07, 0.15));
        assertThat(found(run.subList(0, 2))).isEmpty();
        Finding first = found(run.subList(0, 3)).get(0);
        assertThat(first.consequence()).isEqualTo(Finding.Consequence.NOTE);
        assertThat(first.words()).contains("seems to collapse", "9 %", "0.11", "0.05");
        Finding second = found(run).get(0);
        assertThat(second.consequence()).isEqualTo(Finding.Consequence.FAIL);
        assertThat(second.words()).contains("collapsed", "15 %", "0.11", "0.07");
    }

    /** The course of a real run on CIFAR-10: the first pictures of a class are much alike. */
    @Test
    void repetitionsOfTheBeginningAreNoCollapse() {
        List<Map<String, Double>> run = List.of(
                looked(0.044, 0.0005, 0, 0),
                looked(0.0016, 0.27, 0.014, 0.112),
                looked(0.0026, 0.52, 0.126, 0),
                looked(0.0016, 0.66, 0.25, 0),
                looked(0.0060, 0.51, 0.35, 0));
        for (int i = 1; i <= run.size(); i++) {
            assertThat(found(run.subList(0, i))).isEmpty();
        }
    }

    private static List<Finding> found(List<Map<String, Double>> run) {
        return found(run, 0);
    }

    private static List<Finding> found(List<Map<String, Double>> run, int classes) {
        return TrainingHealth.findings(
                run.stream().map(figures -> new MetricsLog.Entry(0, 0, figures)).toList(),
                new Plan(6400, 64, 640, 640),
                Recipe.named("modern", 32, classes),
                false);
    }

    private static Map<String, Double> grouped(double kd, double coverage, double recall, double largestGroup) {
        return Map.of("kd", kd, "coverage", coverage, "recall", recall, "largest_group", largestGroup);
    }

    /** As a run on CIFAR-10 went in which one class of ten came to draw a single texture, its repetitions taken for one group. */
    @Test
    void aClassThatFallsToASinglePictureIsNoted() {
        List<Map<String, Double>> run = List.of(
                grouped(0.030, 0, 0, 0.001),
                grouped(0.00035, 0.90, 0.51, 0.001),
                grouped(0.00024, 0.95, 0.66, 0.001),
                grouped(0.00033, 0.95, 0.68, 0.038),
                grouped(0.00036, 0.92, 0.68, 0.095));
        assertThat(found(run.subList(0, 3), 10)).isEmpty();
        assertThat(found(run.subList(0, 4), 10)).hasSize(1).allMatch(finding -> finding.words()
                .contains("4 % of the pictures are near-duplicates of a single one, which was not so before: a class"));
        assertThat(found(run, 10).get(0).consequence()).isEqualTo(Finding.Consequence.NOTE);
        assertThat(found(run, 0).get(0).words()).contains("10 %", "in part");
        // A hundred classes: one of them is a picture in a hundred.
        List<Map<String, Double>> hundred = List.of(
                grouped(0.030, 0, 0, 0.001), grouped(0.0035, 0.90, 0.51, 0.001), grouped(0.0024, 0.95, 0.66, 0.008));
        assertThat(found(hundred, 100)).hasSize(1);
        assertThat(found(hundred, 10)).isEmpty();
        // Five hundred: two or three alike among 1,000 say nothing.
        List<Map<String, Double>> chance = List.of(
                grouped(0.030, 0, 0, 0.001), grouped(0.0035, 0.90, 0.51, 0.001), grouped(0.0024, 0.95, 0.66, 0.003));
        assertThat(found(chance, 500)).isEmpty();
    }

    /** Much alike from the first look on: a generator that still learns, or data that is so. */
    @Test
    void whatWasAlwaysAlikeIsNoCollapse() {
        assertThat(found(List.of(
                        grouped(0.030, 0, 0, 0.001), grouped(0.0035, 0.1, 0.1, 0.2), grouped(0.0024, 0.2, 0.2, 0.1))))
                .isEmpty();
    }

    private static List<Finding> findings(double memorisation, double copies) {
        Map<String, Double> figures = Map.of("kd", 0.1, "memorisation", memorisation, "copies", copies);
        return TrainingHealth.findings(
                List.of(new MetricsLog.Entry(0, 0, figures)),
                new Plan(6400, 64, 640, 640),
                Recipe.named("dcgan", 32, 0),
                false);
    }

    @Test
    void copiesAreNotedInWordsAndEndNothing() {
        assertThat(findings(Verdict.NO_SIGN.ordinal(), 0)).isEmpty();
        assertThat(findings(Verdict.CLOSE.ordinal(), 0)).isEmpty();
        Finding some = findings(Verdict.SOME_COPIES.ordinal(), 0.02).get(0);
        assertThat(some.words()).contains("2.0 %", "close copies");
        Finding memorising = findings(Verdict.MEMORISING.ordinal(), 0.3).get(0);
        assertThat(memorising.words()).contains("memorising", "30.0 %");
        assertThat(memorising.name()).isNotEqualTo(some.name());
        assertThat(List.of(some, memorising)).allMatch(finding -> finding.consequence() == Finding.Consequence.NOTE);
    }

    @Test
    void tooFewPicturesForCoverageIsNoComplaint() {
        assertThat(complaint(List.of(Map.of("kd", 0.3), Map.of("kd", 0.1), Map.of("kd", 0.2))))
                .isEmpty();
    }
}
