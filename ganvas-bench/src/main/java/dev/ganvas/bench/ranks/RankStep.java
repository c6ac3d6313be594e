package dev.ganvas.bench.ranks;

import dev.ganvas.engine.nn.Collective;

/** One training step on pictures of noise, of which this process computes its part. */
interface RankStep extends AutoCloseable {
    /** Moves all networks once. */
    void run();

    /** Values that are learned. */
    long values();

    @Override
    void close();

    /** @param batch pictures of all ranks of {@code collective} together */
    static RankStep of(RankedNetwork network, int batch, Collective collective) {
        return network.restores()
                ? new RestoreRankStep(network, batch, collective)
                : new GanRankStep(network, batch, collective);
    }
}
