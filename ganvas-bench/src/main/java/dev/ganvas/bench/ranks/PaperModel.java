package dev.ganvas.bench.ranks;

/**
 * What several machines would do, by arithmetic alone: each computes as large a part as was measured on one, and gradients go round
 * a ring (Patarasuk and Yuan, 2009, "Bandwidth optimal all-reduce algorithms for clusters of workstations"), in which each sends
 * {@code 2 (N - 1) / N} of the bytes. Latency, and waiting for the slowest, are left out.
 *
 * @param computeMs a step's computing, measured
 * @param bytes that a step exchanges
 * @param gigabits a second, of each machine's link in each direction
 */
record PaperModel(double computeMs, double bytes, double gigabits) {
    /** Milliseconds that the exchange takes. */
    double exchangeMs(int ranks) {
        return 2.0 * (ranks - 1) / ranks * bytes * 8 / (gigabits * 1e9) * 1e3;
    }

    /** Pictures a second of all, of {@code batch} on each, when the exchange follows the computing. */
    double imagesAfter(int ranks, int batch) {
        return ranks * batch / (computeMs + exchangeMs(ranks)) * 1e3;
    }

    /** The same when all of it is hidden behind the computing that is as long. */
    double imagesDuring(int ranks, int batch) {
        return ranks * batch / Math.max(computeMs, exchangeMs(ranks)) * 1e3;
    }
}
