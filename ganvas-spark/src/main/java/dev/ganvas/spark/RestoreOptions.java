package dev.ganvas.spark;

import dev.ganvas.engine.machine.Precision;
import dev.ganvas.random.Seed;
import dev.ganvas.repair.MemoryBudget;
import dev.ganvas.repair.RepairModels;
import dev.ganvas.restore.FileRestorer;
import dev.ganvas.restore.Restoration;
import dev.ganvas.restore.RestoreSettings;
import dev.ganvas.restore.Treatment;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How pictures are restored.
 *
 * @param settings of the restoration
 * @param wanted what is done beside it
 * @param models files on the driver's disk that are taken before the networks that ship
 */
public record RestoreOptions(
        OnExecutor<RestoreSettings> settings, OnExecutor<Treatment.Wanted> wanted, List<String> models)
        implements Serializable {
    /** What each picture needs, with the networks that ship. */
    public static final RestoreOptions USUAL =
            new RestoreOptions(() -> RestoreSettings.USUAL, () -> Treatment.Wanted.NOTHING_MORE, List.of());

    /** All that old photographs need. */
    public static final RestoreOptions OLD_PHOTO =
            new RestoreOptions(() -> RestoreSettings.USUAL, () -> Treatment.Wanted.OLD_PHOTO, List.of());

    public RestoreOptions {
        models = List.copyOf(models);
    }

    String kind() {
        return "restorer " + settings.make() + wanted.make();
    }

    FileRestorer open(List<Path> files) throws IOException {
        RepairModels networks = RepairModels.of(files, Precision.FP32, MemoryBudget.USUAL.bytes());
        Restoration restoration = new Restoration(settings.make(), networks);
        // The same grain in whatever is filled, wherever a picture is restored.
        Treatment treatment = new Treatment(wanted.make(), restoration, Seed.of(0));
        return FileRestorer.open(treatment, Optional.empty(), MemoryBudget.USUAL);
    }
}
