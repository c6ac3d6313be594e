package dev.ganvas.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganvas.data.TrainingData;
import dev.ganvas.engine.machine.Machine;
import dev.ganvas.engine.machine.Precision;
import dev.ganvas.engine.tensor.DefaultDevice;
import dev.ganvas.engine.tensor.Device;
import dev.ganvas.error.UsageException;
import dev.ganvas.io.Version;
import dev.ganvas.model.ModelFile;
import dev.ganvas.model.Provenance;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * A run that is done again from what a model says of its origin: the same settings, plan, precision and threads on the same pictures.
 * On the same machine, with the same version, the weights come out identical.
 *
 * @param origin of the run that is repeated
 */
record Repetition(Provenance origin) {
    /** The part of a record that holds what the plan was corrected to in the run that is repeated. */
    static final String CORRECTED_PLAN = "corrected_plan";

    private static final String REPEATS = "repeats";

    /** What another run of the same settings does not have in common. */
    private static final List<String> OF_THAT_RUN =
            List.of(RunDirectory.ENDED, "failed", TrainingRun.FIGURES, RunPlan.FIRST_PLAN, REPEATS);

    /**
     * Refuses what does not fit.
     *
     * @throws UsageException when the pictures or the task are others, or the record lacks what a repetition needs
     */
    void require(TrainingTask<?> task, TrainingData pictures) throws IOException {
        JsonNode settings = origin.settings();
        for (String part : List.of(Provenance.SETTINGS, RunPlan.PLAN, TrainingRun.RESOLVED)) {
            if (!origin.record().path(part).isObject()) {
                throw new UsageException("This origin has no part '" + part + "', so the run cannot be repeated.");
            }
        }
        if (origin.record().path(TrainingRun.CONTINUED).size() > 0) {
            throw new UsageException("The settings of that run were changed on its way ("
                    + origin.record().path(TrainingRun.CONTINUED) + "), so it cannot be repeated.");
        }
        String trained = settings.path("task").asText();
        if (!trained.equals(task.name())) {
            throw new UsageException("That run has task '" + trained + "', not '" + task.name() + "'.");
        }
        requireData(pictures);
        requireStart(task);
    }

    private void requireData(TrainingData pictures) {
        String fingerprint = origin.settings().path("data").asText();
        if (!fingerprint.equals(pictures.contentHash())) {
            Provenance.Data data = origin.data();
            String difference = data.pictures() != pictures.count()
                    ? "it has " + pictures.count() + " pictures, not " + data.pictures()
                    : "its pictures are others, or the same in another order or size";
            throw new UsageException("This is not the data of that run, " + data.name() + " (" + data.kind() + "): "
                    + difference + ". Its content hash is " + pictures.contentHash() + ", not " + fingerprint + ".");
        }
    }

    private void requireStart(TrainingTask<?> task) throws IOException {
        if (origin.from().isEmpty()) {
            return;
        }
        Provenance.From from = origin.from().get();
        String found = task.run().from().isPresent()
                ? ModelFile.read(task.run().from().get()).weightsSha256()
                : "none";
        if (!found.equals(from.weightsSha256())) {
            throw new UsageException("That run began with the weights of " + from.name() + ", SHA-256 "
                    + from.weightsSha256() + "; those here are " + found + ".");
        }
    }

    /** What is otherwise here, a sentence each: for each of these the weights may come out a little different. */
    List<String> differences() {
        List<String> found = new ArrayList<>();
        differs(found, "version of Ganvas", origin.version(), Version.current());
        JsonNode here = new ObjectMapper().valueToTree(Machine.here());
        for (String part : List.of("processor", "features", "libtorch", "system")) {
            JsonNode was = origin.machine().path(part);
            if (!was.isMissingNode()) {
                differs(found, part + " of the machine", text(was), text(here.path(part)));
            }
        }
        differs(found, "device", device(), DefaultDevice.get().toString());
        int threads = origin.record().path(TrainingRun.RESOLVED).path("threads").asInt(1);
        TrainingRun.crowding(threads, Runtime.getRuntime().availableProcessors())
                .ifPresent(found::add);
        Precision precision = Precision.parse(
                origin.record().path(TrainingRun.RESOLVED).path("precision").asText());
        String features = text(here.path("features"));
        if (precision == Precision.BF16 && !features.contains("bf16")) {
            found.add("precision: that run computed in bf16, which this processor does slowly");
        }
        return found;
    }

    private String device() {
        return origin.record()
                .path(TrainingRun.RESOLVED)
                .path(TrainingRun.DEVICE)
                .asText(Device.CPU.toString());
    }

    private static void differs(List<String> found, String what, String was, String is) {
        if (!was.equals(is)) {
            found.add(what + ": was " + was + ", is " + is + "; weights may come out a little different");
        }
    }

    private static String text(JsonNode value) {
        return value.asText(value.toString());
    }

    /** The record of the new run at its beginning. */
    ObjectNode record() {
        ObjectNode record = origin.record().deepCopy();
        JsonNode first = record.path(RunPlan.FIRST_PLAN);
        if (first.isObject()) {
            record.set(CORRECTED_PLAN, record.path(RunPlan.PLAN));
            record.set(RunPlan.PLAN, first);
        }
        record.remove(OF_THAT_RUN);
        record.withObject("/" + TrainingRun.RESOLVED)
                .put(TrainingRun.DEVICE, DefaultDevice.get().toString());
        record.putObject(REPEATS).put(Provenance.VERSION, origin.version()).put(Provenance.DATE, origin.date());
        record.put(Provenance.VERSION, Version.current());
        record.put(
                Provenance.DATE, Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        record.set(Provenance.MACHINE, new ObjectMapper().valueToTree(Machine.here()));
        return record;
    }
}
