package dev.ganvas.spark;

import dev.ganvas.engine.machine.Precision;
import dev.ganvas.enhance.Enlargement;
import dev.ganvas.enhance.FileEnhancer;
import dev.ganvas.enhance.Toning;
import dev.ganvas.repair.MemoryBudget;
import dev.ganvas.repair.RepairModels;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How pictures are enhanced.
 *
 * @param enlargement empty to keep the size
 * @param toning of light and colour
 * @param models files on the driver's disk that are taken before the networks that ship
 */
public record EnhanceOptions(
        OnExecutor<Optional<Enlargement>> enlargement, OnExecutor<Toning> toning, List<String> models)
        implements Serializable {
    public EnhanceOptions {
        models = List.copyOf(models);
    }

    /**
     * Larger pictures in the same light.
     *
     * @param scale 2, 3 or 4: times as wide and high
     */
    public static EnhanceOptions larger(int scale) {
        return new EnhanceOptions(
                () -> Optional.of(new Enlargement(scale, OptionalDouble.empty())),
                () -> new Toning(0, OptionalDouble.of(0), 0, 0),
                List.of());
    }

    String kind() {
        return "enhancer " + enlargement.make() + toning.make();
    }

    FileEnhancer open(List<Path> files) throws IOException {
        RepairModels networks = RepairModels.of(files, Precision.FP32, MemoryBudget.USUAL.bytes());
        return FileEnhancer.open(enlargement.make(), toning.make(), networks, MemoryBudget.USUAL);
    }
}
