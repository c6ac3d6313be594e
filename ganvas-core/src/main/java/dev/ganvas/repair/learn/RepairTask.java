package dev.ganvas.repair.learn;

import dev.ganvas.data.CropBatches;
import dev.ganvas.data.PicturePool;
import dev.ganvas.image.Planes;
import dev.ganvas.image.measure.Comparison;
import dev.ganvas.image.measure.Psnr;
import dev.ganvas.repair.RepairKind;
import dev.ganvas.repair.network.NetworkShape;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

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

    /** The highest learning rate towards fidelity; absent for what the size of the network suggests. */
    default OptionalDouble highestRate() {
        return OptionalDouble.empty();
    }

    /** A pair to learn from, damaged as its seed decides. */
    CropBatches.Maker<Pair> pairs();

    /** How pictures are damaged to measure what was learned: from slightly to badly. */
    List<Trial> trials();

    /** What of a picture is compared to measure it. */
    Comparison comparison();

    /** How near a result is to the clean picture of its pair, in dB; infinite for the same. */
    default double psnr(Pair pair, Planes found) {
        return Psnr.of(pair.clean(), found, comparison());
    }

    /** Where {@link #psnr} looks, to follow its name: with a space in front, or nothing where it looks at all there is. */
    default String where() {
        return comparison().colour() == Comparison.Colour.LUMA ? " of luma" : "";
    }

    /** A damaged picture to look at; absent where it is what is given. */
    default Optional<Planes> damaged(Pair pair) {
        return Optional.empty();
    }

    /** Measures what was learned on pictures that are held out, as the trials say. */
    default RepairEvaluation evaluation(PicturePool pool, int[] heldOut) throws IOException {
        return RepairTrials.on(pool, heldOut, this);
    }

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
            case SCRATCHES -> new ScratchDetection(choice);
            case SUPERRES -> new SuperResolution(choice);
            case FILL -> new HoleFilling(choice);
            case COLOR -> new Recolouring(choice);
            case LOWLIGHT -> new Lightening(choice);
        };
    }
}
