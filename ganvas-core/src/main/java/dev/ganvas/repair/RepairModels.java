package dev.ganvas.repair;

import dev.ganvas.engine.machine.Precision;
import dev.ganvas.error.UsageException;
import dev.ganvas.model.Catalogue;
import dev.ganvas.model.ModelFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The networks that restore, each opened when it is first asked for: those of files, which come first, and those that ship. Owns
 * native memory until closed. For one thread at a time.
 */
public final class RepairModels implements AutoCloseable {
    private final List<Path> files;
    private final Precision precision;
    private final long memory;
    private final Map<Path, RepairModel> known = new LinkedHashMap<>();
    private final Map<Path, RepairNetwork> opened = new LinkedHashMap<>();

    private RepairModels(List<Path> files, Precision precision, long memory) {
        this.files = files;
        this.precision = precision;
        this.memory = memory;
    }

    /**
     * Looks for models, opening none.
     *
     * @param own model files that are taken before those that ship
     * @param precision to compute in
     * @param memory bytes that restoring takes at most, about, besides the pictures
     */
    public static RepairModels of(List<Path> own, Precision precision, long memory) throws IOException {
        List<Path> files = new ArrayList<>(own);
        for (Catalogue.Entry entry : Catalogue.entries()) {
            if (entry.kind().equals(RepairModel.KIND)) {
                files.add(Path.of(entry.name()));
            }
        }
        return new RepairModels(files, precision, memory);
    }

    /** A network that mends this, open until these models are closed; empty when there is none. */
    public Optional<RepairNetwork> find(RepairKind kind, int scale) throws IOException {
        for (Path file : files) {
            RepairModel model = model(file);
            if (model.kind() == kind && model.shape().scale() == scale) {
                return Optional.of(open(file));
            }
        }
        return Optional.empty();
    }

    /** @throws UsageException when there is none, which says how to train one */
    public RepairNetwork require(RepairKind kind, int scale) throws IOException {
        Optional<RepairNetwork> found = find(kind, scale);
        return found.orElseThrow(() -> new UsageException("There is no network for " + kind
                + (scale > 1 ? " by " + scale : "")
                + " among the models given and those that ship; train one with the task "
                + kind + ", and name its file."));
    }

    private RepairModel model(Path file) throws IOException {
        RepairModel model = known.get(file);
        if (model == null) {
            model = RepairModel.parse(ModelFile.read(file).description(), file);
            known.put(file, model);
        }
        return model;
    }

    private RepairNetwork open(Path file) throws IOException {
        RepairNetwork network = opened.get(file);
        if (network == null) {
            network = RepairNetwork.open(file).in(precision).within(memory);
            opened.put(file, network);
        }
        return network;
    }

    @Override
    public void close() {
        opened.values().forEach(RepairNetwork::close);
        opened.clear();
    }
}
