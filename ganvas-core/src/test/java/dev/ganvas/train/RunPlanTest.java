package dev.ganvas.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganvas.model.Provenance;
import dev.ganvas.train.TrainingLoop.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plan that rested on too high a speed: 40 images were planned, 14 are a third, 18 are the fewest that are left then. */
class RunPlanTest {
    private static final Plan PLANNED = new Plan(40, 2, 6, 10);
    private static final Plan CORRECTED = new Plan(18, 2, 6, 10);
    private static final double BEYOND_REACH = 1e12;
    private static final Budget TIME = new Budget.Time(Duration.ofSeconds(1));
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private static Outcome run(Path folder, Line line, Budget budget, TrainingListener listener) throws IOException {
        return run(folder, PLANNED, line, budget, listener);
    }

    private static Outcome run(Path folder, Plan planned, Line line, Budget budget, TrainingListener listener)
            throws IOException {
        try (RunDirectory run = RunDirectory.open(folder)) {
            if (run.record().isEmpty()) {
                ObjectNode record = JSON.createObjectNode();
                record.set(RunPlan.PLAN, JSON.valueToTree(planned));
                record.putObject("measured").put(RunPlan.SPEED, BEYOND_REACH);
                run.writeRecord(record);
            }
            RunPlan plans = RunPlan.of(run, run.record().orElseThrow(), budget, line.planCorrectedAt());
            return new TrainingLoop(
                            plans,
                            new Checkpoint(run.checkpoints(), new Lead(Optional.empty())),
                            new TrainingLoop.Work(1, 1),
                            line,
                            listener)
                    .run();
        }
    }

    private static Plan written(Path folder, String name) throws IOException {
        return JSON.treeToValue(
                JSON.readTree(folder.resolve("run.json").toFile()).path(name), Plan.class);
    }

    private static float[] uninterrupted(Path folder) throws IOException {
        try (Line line = new Line(position -> false)) {
            run(folder, line, TIME, new TrainingListener() {});
            return line.weights();
        }
    }

    @Test
    void aTimeBudgetsPlanIsCorrectedOnce() throws IOException {
        Notes notes = new Notes();
        try (Line line = new Line(position -> false)) {
            assertThat(run(folder, line, TIME, notes)).isEqualTo(Outcome.COMPLETED);
        }
        assertThat(notes.steps).isEqualTo(9);
        assertThat(notes.said).hasSize(1);
        assertThat(notes.said.get(0)).contains("18 images in all instead of 40");
        assertThat(written(folder, RunPlan.PLAN)).isEqualTo(CORRECTED);
        assertThat(written(folder, RunPlan.FIRST_PLAN)).isEqualTo(PLANNED);
    }

    @Test
    void aRepetitionIsCorrectedAsItsRunWas() throws IOException {
        uninterrupted(folder);
        ObjectNode record =
                (ObjectNode) JSON.readTree(folder.resolve("run.json").toFile());
        record.putObject("settings");
        ObjectNode again = new Repetition(Provenance.of(record)).record();
        assertThat(JSON.treeToValue(again.path(RunPlan.PLAN), Plan.class)).isEqualTo(PLANNED);
        // Another speed than was measured then; what the run came to holds all the same.
        again.withObject("/measured").put(RunPlan.SPEED, 1);
        Path second = folder.resolve("second");
        try (RunDirectory run = RunDirectory.open(second)) {
            run.writeRecord(again);
        }
        Notes notes = new Notes();
        try (Line line = new Line(position -> false)) {
            run(second, line, TIME, notes);
        }
        assertThat(notes.said.get(0)).contains("as in the run that is repeated: 18 images");
        assertThat(written(second, RunPlan.PLAN)).isEqualTo(CORRECTED);
    }

    @Test
    void aNumberOfImagesIsKept() throws IOException {
        Notes notes = new Notes();
        try (Line line = new Line(position -> false)) {
            run(folder, line, new Budget.Images(40), notes);
        }
        assertThat(notes.steps).isEqualTo(20);
        assertThat(notes.said).isEmpty();
        assertThat(written(folder, RunPlan.PLAN)).isEqualTo(PLANNED);
    }

    @Test
    void aRunKilledAnywhereContinuesBitForBit() throws IOException {
        float[] expected = uninterrupted(folder.resolve("whole"));
        for (int killedAt = 1; killedAt < 9; killedAt++) {
            Path where = folder.resolve("killed" + killedAt);
            try (Line line = Line.killedAfter(killedAt)) {
                assertThatThrownBy(() -> run(where, line, TIME, new TrainingListener() {}))
                        .hasMessage("killed");
            }
            try (Line line = new Line(position -> false)) {
                run(where, line, TIME, new TrainingListener() {});
                assertThat(line.weights()).containsExactly(expected);
                assertThat(written(where, RunPlan.PLAN)).isEqualTo(CORRECTED);
            }
        }
    }

    @Test
    void aRunStoppedWhereItsPlanIsDueIsCorrectedWhenItGoesOn() throws IOException {
        float[] expected = uninterrupted(folder.resolve("whole"));
        Path where = folder.resolve("stopped");
        Notes stopping = new Notes();
        stopping.stopAfter = 7;
        try (Line line = new Line(position -> false)) {
            assertThat(run(where, line, TIME, stopping)).isEqualTo(Outcome.INTERRUPTED);
        }
        assertThat(written(where, RunPlan.PLAN)).isEqualTo(PLANNED);
        try (Line line = new Line(position -> false)) {
            assertThat(run(where, line, TIME, new TrainingListener() {})).isEqualTo(Outcome.COMPLETED);
            assertThat(line.weights()).containsExactly(expected);
        }
        assertThat(written(where, RunPlan.PLAN)).isEqualTo(CORRECTED);
    }

    /** A third of 30 images is where the second evaluation is. */
    @Test
    void aRunThatEndsWhereItsPlanIsDueStaysOver() throws IOException {
        for (int start = 0; start < 2; start++) {
            try (Line line = new Line(position -> false)) {
                line.foundAt = 2;
                line.consequence = Finding.Consequence.STOP;
                Plan plan = new Plan(30, 2, 6, 10);
                assertThat(run(folder, plan, line, TIME, new TrainingListener() {}))
                        .isEqualTo(Outcome.STOPPED_EARLY);
            }
            assertThat(Files.readString(folder.resolve("run.json"))).contains("at 10 images the line is bent");
        }
    }

    @Test
    void theCorrectedPlanFollowsTheSpeed() {
        Plan plan = new Plan(3000, 10, 100, 300);
        assertThat(RunPlan.corrected(plan, 1.25, 1000)).isEqualTo(new Plan(3750, 10, 100, 300));
        assertThat(RunPlan.corrected(plan, 0.5, 1000)).isEqualTo(new Plan(1500, 10, 100, 300));
        // A quarter of the training is left, however slow it is.
        assertThat(RunPlan.corrected(plan, 0.1, 1000).progress(1000)).isBetween(0.74, 0.76);
        // Of three steps one is done: a run never ends without its last evaluation.
        assertThat(RunPlan.corrected(new Plan(48, 16, 48, 48), 0.1, 16).totalImages())
                .isEqualTo(32);
    }
}
