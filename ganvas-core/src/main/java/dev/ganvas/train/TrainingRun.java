package dev.ganvas.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganvas.engine.machine.Machine;
import dev.ganvas.engine.machine.Precision;
import dev.ganvas.engine.machine.PrecisionChoice;
import dev.ganvas.engine.machine.Throughput;
import dev.ganvas.engine.tensor.NativeLibrary;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Starts or continues a run: what every training does around its loop. A new run is measured on a trainable that is thrown
 * away, planned, and written down in {@code run.json}; an existing one is compared with what is asked for, and goes on by
 * what was written down then.
 *
 * @param folder the run's folder, held
 * @param settings what a continued run must agree with
 * @param resources what to spend
 * @param factory makes the trainable
 * @param began {@link System#nanoTime} from which on a time budget counts: before pictures were read
 */
public record TrainingRun(
        RunDirectory folder, ObjectNode settings, Resources resources, TrainableFactory factory, long began) {
    /** Proportion of a time budget in which steps are measured: the longer it is, the more a wrong plan would miss it by. */
    private static final double MEASURING_SHARE = 0.01;

    private static final double LEAST_MEASURING_SECONDS = 1.5;
    private static final double MOST_MEASURING_SECONDS = 30;

    /** In so long, running code for the first time hardly weighs; in a short budget, less is waited for. */
    private static final double WARMED_UP_SECONDS = 5;

    /** Proportion of a time budget that is not spent on running code a second time. */
    private static final double WARMING_UP_SHARE = 0.02;

    /** Step at which a rehearsal begins. */
    private static final long REHEARSED_FROM = 1000;

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * What a training may use.
     *
     * @param budget time or images
     * @param precision absent: the faster one, measured
     * @param threads absent: one a processor
     */
    public record Resources(Budget budget, Optional<Precision> precision, OptionalInt threads) {}

    /** Makes factory, and tells of them what belongs into the record. */
    public interface TrainableFactory {
        /** @param record the run's record, which goes into models as their provenance; empty for the rehearsal */
        Trainable trainable(Precision precision, JsonNode record);

        /** Adds what is known of data and recipe to a new run's record. */
        void describe(ObjectNode record);
    }

    /**
     * Trains to the end of the plan, or until the listener asks to stop.
     *
     * @throws dev.ganvas.error.UsageException when the folder holds a run with other settings
     * @throws dev.ganvas.error.TrainingException when training diverges beyond repair
     */
    public TrainingLoop.Outcome train(TrainingListener listener) throws IOException {
        Optional<ObjectNode> existing = folder.record();
        ObjectNode record;
        if (existing.isPresent()) {
            record = existing.get();
            folder.requireSameSettings(record.path(RunDirectory.SETTINGS), settings);
            NativeLibrary.threads(record.path("resolved").path("threads").asInt(1));
        } else {
            record = newRecord(listener);
            folder.writeRecord(record);
        }
        Precision precision =
                Precision.parse(record.path("resolved").path("precision").asText());
        try (Trainable trainable = factory.trainable(precision, record)) {
            double peak = record.path("measured").path("matrix_product_gflops").asDouble() * 1e9;
            TrainingLoop.Work work = new TrainingLoop.Work(trainable.operationsPerImage(), peak);
            RunPlan plans = RunPlan.of(folder, record, resources.budget());
            return new TrainingLoop(folder, plans, work, trainable, listener).run();
        }
    }

    private ObjectNode newRecord(TrainingListener listener) {
        int processors = Runtime.getRuntime().availableProcessors();
        int threads = resources.threads().orElse(processors);
        NativeLibrary.threads(threads);
        crowding(threads, processors).ifPresent(listener::noted);
        Optional<PrecisionChoice> choice =
                resources.precision().isPresent() ? Optional.empty() : Optional.of(PrecisionChoice.measure());
        Precision precision =
                resources.precision().orElseGet(() -> choice.orElseThrow().precision());
        listener.noted("precision " + precision
                + choice.map(measured -> ": " + measured.reason()).orElse(""));
        ObjectNode record = JSON.createObjectNode();
        record.set(RunDirectory.SETTINGS, settings);
        ObjectNode resolved = record.putObject("resolved");
        resolved.put("precision", precision.toString());
        resolved.put("precision_reason", choice.map(PrecisionChoice::reason).orElse("asked for"));
        resolved.put("threads", NativeLibrary.threads());
        factory.describe(record);
        record.set("machine", JSON.valueToTree(Machine.here()));
        ObjectNode measured = record.putObject("measured");
        record.set(RunPlan.PLAN, JSON.valueToTree(plan(precision, measured)));
        return record;
    }

    /** What to tell one who asks for more threads than can run at once: they slow each other down, in measuring as well. */
    static Optional<String> crowding(int threads, int processors) {
        return threads <= processors
                ? Optional.empty()
                : Optional.of(threads + " threads, but this process may use " + processors + " processor"
                        + (processors == 1 ? "" : "s") + ": they wait for each other");
    }

    private Plan plan(Precision precision, ObjectNode measured) {
        double due = 0;
        double warmedUp = WARMED_UP_SECONDS;
        if (resources.budget() instanceof Budget.Time time) {
            due = MEASURING_SHARE * time.duration().toSeconds();
            warmedUp = Math.min(warmedUp, WARMING_UP_SHARE * time.duration().toSeconds());
        }
        try (Trainable rehearsal = factory.trainable(precision, JSON.createObjectNode())) {
            double evaluation = Planner.seconds(rehearsal::evaluate);
            if (evaluation < warmedUp) {
                // Code runs slower the first time; a plan made of that would leave half of a short budget unused.
                evaluation = Planner.seconds(rehearsal::evaluate);
            }
            // As in the midst of a run: what comes every so often comes as often, what only a beginning has does not
            // come.
            AtomicLong steps = new AtomicLong(REHEARSED_FROM);
            double step = Planner.secondsEach(
                    Math.max(LEAST_MEASURING_SECONDS, Math.min(MOST_MEASURING_SECONDS, due)),
                    () -> rehearsal.step(
                            new Trainable.Position(steps.getAndIncrement() * rehearsal.batch(), Long.MAX_VALUE, 1)));
            double imagesPerSecond = rehearsal.batch() / step;
            measured.put(RunPlan.SPEED, imagesPerSecond);
            measured.put("evaluation_seconds", evaluation);
            measured.put("matrix_product_gflops", Throughput.matrixProduct(precision, 1024, 0.5) / 1e9);
            measured.put("gflop_per_image", rehearsal.operationsPerImage() / 1e9);
            rehearsal.parameterCounts().forEach((network, count) -> measured.put(network + "_parameters", count));
            return new Planner(rehearsal.batch(), imagesPerSecond, evaluation)
                    .plan(resources.budget(), (System.nanoTime() - began) * 1e-9);
        }
    }
}
