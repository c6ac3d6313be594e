package dev.ganvas.generate.learn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganvas.random.RandomStream;
import dev.ganvas.random.Seed;
import dev.ganvas.train.Finding;
import dev.ganvas.train.MetricsLog.Entry;
import dev.ganvas.train.Plan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class PlateauTest {
    private static final int BATCH = 64;

    private static Plan plan(int evaluations) {
        long total = 640L * evaluations;
        return new Plan(total, BATCH, 640, 640);
    }

    /** Evaluations 0, 1, 2, ... with KD and FD of an interval of a tenth around each. */
    private static List<Entry> run(int count, IntToDoubleFunction kd, IntToDoubleFunction fd) {
        List<Entry> evaluated = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double k = kd.applyAsDouble(i);
            double f = fd.applyAsDouble(i);
            evaluated.add(new Entry(640L * i, i, Map.of("kd", k, "kd_low", 0.9 * k, "fd", f, "fd_low", 0.9 * f)));
        }
        return evaluated;
    }

    private static Optional<Entry> first(List<Entry> evaluated, Plan plan, double fallsFrom) {
        for (int i = 1; i <= evaluated.size(); i++) {
            Optional<Entry> found = Plateau.after(evaluated.subList(0, i), plan, fallsFrom);
            if (found.isPresent()) {
                return Optional.of(evaluated.get(i - 1));
            }
        }
        return Optional.empty();
    }

    /** The course of a real run of the recipe modern, 20 minutes of CIFAR-10: KD, its lower end, FD, its lower end. */
    private static final double[][] CIFAR = {
        {0.12302, 0.11977, 12.390, 12.062},
        {0.0024965, 0.0017666, 0.4207, 0.3571},
        {0.0016538, 0.0011064, 0.3052, 0.2545},
        {0.00069554, 0.0004271, 0.1671, 0.1388},
        {0.00043094, 0.0002398, 0.1423, 0.1177},
        {0.00011738, 4.809e-5, 0.1119, 0.0956},
        {8.02e-5, 4.15e-5, 0.093, 0.081},
        {6.19e-5, 1.69e-5, 0.083, 0.070},
        {8.87e-5, 2.86e-5, 0.085, 0.073},
        {1.15e-4, 3.28e-5, 0.090, 0.078},
        {1.11e-4, 1.73e-5, 0.092, 0.076},
        {7.57e-5, -1.29e-6, 0.075, 0.065},
        {6.96e-5, -9.3e-6, 0.069, 0.058},
        {4.31e-5, -1.74e-5, 0.067, 0.056},
        {2.34e-5, -2.76e-5, 0.070, 0.059}
    };

    @Test
    void aHealthyRunThatImprovesOnceMoreAsTheRateFallsIsLeftAlone() {
        List<Entry> evaluated = new ArrayList<>();
        for (int i = 0; i < CIFAR.length; i++) {
            evaluated.add(new Entry(
                    34560L * i,
                    i,
                    Map.of("kd", CIFAR[i][0], "kd_low", CIFAR[i][1], "fd", CIFAR[i][2], "fd_low", CIFAR[i][3])));
        }
        assertThat(first(evaluated, new Plan(34560L * 14, BATCH, 34560, 34560), 0.5))
                .isEmpty();
    }

    @Test
    void distancesThatStopFallingAreAPlateauAfterAThirdOfTheRun() {
        // Falls to the sixth evaluation; from then on it jumps about without a trend.
        double[] jumps = {1.03, 0.97, 1.06, 1.0, 1.04, 0.98, 1.05};
        IntToDoubleFunction kd = i -> i < 6 ? 0.1 / (1 << i) : 0.0032 * jumps[i % jumps.length];
        List<Entry> evaluated = run(21, kd, i -> 100 * kd.applyAsDouble(i));
        Entry found = first(evaluated, plan(20), 1).orElseThrow();
        assertThat(found.images()).isEqualTo(640 * 12);
        Entry best = Plateau.after(evaluated.subList(0, 13), plan(20), 1).orElseThrow();
        assertThat(best.images()).isEqualTo(640 * 5);
        // While the learning rate has only begun to fall, it is too early to tell.
        assertThat(first(evaluated, plan(20), 0.5).orElseThrow().images()).isEqualTo(640 * 14);
    }

    @Test
    void aSlowDescentWithinTheIntervalIsNone() {
        IntToDoubleFunction slow = i -> i < 6 ? 0.1 / (1 << i) : 0.0032 - 0.00001 * i;
        assertThat(first(run(21, slow, slow), plan(20), 1)).isEmpty();
        // One of the two distances is enough to go on.
        IntToDoubleFunction flat = i -> i < 6 ? 0.1 / (1 << i) : 0.0032;
        assertThat(first(run(21, flat, slow), plan(20), 1)).isEmpty();
        assertThat(first(run(21, slow, flat), plan(20), 1)).isEmpty();
        assertThat(first(run(21, flat, flat), plan(20), 1)).isPresent();
    }

    @Test
    void fewEvaluationsTellNothing() {
        assertThat(first(run(7, i -> 0.1, i -> 1), plan(6), 1)).isEmpty();
    }

    /** KD that falls with the images shown, slower than it does in the run above, and jumps by a fifth. */
    @Test
    void runsThatFallWithJumpsAreHardlyEverAlarmed() {
        int alarms = 0;
        for (int seed = 0; seed < 200; seed++) {
            RandomStream random = Seed.of(seed).stream();
            double[] jumps = new double[21];
            Arrays.setAll(jumps, i -> Math.exp(0.2 * random.nextGaussian()));
            IntToDoubleFunction kd = i -> 0.1 * Math.pow(i + 1, -1.4) * jumps[i];
            alarms += first(run(21, kd, i -> 10 * Math.sqrt(kd.applyAsDouble(i))), plan(20), 0.5)
                            .isPresent()
                    ? 1
                    : 0;
        }
        assertThat(alarms).isLessThanOrEqualTo(4);
    }

    @Test
    void thePlateauIsNotedOrEndsTheTrainingInWordsThatSaySinceWhen() {
        IntToDoubleFunction flat = i -> i < 6 ? 0.1 / (1 << i) : 0.0032;
        List<Entry> evaluated = run(14, flat, flat);
        Finding noted = TrainingHealth.findings(evaluated, plan(20), Recipe.named("dcgan", 32, 0), false)
                .get(0);
        assertThat(noted.consequence()).isEqualTo(Finding.Consequence.NOTE);
        assertThat(noted.words()).contains("since 3,200 images", "3.13", "40 %", "--stop-early");
        assertThat(noted.words()).doesNotContain("learning rate");
        List<Entry> tenTimes = evaluated.stream()
                .map(entry -> new Entry(10 * entry.images(), entry.seconds(), entry.values()))
                .toList();
        Plan longer = new Plan(10 * plan(20).totalImages(), BATCH, 6400, 6400);
        assertThat(TrainingHealth.findings(tenTimes, longer, Recipe.named("modern", 32, 0), false)
                        .get(0)
                        .words())
                .contains("until the learning rate falls from 102,400 images on");
        assertThat(TrainingHealth.findings(evaluated, plan(20), Recipe.named("modern", 32, 0), false)
                        .get(0)
                        .words())
                .as("in so short a run it does not fall")
                .doesNotContain("learning rate");
        Finding stopping = TrainingHealth.findings(evaluated, plan(20), Recipe.named("dcgan", 32, 0), true)
                .get(0);
        assertThat(stopping.consequence()).isEqualTo(Finding.Consequence.STOP);
        assertThat(stopping.words()).contains("since 3,200 images").doesNotContain("--stop-early");
        assertThat(TrainingHealth.findings(run(21, flat, flat), plan(20), Recipe.named("dcgan", 32, 0), true))
                .as("at the end of the run nothing is left to spare")
                .isEmpty();
    }
}
