package dev.ganvas.bench.quality;

import dev.ganvas.train.Figures;
import dev.ganvas.train.Plan;
import dev.ganvas.train.TrainingListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Keeps, for each share of a training, the newest model that had been written by then. Copying takes a moment of the
 * training's own time; samples are drawn from the copies later.
 */
final class MilestoneKeeper implements TrainingListener {
    private final Path newest;
    private final Path folder;
    private final List<Double> shares;
    private final Map<Double, Path> models = new TreeMap<>();
    private Optional<Plan> plan = Optional.empty();

    /**
     * @param newest where the training writes its newest model
     * @param folder for the copies
     * @param shares of the images, above 0, below 1
     */
    MilestoneKeeper(Path newest, Path folder, List<Double> shares) {
        this.newest = newest;
        this.folder = folder;
        this.shares = List.copyOf(shares);
    }

    @Override
    public void progressed(Progress progress) {
        plan = Optional.of(progress.plan());
    }

    @Override
    public void evaluated(long images, Figures figures) {
        // Evaluated before the first step, there is no plan yet, and nothing worth keeping.
        plan.ifPresent(known ->
                shares.stream().filter(share -> known.progress(images) <= share).forEach(this::keep));
    }

    private void keep(double share) {
        Path copy = folder.resolve("model-" + Math.round(100 * share) + ".ganvas");
        try {
            Files.copy(newest, copy, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        models.put(share, copy);
    }

    /** The copies by share; none for a share before which no model was written. */
    Map<Double, Path> models() {
        return Map.copyOf(models);
    }
}
