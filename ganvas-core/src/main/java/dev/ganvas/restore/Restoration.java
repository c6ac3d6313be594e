package dev.ganvas.restore;

import dev.ganvas.data.PhaseListener;
import dev.ganvas.data.ProgressListener;
import dev.ganvas.image.raster.Raster;
import dev.ganvas.image.raster.RasterReader;
import dev.ganvas.image.raster.RasterWriter;
import dev.ganvas.repair.MemoryBudget;
import dev.ganvas.repair.RasterRepair;
import dev.ganvas.repair.RepairKind;
import dev.ganvas.repair.RepairModels;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Mends pictures: looks at each, decides what it needs, and does that. A picture that needs nothing stays as it is.
 *
 * <pre>{@code
 * try (RepairModels models = RepairModels.of(List.of(), Precision.FP32, 1L << 30)) {
 *     Restoration restoration = new Restoration(RestoreSettings.USUAL, models);
 *     Raster photo = RasterFile.read(Path.of("photo.jpg"));
 *     restoration.apply(photo, restoration.needed(photo), PhaseListener.NONE);
 *     RasterFile.write(Path.of("restored.jpg"), photo);
 * }
 * }</pre>
 *
 * @param settings what is asked for
 * @param models the networks; stay the caller's to close
 */
public record Restoration(RestoreSettings settings, RepairModels models) {
    private static final double WHITE = 255;

    /**
     * One thing to do to a picture.
     *
     * @param kind of network
     * @param told to the network, see {@link dev.ganvas.repair.RepairNetwork#restore}
     * @param words for people
     */
    public record Step(RepairKind kind, double told, String words) {}

    /**
     * Opens the networks for what is asked for whatever the picture.
     *
     * @throws dev.ganvas.error.UsageException when there is none for one of these
     */
    public void requireModels() throws IOException {
        if (settings.denoise().asked().orElse(0) > 0) {
            models.require(RepairKind.DENOISE, 1);
        }
        if (settings.deblur()) {
            models.require(RepairKind.DEBLUR, 1);
        }
    }

    /** What a picture needs, in the order in which it is done; nothing for a picture that is well. */
    public List<Step> needed(Raster raster) {
        return needed(Diagnosis.of(raster));
    }

    /** What a picture needs of which this is known. */
    public List<Step> needed(Diagnosis found) {
        List<Step> steps = new ArrayList<>();
        // Blocks are mended first: to a denoiser they are detail.
        if (settings.jpeg() && found.isBlocky()) {
            steps.add(new Step(
                    RepairKind.DEBLOCK,
                    0,
                    "blocks of JPEG quality " + found.jpegQuality().getAsInt()));
        }
        double noise = settings.denoise().asked().orElse(found.isNoisy() ? found.noise() : 0);
        if (noise > 0) {
            double told = Math.min(RestoreSettings.MOST_NOISE, noise) / WHITE;
            steps.add(new Step(RepairKind.DENOISE, told, String.format(Locale.ROOT, "noise of %.1f levels", noise)));
        }
        if (settings.deblur()) {
            steps.add(new Step(RepairKind.DEBLUR, 0, "blur"));
        }
        return steps;
    }

    /**
     * Does these things to a picture that comes and goes in rows.
     *
     * @param memory that all may take
     * @param listener hears of rows done
     * @throws dev.ganvas.error.UsageException when there is no network for one of them, or too little memory
     */
    public void write(
            RasterReader picture, List<Step> steps, RasterWriter writer, MemoryBudget memory, ProgressListener listener)
            throws IOException {
        List<RasterRepair.Stage> stages = new ArrayList<>();
        for (Step step : steps) {
            stages.add(new RasterRepair.Stage(models.require(step.kind(), 1), step.told()));
        }
        memory.share(picture, stages.stream().map(RasterRepair.Stage::network).toList());
        RasterRepair.write(
                picture,
                new RasterRepair.Work(stages, 1, settings.strength()),
                writer,
                done -> listener.at(done, picture.header().height()));
    }

    /**
     * Does these things, in place.
     *
     * @param listener hears of a phase for each, counted in rows
     * @throws dev.ganvas.error.UsageException when there is no network for one of them
     */
    public void apply(Raster raster, List<Step> steps, PhaseListener listener) throws IOException {
        for (Step step : steps) {
            ProgressListener rows = listener.of(step.kind().toString());
            RasterRepair.inPlace(
                    models.require(step.kind(), 1),
                    raster,
                    step.told(),
                    settings.strength(),
                    done -> rows.at(done, raster.height()));
        }
    }
}
