package dev.ganvas.repair.learn;

import dev.ganvas.data.CropBatches;
import dev.ganvas.image.Planes;
import dev.ganvas.image.degrade.Degradation;
import dev.ganvas.image.measure.Comparison;
import dev.ganvas.image.tone.SmallCopy;
import dev.ganvas.random.Seed;
import dev.ganvas.repair.network.ToneNetwork;

/** A task whose network chooses one change of tones by a small copy of the picture: large parts, made small before they are damaged. */
interface ToneTask extends RepairTask {
    /** Pixels of a part, each side, before it is made small. */
    int SIDE = 4 * ToneNetwork.SMALL_SIDE;

    /** What is done to small copies, of which some stay as they are. */
    Degradation damage();

    @Override
    default int side() {
        return SIDE;
    }

    @Override
    default int shown() {
        return ToneNetwork.SMALL_SIDE;
    }

    @Override
    default int measured() {
        return SIDE;
    }

    @Override
    default RepairLoss loss() {
        return RepairLoss.CHARBONNIER;
    }

    @Override
    default CropBatches.Maker<Pair> pairs() {
        return (clean, seed) -> pair(damage(), seed, SmallCopy.of(clean, ToneNetwork.SMALL_SIDE));
    }

    /** A picture and the same damaged, in 8 bits. */
    static Pair pair(Degradation damage, Seed seed, Planes clean) {
        return new Pair(damage.apply(clean, seed).inEightBits(), clean);
    }

    @Override
    default Comparison comparison() {
        return Comparison.whole();
    }
}
