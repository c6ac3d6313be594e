package dev.ganvas.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ganvas.error.MalformedFileException;
import dev.ganvas.error.TrainingException;
import dev.ganvas.error.UsageException;
import dev.ganvas.train.TrainingLoop.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The loop around a real, tiny trainable: resume, guard, records. */
class TrainingLoopTest {
    private static final Plan PLAN = new Plan(40, 2, 6, 10);

    @TempDir
    Path folder;

    private static Outcome run(Path folder, Line line, TrainingListener listener) throws IOException {
        try (RunDirectory run = RunDirectory.open(folder)) {
            if (run.record().isEmpty()) {
                ObjectMapper json = new ObjectMapper();
                run.writeRecord(json.createObjectNode().set(RunPlan.PLAN, json.valueToTree(PLAN)));
            }
            RunPlan plans = RunPlan.of(
                    run, run.record().orElseThrow(), new Budget.Images(PLAN.totalImages()), line.planCorrectedAt());
            return new TrainingLoop(
                            plans,
                            new Checkpoint(run.checkpoints(), new Lead(Optional.empty())),
                            new TrainingLoop.Work(1, 1),
                            line,
                            listener)
                    .run();
        }
    }

    private float[] uninterrupted(Path where) throws IOException {
        try (Line line = new Line(position -> false)) {
            assertThat(run(where, line, new TrainingListener() {})).isEqualTo(Outcome.COMPLETED);
            return line.weights();
        }
    }

    @Test
    void aRunStoppedAnywhereContinuesBitForBit() throws IOException {
        float[] expected = uninterrupted(folder.resolve("whole"));
        for (int stopAfter = 1; stopAfter < 20; stopAfter++) {
            Path where = folder.resolve("stopped" + stopAfter);
            int steps = stopAfter;
            try (Line line = new Line(position -> false)) {
                int[] seen = {0};
                TrainingListener stopping = new TrainingListener() {
                    @Override
                    public boolean stopRequested() {
                        return ++seen[0] >= steps;
                    }
                };
                assertThat(run(where, line, stopping)).isEqualTo(Outcome.INTERRUPTED);
            }
            try (Line line = new Line(position -> false)) {
                assertThat(run(where, line, new TrainingListener() {})).isEqualTo(Outcome.COMPLETED);
                assertThat(line.weights()).containsExactly(expected);
            }
        }
    }

    /** A kill leaves whatever was on the disk at that moment: the last checkpoint, and perhaps later figures. */
    @Test
    void aRunKilledAnywhereContinuesBitForBit() throws IOException {
        float[] expected = uninterrupted(folder.resolve("whole"));
        for (int killedAt = 1; killedAt < 20; killedAt++) {
            Path where = folder.resolve("killed" + killedAt);
            try (Line line = Line.killedAfter(killedAt)) {
                assertThatThrownBy(() -> run(where, line, new TrainingListener() {}))
                        .hasMessage("killed");
            }
            try (Line line = new Line(position -> false)) {
                run(where, line, new TrainingListener() {});
                assertThat(line.weights()).containsExactly(expected);
                List<MetricsLog.Entry> evaluated = MetricsLog.read(where.resolve("metrics.jsonl")).stream()
                        .filter(entry -> entry.values().containsKey("distance"))
                        .toList();
                assertThat(evaluated).extracting(MetricsLog.Entry::images).containsExactly(0L, 10L, 20L, 30L, 40L);
            }
        }
    }

    @Test
    void aLearnerThatComplainsEndsTheRunAndKeepsTheBestModel() throws IOException {
        try (Line line = new Line(position -> false)) {
            line.foundAt = 3;
            assertThatThrownBy(() -> run(folder, line, new TrainingListener() {}))
                    .isInstanceOf(TrainingException.class)
                    .hasMessageContaining("the line is bent")
                    .hasMessageContaining("best.ganvas");
            assertThat(MetricsLog.read(folder.resolve("metrics.jsonl")))
                    .filteredOn(entry -> entry.values().containsKey("distance"))
                    .hasSize(3);
            assertThat(folder.resolve("best.ganvas")).exists();
        }
        // The same call again neither trains to the same end once more nor succeeds.
        try (Line line = new Line(position -> false)) {
            float[] untouched = line.weights();
            assertThatThrownBy(() -> run(folder, line, new TrainingListener() {}))
                    .isInstanceOf(TrainingException.class)
                    .hasMessageContaining("the line is bent");
            assertThat(line.weights()).containsExactly(untouched);
        }
    }

    @Test
    void aFindingIsNotedOnceAlsoAcrossAnInterruption() throws IOException {
        Notes notes = new Notes();
        notes.stopAfter = 12;
        for (Outcome expected : List.of(Outcome.INTERRUPTED, Outcome.COMPLETED)) {
            try (Line line = new Line(position -> false)) {
                line.foundAt = 2;
                line.consequence = Finding.Consequence.NOTE;
                assertThat(run(folder, line, notes)).isEqualTo(expected);
            }
            notes.stopAfter = Integer.MAX_VALUE;
        }
        assertThat(notes.said.stream().filter(note -> note.contains("bent")))
                .containsExactly("at 10 images the line is bent");
    }

    @Test
    void aTrainingWithNothingToGainEndsInGoodOrderAndStaysEnded() throws IOException {
        Notes notes = new Notes();
        float[] reached;
        try (Line line = new Line(position -> false)) {
            line.foundAt = 3;
            line.consequence = Finding.Consequence.STOP;
            assertThat(run(folder, line, notes)).isEqualTo(Outcome.STOPPED_EARLY);
            reached = line.weights();
        }
        assertThat(notes.said).containsExactly("stopped early: at 20 images the line is bent");
        assertThat(Files.readString(folder.resolve("report.html"))).contains("stopped early: at 20 images");
        assertThat(folder.resolve("best.ganvas")).exists();
        assertThat(folder.resolve("last.ganvas")).exists();
        assertThat(folder.resolve("checkpoints/000000000020.safetensors")).exists();
        byte[] metrics = Files.readAllBytes(folder.resolve("metrics.jsonl"));
        Notes again = new Notes();
        try (Line line = new Line(position -> {
            throw new IllegalStateException("trained on");
        })) {
            assertThat(run(folder, line, again)).isEqualTo(Outcome.STOPPED_EARLY);
        }
        assertThat(again.said).hasSize(1).allMatch(note -> note.contains("over") && note.contains("bent"));
        assertThat(folder.resolve("metrics.jsonl")).hasBinaryContent(metrics);
        // Until then it was the training it would have been.
        try (Line line = new Line(position -> false)) {
            Notes whole = new Notes();
            whole.stopAfter = 10;
            assertThat(run(folder.resolve("whole"), line, whole)).isEqualTo(Outcome.INTERRUPTED);
            assertThat(line.weights()).containsExactly(reached);
        }
    }

    @Test
    void aStopAtTheEndOfThePlanIsJustTheEnd() throws IOException {
        try (Line line = new Line(position -> false)) {
            line.foundAt = 5;
            line.consequence = Finding.Consequence.STOP;
            assertThat(run(folder, line, new TrainingListener() {})).isEqualTo(Outcome.COMPLETED);
        }
    }

    @Test
    void aDamagedCheckpointIsPassedOverForTheOneBefore() throws IOException {
        float[] expected = uninterrupted(folder.resolve("whole"));
        Notes stopping = new Notes();
        stopping.stopAfter = 12;
        Path where = folder.resolve("stopped");
        try (Line line = new Line(position -> false)) {
            run(where, line, stopping);
        }
        try (var files = Files.list(where.resolve("checkpoints"))) {
            Path newest = files.sorted().reduce((a, b) -> b).orElseThrow();
            byte[] bytes = Files.readAllBytes(newest);
            Files.write(newest, java.util.Arrays.copyOf(bytes, bytes.length / 2));
        }
        try (Line line = new Line(position -> false)) {
            run(where, line, new TrainingListener() {});
            assertThat(line.weights()).containsExactly(expected);
        }
    }

    @Test
    void theGuardGoesBackAndHalvesTheRate() throws IOException {
        List<String> notes = new ArrayList<>();
        // Breaks until the learning rate is small enough.
        try (Line line = new Line(position -> position.images() == 14 && position.rateScale() > 0.3)) {
            Outcome outcome = run(folder, line, new TrainingListener() {
                @Override
                public void noted(String message) {
                    notes.add(message);
                }
            });
            assertThat(outcome).isEqualTo(Outcome.COMPLETED);
            assertThat(notes).hasSize(2).allMatch(note -> note.contains("went back to 12 images"));
            for (float w : line.weights()) {
                assertThat(w).isFinite();
            }
        }
    }

    @Test
    void theGuardGivesUpAndKeepsTheBestModel() {
        try (Line line = new Line(position -> position.images() == 14)) {
            assertThatThrownBy(() -> run(folder, line, new TrainingListener() {}))
                    .isInstanceOf(TrainingException.class)
                    .hasMessageContaining("gave up");
            assertThat(folder.resolve("best.ganvas")).exists();
        }
    }

    @Test
    void aFolderInUseOrWithOtherThingsIsRefused() throws IOException {
        Path other = Files.createDirectories(folder.resolve("other"));
        Files.writeString(other.resolve("holiday.jpg"), "x");
        assertThatThrownBy(() -> RunDirectory.open(other))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("new or empty folder");
        try (RunDirectory run = RunDirectory.open(folder.resolve("broken"))) {
            // Cut off; a byte order mark of an encoding that is not JSON's; no object.
            for (byte[] broken : List.of(new byte[] {'{'}, new byte[] {0, 0, '{', 0}, new byte[] {'[', ']'})) {
                Files.write(folder.resolve("broken/run.json"), broken);
                assertThatThrownBy(run::record)
                        .isInstanceOf(MalformedFileException.class)
                        .hasMessageContaining("run.json");
            }
        }
        try (RunDirectory held = RunDirectory.open(folder.resolve("run"))) {
            assertThatThrownBy(() -> RunDirectory.open(folder.resolve("run")))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("in use");
        }
    }

    @Property
    void aPlanIsWholeBatchesWithinItsBudget(
            @ForAll @IntRange(min = 1, max = 1_000_000) int images,
            @ForAll @IntRange(min = 1, max = 256) int batch,
            @ForAll @IntRange(min = 1, max = 100_000) int speed) {
        Plan plan = new Planner(batch, speed, 0.5).plan(new Budget.Images(images), 0);
        assertThat(plan.totalImages() % batch).isZero();
        assertThat(Math.abs(plan.totalImages() - images)).isLessThanOrEqualTo(batch);
        assertThat(plan.evaluateEvery()).isLessThanOrEqualTo(plan.totalImages());
    }

    /** Of four steps each one is dearer, as where a discriminator is watched; one was held up by another program. */
    @Test
    void aStepThatIsDearerEverySoOftenWeighsAsOftenAsItComes() {
        assertThat(Planner.typical(List.of(1.0, 2.0, 1.0, 1.0))).isEqualTo(1.25);
        assertThat(Planner.typical(List.of(1.0, 1.0, 100.0, 1.0))).isEqualTo(1.5);
    }

    @Property
    void preparingAndEvaluatingCountTowardsATimeBudget(
            @ForAll @IntRange(min = 60, max = 100_000) int seconds,
            @ForAll @IntRange(min = 0, max = 1_000_000) int spent) {
        double each = 0.5;
        int speed = 100;
        Plan plan = new Planner(1, speed, each).plan(new Budget.Time(Duration.ofSeconds(seconds)), spent);
        double evaluations = 1 + (double) plan.totalImages() / plan.evaluateEvery();
        double takes = (double) plan.totalImages() / speed + evaluations * each;
        double left = Math.max(seconds / 2.0, seconds - spent);
        assertThat(takes).isBetween(left - 2 * each, left + 2 * each);
    }

    /** Two minutes on a busy machine, 70 s of which went into preparing; five evaluations would take all of what is left. */
    @Test
    void evaluatingLeavesHalfOfAShortBudgetToTraining() {
        Plan plan = new Planner(16, 32, 13.3).plan(new Budget.Time(Duration.ofSeconds(120)), 70);
        assertThat(plan.totalImages()).isGreaterThanOrEqualTo(30 * 32);
        assertThat(plan.evaluateEvery()).isEqualTo(plan.totalImages());
    }
}
