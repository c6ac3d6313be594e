package dev.ganvas.spring;

import dev.ganvas.engine.machine.Precision;
import dev.ganvas.repair.RepairModels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The networks that restore and enhance.
 *
 * @param files taken before those that ship
 * @param precision to compute in
 * @param memory bytes for all
 */
record RepairFiles(List<Path> files, Precision precision, long memory) {
    static RepairFiles of(GanvasProperties properties) {
        return new RepairFiles(
                properties.models().restorers().stream().map(Path::of).toList(),
                Precision.parse(properties.precision()),
                properties.memory().toBytes());
    }

    RepairModels open() throws IOException {
        return RepairModels.of(files, precision, memory);
    }
}
