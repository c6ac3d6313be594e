package dev.ganvas.repair.learn;

import dev.ganvas.data.CropBatches;
import dev.ganvas.image.measure.Comparison;
import dev.ganvas.repair.RepairKind;
import dev.ganvas.repair.network.NetworkShape;
import java.util.List;

/** What one kind of mending has of its own when a network learns it. Safe from several threads. */
interface RepairTask {
    RepairKind kind();

    /** For people, such as {@code Denoiser}. */
    String title();

    /** The network to learn. */
    NetworkShape network();

    /** Pixels of a part that is cut out of a picture to be damaged, each side. */
    int side();

    /** Pixels of the clean picture of a pair to learn from, each side; a multiple of what the network asks for. */
    default int shown() {
        return side();
    }

    /** Pixels of the middle of a picture on which is measured what was learned, each side, at most. */
    default int measured() {
        return 128;
    }

    RepairLoss loss();

    /** A pair to learn from, damaged as its seed decides. */
    CropBatches.Maker<Pair> pairs();

    /** How pictures are damaged to measure what was learned: from slightly to badly. */
    List<Trial> trials();

    /** What of a picture is compared to measure it. */
    Comparison comparison();

    /** What it cannot do, for its card. */
    String limits();

    /**
     * One fixed damage.
     *
     * @param name of its figures, such as {@code sigma25}
     * @param label for people, such as {@code sigma 25}
     * @param pairs damages by it
     */
    record Trial(String name, String label, CropBatches.Maker<Pair> pairs) {}

    /** The task of a kind. */
    static RepairTask of(RepairKind kind, RepairSettings.Choice choice) {
        return switch (kind) {
            case DENOISE -> new Denoising(choice);
            case DEBLOCK -> new Deblocking(choice);
            case DEBLUR -> new Deblurring(choice);
            case SUPERRES -> new SuperResolution(choice);
            case COLOR -> new Recolouring(choice);
            case LOWLIGHT -> new Lightening(choice);
        };
    }
}
