package dev.ganvas.repair.learn;

import dev.ganvas.data.CropBatches;
import dev.ganvas.image.degrade.Downscale;
import dev.ganvas.image.measure.Comparison;
import dev.ganvas.repair.RepairKind;
import dev.ganvas.repair.network.NetworkShape;
import java.util.List;

/** Pictures that were made small by MATLAB's bicubic {@code imresize}, as the literature has it. */
record SuperResolution(RepairSettings.Choice choice) implements RepairTask {
    private static final int USUAL_WIDTH = 32;
    private static final int USUAL_DEPTH = 8;
    private static final int USUAL_SCALE = 4;

    /** Pixels of a small part, each side; large parts hold more of what is already seen at their edges. */
    private static final int SMALL_SIDE = 24;

    @Override
    public RepairKind kind() {
        return RepairKind.SUPERRES;
    }

    @Override
    public String title() {
        return "Super-resolution x" + scale();
    }

    private int scale() {
        return choice.scale().orElse(USUAL_SCALE);
    }

    @Override
    public NetworkShape network() {
        return NetworkShape.srvgg(
                choice.width().orElse(USUAL_WIDTH), choice.depth().orElse(USUAL_DEPTH), scale());
    }

    @Override
    public int side() {
        return SMALL_SIDE * scale();
    }

    @Override
    public RepairLoss loss() {
        return RepairLoss.ABSOLUTE;
    }

    @Override
    public CropBatches.Maker<Pair> pairs() {
        Downscale smaller = new Downscale(scale());
        return (clean, seed) -> Pair.of(smaller, clean, seed);
    }

    @Override
    public List<Trial> trials() {
        return List.of(new Trial("bicubic", "bicubic", pairs()));
    }

    @Override
    public Comparison comparison() {
        return Comparison.superResolution(scale());
    }

    @Override
    public String limits() {
        return "Enlarges pictures that were made small with care. Compression and noise are enlarged with them; remove those before."
                + " What the small picture does not hold is guessed.";
    }
}
