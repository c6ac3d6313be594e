package dev.ganvas.train;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ganvas.engine.io.SafeTensors;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.error.MalformedFileException;
import dev.ganvas.error.TrainingException;
import dev.ganvas.error.UsageException;
import dev.ganvas.io.AtomicFile;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The saved states of one run: {@code checkpoints/<images>.safetensors}, the two newest. Each is written whole or not
 * at all; a damaged one is passed over for the one before.
 */
final class Checkpoint {
    private static final int KEPT = 2;
    private static final String SUFFIX = ".safetensors";
    private static final String COUNTERS = "counters";
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * The part of a run's state that is not tensors.
     *
     * @param images real pictures shown
     * @param seconds of training so far, over all starts
     * @param rateScale factor on the learning rate
     * @param rollbacks times the guard has intervened
     * @param evaluatedAt images at the last evaluation; -1 before the first
     */
    record Counters(long images, double seconds, double rateScale, int rollbacks, long evaluatedAt) {
        static Counters start() {
            return new Counters(0, 0, 1, 0, -1);
        }
    }

    private final Path folder;
    private final Lead lead;

    /** @param lead whose other ranks have the same state */
    Checkpoint(Path folder, Lead lead) {
        this.folder = folder;
        this.lead = lead;
    }

    void save(Counters counters, Map<String, Tensor> state) throws IOException {
        lead.compare(state);
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("images", counters.images());
        fields.put("seconds", counters.seconds());
        fields.put("rateScale", counters.rateScale());
        fields.put("rollbacks", counters.rollbacks());
        fields.put("evaluatedAt", counters.evaluatedAt());
        SafeTensors content = new SafeTensors(Map.of(COUNTERS, JSON.writeValueAsString(fields)), state);
        AtomicFile.write(folder.resolve(String.format("%012d", counters.images()) + SUFFIX), content::write);
        keep(KEPT);
    }

    /** Deletes all but the {@code count} newest. */
    void keep(int count) throws IOException {
        List<Path> files = newestFirst();
        for (Path old : files.subList(Math.min(count, files.size()), files.size())) {
            Files.deleteIfExists(old);
        }
    }

    boolean isEmpty() throws IOException {
        return newestFirst().isEmpty();
    }

    /** Pictures shown at the newest, readable or not; 0 when there is none. */
    long newest() throws IOException {
        List<Path> files = newestFirst();
        return files.isEmpty()
                ? 0
                : Long.parseLong(files.get(0).getFileName().toString().replace(SUFFIX, ""));
    }

    /** Loads the newest readable checkpoint into {@code state}, here and in all ranks; empty when there is none. */
    Optional<Counters> restore(Map<String, Tensor> state) throws IOException {
        Optional<Counters> counters = loaded(state);
        lead.spread(state);
        return counters;
    }

    private Optional<Counters> loaded(Map<String, Tensor> state) throws IOException {
        MalformedFileException damaged = null;
        for (Path file : newestFirst()) {
            try {
                return Optional.of(load(file, state));
            } catch (MalformedFileException e) {
                damaged = e;
            }
        }
        if (damaged != null) {
            throw new TrainingException(
                    "No checkpoint of this run can be read; the last says: " + damaged.getMessage()
                            + ". Start again in another folder; the models written so far are still there.",
                    damaged);
        }
        return Optional.empty();
    }

    private static Counters load(Path file, Map<String, Tensor> state) throws IOException {
        try (Scope scope = Scope.open();
                InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            SafeTensors content = SafeTensors.read(file.toString(), in, Files.size(file));
            for (Map.Entry<String, Tensor> entry : state.entrySet()) {
                Tensor saved = content.tensors().get(entry.getKey());
                if (saved == null
                        || saved.dtype() != entry.getValue().dtype()
                        || !Arrays.equals(saved.shape(), entry.getValue().shape())) {
                    throw new UsageException("The checkpoint " + file + " does not fit this training at "
                            + entry.getKey() + "; it was written by other settings or another version.");
                }
            }
            var fields = JSON.readTree(content.metadata().getOrDefault(COUNTERS, "{}"));
            if (!fields.hasNonNull("images")) {
                throw new MalformedFileException(file, "holds no counters");
            }
            state.forEach((name, tensor) -> tensor.copyFrom(content.tensors().get(name)));
            return new Counters(
                    fields.get("images").asLong(),
                    fields.path("seconds").asDouble(),
                    fields.path("rateScale").asDouble(1),
                    fields.path("rollbacks").asInt(),
                    fields.path("evaluatedAt").asLong(-1));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new MalformedFileException(file, "holds counters that are no JSON", e);
        }
    }

    private List<Path> newestFirst() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("\\d+\\" + SUFFIX))
                    .sorted((a, b) -> b.getFileName().compareTo(a.getFileName()))
                    .toList();
        }
    }
}
