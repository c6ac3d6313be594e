package dev.ganvas.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganvas.data.TrainingData;
import dev.ganvas.engine.machine.GraphicsCard;
import dev.ganvas.engine.machine.Machine;
import dev.ganvas.engine.machine.Precision;
import dev.ganvas.engine.machine.PrecisionChoice;
import dev.ganvas.engine.tensor.DefaultDevice;
import dev.ganvas.engine.tensor.Device;
import dev.ganvas.engine.tensor.Threads;
import dev.ganvas.error.UsageException;
import dev.ganvas.io.Version;
import dev.ganvas.model.Provenance;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Starts or continues a run. A new run is measured on a trainable that is thrown away, planned, and written down in
 * {@code run.json}; an existing one is compared with what is asked for, and goes on by what was written down then.
 */
final class TrainingRun {
    /** The part of a record that says what was decided by pictures and machine. */
    static final String RESOLVED = "resolved";

    /** What of {@link #RESOLVED} says where networks computed. */
    static final String DEVICE = "device";

    /** The part of a record that lists what was changed when the run was continued. */
    static final String CONTINUED = "continued";

    /** The part of a record that describes figures, for the report. */
    static final String FIGURES = "figures";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final RunDirectory folder;
    private final TrainingTask<?> task;
    private final RunSettings settings;
    private final TrainingData pictures;
    private final TrainingTask.Prepared prepared;
    private final long began;
    private final Lead lead;

    /**
     * @param folder the run's folder, held
     * @param prepared the task on {@code pictures}
     * @param lead of the processes that take part
     */
    TrainingRun(
            RunDirectory folder,
            TrainingTask<?> task,
            TrainingData pictures,
            TrainingTask.Prepared prepared,
            Lead lead) {
        this.folder = folder;
        this.task = task;
        this.settings = task.run();
        this.pictures = pictures;
        this.prepared = prepared;
        this.began = lead.began();
        this.lead = lead;
    }

    /** Trains to the end of the plan, or until the listener asks to stop; see {@link Training#start}. */
    Training.Result train(TrainingListener listener) throws IOException {
        Checkpoint checkpoint = new Checkpoint(folder.checkpoints(), lead);
        Optional<Transfer> transfer = settings.from().isPresent() && checkpoint.isEmpty()
                ? Optional.of(Transfer.open(settings.from().get(), task.modelKind()))
                : Optional.empty();
        Optional<ObjectNode> existing = folder.record();
        if (existing.isPresent()) {
            continued(existing.get(), checkpoint, listener);
        }
        int count = existing.map(record -> record.path(RESOLVED).path("threads").asInt(1))
                .orElseGet(() -> settings.threads().orElse(lead.usualThreads()));
        try (Threads threads = Threads.use(count)) {
            if (existing.isPresent()) {
                lead.prepare(existing.get());
            }
            ObjectNode record = existing.isPresent() ? existing.get() : begun(transfer, listener);
            return train(record, checkpoint, transfer, lead.hearing(listener));
        }
    }

    private Training.Result train(
            ObjectNode record, Checkpoint checkpoint, Optional<Transfer> transfer, TrainingListener listener)
            throws IOException {
        Precision precision =
                Precision.parse(record.path(RESOLVED).path("precision").asText());
        try (Trainable trainable = lead.trainable(prepared, precision)) {
            record.set(FIGURES, JSON.valueToTree(trainable.figures()));
            folder.writeRecord(record);
            if (transfer.isPresent()) {
                listener.noted(transfer.get().into(trainable));
            }
            double peak = record.path("measured").path("matrix_product_gflops").asDouble() * 1e9;
            TrainingLoop.Work work = new TrainingLoop.Work(trainable.operationsPerImage(), peak);
            RunPlan plans = RunPlan.of(folder, record, settings.budget(), trainable.planCorrectedAt());
            TrainingLoop loop = new TrainingLoop(plans, checkpoint, work, trainable, listener);
            TrainingLoop.Outcome outcome = loop.run();
            lead.end(outcome, loop.images());
            return new Training.Result(outcome, loop.images(), folder.best(), folder.last(), folder.report());
        }
    }

    private ObjectNode asked() {
        return asked(task, pictures);
    }

    /** What is asked for, as far as it decides the weights. */
    static ObjectNode asked(TrainingTask<?> task, TrainingData pictures) {
        return described(task, task.run()).put("data", pictures.contentHash());
    }

    private static ObjectNode described(TrainingTask<?> task, RunSettings run) {
        ObjectNode node = JSON.createObjectNode().put("task", task.name());
        run.describe(node);
        task.describe(node);
        return node;
    }

    /** Brings the record of a run that is there under the settings asked for now, where these may differ. */
    private void continued(ObjectNode record, Checkpoint checkpoint, TrainingListener listener) throws IOException {
        requireSameData(record);
        JsonNode before = record.path(RunDirectory.SETTINGS);
        ObjectNode asked = asked();
        if (settings.from().isEmpty() && before.has(Provenance.FROM)) {
            // What it began with need not be named again.
            asked.set(Provenance.FROM, before.get(Provenance.FROM));
        }
        SettingChanges changes =
                SettingChanges.between(before, asked, described(task.usual(), RunSettings.of(settings.budget())));
        if (!changes.refused().isEmpty()) {
            throw new UsageException("The run in " + folder.folder() + " was started with other settings: "
                    + changes.refusedWords()
                    + ". Use the same settings to continue it, or another folder to start anew; a new run may begin with "
                    + folder.last() + " (setting `from`).");
        }
        String device = record.path(RESOLVED).path(DEVICE).asText(Device.CPU.toString());
        boolean moved = !device.equals(DefaultDevice.get().toString());
        if (changes.allowed().isEmpty() && !moved) {
            return;
        }
        long images = checkpoint.newest();
        resolve(record, changes);
        if (changes.changes("budget")) {
            RunPlan.extend(record, Budget.parse(before.path("budget").asText()), settings.budget(), images);
            record.remove(RunDirectory.ENDED);
        }
        ArrayNode log = record.withArray("/" + CONTINUED);
        ObjectNode entry = log.addObject().put("at_images", images);
        entry.put(Provenance.DATE, now()).put(Provenance.VERSION, Version.current());
        changes.allowed().forEach(change -> entry.put(change.name(), change.was() + " -> " + change.now()));
        record.set(RunDirectory.SETTINGS, asked);
        if (moved) {
            entry.put(DEVICE, device + " -> " + DefaultDevice.get());
            record.withObject("/" + RESOLVED).put(DEVICE, DefaultDevice.get().toString());
            listener.noted("from " + images + " images on: device " + DefaultDevice.get() + " (was " + device
                    + "); what comes is not bit for bit what would have come there");
        }
        if (!changes.allowed().isEmpty()) {
            listener.noted("from " + images + " images on: " + changes.allowedWords());
        }
    }

    private void resolve(ObjectNode record, SettingChanges changes) {
        ObjectNode resolved = record.withObject("/" + RESOLVED);
        if (changes.changes("threads")) {
            resolved.put("threads", settings.threads().orElse(lead.usualThreads()));
        }
        if (changes.changes("precision")) {
            Precision chosen = settings.precision()
                    .orElseGet(() -> PrecisionChoice.measure().precision());
            resolved.put("precision", chosen.toString());
        }
    }

    private void requireSameData(ObjectNode record) {
        String before = record.path(RunDirectory.SETTINGS).path("data").asText();
        if (before.equals(pictures.contentHash())) {
            return;
        }
        Provenance.Data was = Provenance.of(record).data();
        int count = pictures.count();
        String difference = was.pictures() != count
                ? "it had " + was.pictures() + " pictures, now there are " + count
                : "other pictures, or the same in another order or size";
        throw new UsageException("The run in " + folder.folder() + " was started with other data: " + difference
                + ". Give it the same pictures to continue it. A new run in another folder may begin with "
                + folder.last()
                + " (setting `from`) and learn from these.");
    }

    private ObjectNode begun(Optional<Transfer> transfer, TrainingListener listener) throws IOException {
        crowding(Threads.count(), Runtime.getRuntime().availableProcessors()).ifPresent(listener::noted);
        Optional<PrecisionChoice> choice =
                settings.precision().isPresent() ? Optional.empty() : Optional.of(PrecisionChoice.measure());
        Precision precision =
                settings.precision().orElseGet(() -> choice.orElseThrow().precision());
        listener.noted("precision " + precision
                + choice.map(measured -> ": " + measured.reason()).orElse(""));
        ObjectNode record = JSON.createObjectNode();
        record.put(Provenance.VERSION, Version.current()).put(Provenance.DATE, now());
        record.set(RunDirectory.SETTINGS, asked());
        ObjectNode resolved = record.putObject(RESOLVED);
        resolved.put("precision", precision.toString());
        resolved.put("precision_reason", choice.map(PrecisionChoice::reason).orElse("asked for"));
        resolved.put("threads", Threads.count());
        resolved.put(DEVICE, DefaultDevice.get().toString());
        lead.describe(resolved);
        ObjectNode data = pictures.description();
        for (String chosen : List.of("size", "channels")) {
            resolved.set(chosen, data.path(chosen));
        }
        prepared.describe(record);
        settings.licence().ifPresent(terms -> data.put("licence", terms));
        record.set(Provenance.DATA, data);
        transfer.ifPresent(begin -> begin.describe(record));
        record.set(Provenance.MACHINE, JSON.valueToTree(Machine.here()));
        if (DefaultDevice.get().isCuda()) {
            listener.noted("device " + DefaultDevice.get());
            record.withObject("/" + Provenance.MACHINE).set("cards", JSON.valueToTree(GraphicsCard.here()));
        }
        ObjectNode measured = record.putObject("measured");
        lead.prepare(record);
        try (Trainable rehearsal = lead.trainable(prepared, precision)) {
            Plan plan = new Rehearsal(rehearsal, settings.budget(), began).plan(precision, measured);
            record.set(RunPlan.PLAN, JSON.valueToTree(plan));
        }
        return record;
    }

    private static String now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** What to tell one who asks for more threads than can run at once: they slow each other down, in measuring as well. */
    static Optional<String> crowding(int threads, int processors) {
        return threads <= processors
                ? Optional.empty()
                : Optional.of(threads + " threads, but this process may use " + processors + " processor"
                        + (processors == 1 ? "" : "s") + ": they wait for each other");
    }
}
