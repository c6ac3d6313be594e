package dev.ganvas.repair;

import dev.ganvas.engine.machine.Precision;
import dev.ganvas.error.Require;
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
import java.util.function.Predicate;

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
    private final Map<Blend, RepairNetwork> blended = new LinkedHashMap<>();

    private record Blend(RepairNetwork faithful, RepairNetwork inventive, double detail) {}

    private RepairModels(List<Path> files, Precision precision, long memory) {
        this.files = files;
        this.precision = precision;
        this.memory = memory;
    }

    /** Those that ship, computing in fp32 within the usual memory. */
    public static RepairModels usual() throws IOException {
        return of(List.of(), Precision.FP32, MemoryBudget.USUAL.bytes());
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

    /**
     * A network that mends this, open until these models are closed; empty when there is none. For super-resolution one that keeps
     * to what the picture holds.
     */
    public Optional<RepairNetwork> find(RepairKind kind, int scale) throws IOException {
        return first(kind, scale, model -> kind != RepairKind.SUPERRES || !model.adversarial());
    }

    private Optional<RepairNetwork> first(RepairKind kind, int scale, Predicate<RepairModel> fitting)
            throws IOException {
        for (Path file : files) {
            RepairModel model = model(file);
            if (model.kind() == kind && model.shape().scale() == scale && fitting.test(model)) {
                return Optional.of(open(file));
            }
        }
        return Optional.empty();
    }

    /** Whether there is a network for super-resolution by so much, of either sort. */
    public boolean enlarges(int scale) throws IOException {
        return first(RepairKind.SUPERRES, scale, model -> true).isPresent();
    }

    /** 1 where the first network for super-resolution by so much was taught to make up detail, otherwise 0. */
    public double usualDetail(int scale) throws IOException {
        return first(RepairKind.SUPERRES, scale, model -> true)
                .filter(network -> network.model().adversarial())
                .map(network -> 1.0)
                .orElse(0.0);
    }

    /**
     * A network for super-resolution, open until these models are closed.
     *
     * @param detail from 0, which keeps to what the picture holds, to 1, which makes up what looks likely: between the two with
     *     weights between those of two networks (Wang et al., "ESRGAN", 2018, section 3.4)
     * @throws UsageException when there is none, or when two networks have no common beginning
     */
    public RepairNetwork enlarger(int scale, double detail) throws IOException {
        Require.within(detail, 0, 1, "detail");
        if (detail == 0) {
            return require(RepairKind.SUPERRES, scale);
        }
        RepairNetwork inventive = first(RepairKind.SUPERRES, scale, RepairModel::adversarial)
                .orElseThrow(() -> new UsageException("There is no network that makes up detail when it enlarges by "
                        + scale + "; train one with the task superres against a discriminator, and name its file."));
        return detail == 1 ? inventive : between(require(RepairKind.SUPERRES, scale), inventive, detail);
    }

    private RepairNetwork between(RepairNetwork faithful, RepairNetwork inventive, double detail) {
        return blended.computeIfAbsent(
                new Blend(faithful, inventive, detail),
                blend -> faithful.blend(inventive, detail).in(precision).within(memory));
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
            model = ForeignWeights.isForeign(file)
                    ? open(file).model()
                    : RepairModel.parse(ModelFile.read(file).description(), file);
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
        blended.values().forEach(RepairNetwork::close);
        blended.clear();
    }
}
