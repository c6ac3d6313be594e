package dev.ganvas.train;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganvas.engine.io.SafeTensors;
import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.error.UsageException;
import dev.ganvas.model.ModelFile;
import dev.ganvas.model.Provenance;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Begins a training with the weights of a model that was trained before, as far as they fit. */
final class Transfer {
    private static final int NAMED = 5;

    private final Path file;
    private final ModelFile model;
    private final List<String> unfit = new ArrayList<>();
    private int fitted;

    private Transfer(Path file, ModelFile model) {
        this.file = file;
        this.model = model;
    }

    /**
     * Opens the model.
     *
     * @throws UsageException when there is none, or it is of another kind
     */
    static Transfer open(Path file, String kind) throws IOException {
        ModelFile model = ModelFile.read(file);
        String found = model.description().path("kind").asText();
        if (!found.equals(kind)) {
            throw new UsageException(file + " is a model of kind '" + found + "'; this training makes one of kind '"
                    + kind + "' and can only begin with its like.");
        }
        return new Transfer(file, model);
    }

    /** What a run's record says of it. */
    void describe(ObjectNode record) {
        record.putObject(Provenance.FROM)
                .put("name", String.valueOf(file.getFileName()))
                .put("weights_sha256", model.weightsSha256());
    }

    /**
     * Puts the weights into {@code trainable}.
     *
     * @return what came of it, in words
     * @throws UsageException when none fits
     */
    String into(Trainable trainable) throws IOException {
        for (Map.Entry<String, List<Map<String, Tensor>>> entry :
                trainable.transferable().entrySet()) {
            Optional<byte[]> weights = entry.getKey().equals(ModelFile.WEIGHTS)
                    ? Optional.of(model.weights())
                    : ModelFile.readMore(file, entry.getKey());
            if (weights.isEmpty()) {
                unfit.add(entry.getKey() + " (the model has none)");
                continue;
            }
            try (Scope scope = Scope.open()) {
                Map<String, Tensor> saved = SafeTensors.read(
                                file + "!" + entry.getKey(),
                                new ByteArrayInputStream(weights.get()),
                                weights.get().length)
                        .tensors();
                entry.getValue().forEach(network -> fill(network, saved));
            }
        }
        if (fitted == 0) {
            throw new UsageException(
                    "No weight of " + file + " fits this training: it has other networks or another size.");
        }
        return words();
    }

    private void fill(Map<String, Tensor> network, Map<String, Tensor> saved) {
        network.forEach((name, tensor) -> {
            Tensor begin = saved.get(name);
            if (begin != null && Arrays.equals(begin.shape(), tensor.shape()) && begin.allFinite()) {
                tensor.copyFrom(
                        begin.dtype() == tensor.dtype() || tensor.dtype() != DType.F32 ? begin : begin.to(DType.F32));
                fitted++;
            } else if (!unfit.contains(name)) {
                unfit.add(name);
            }
        });
    }

    private String words() {
        String begins = "begins with the weights of " + file;
        if (unfit.isEmpty()) {
            return begins;
        }
        return begins + ", but for " + unfit.size() + " of " + (fitted + unfit.size())
                + " that do not fit and begin anew: "
                + String.join(", ", unfit.subList(0, Math.min(NAMED, unfit.size())))
                + (unfit.size() > NAMED ? ", ..." : "");
    }
}
