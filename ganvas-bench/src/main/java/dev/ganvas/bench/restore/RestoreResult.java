package dev.ganvas.bench.restore;

import dev.ganvas.bench.peer.Quantiles;
import dev.ganvas.bench.process.Absent;
import java.util.List;
import java.util.Optional;

/**
 * Speed of the same networks in two libraries.
 *
 * @param settings how it was measured
 * @param entries one a network, library, precision and layout
 * @param absent who did not take part, and why
 */
record RestoreResult(Settings settings, List<Entry> entries, List<Absent> absent) {
    static final String KIND = "restore";
    static final String SUBJECT = "ganvas";

    RestoreResult {
        entries = List.copyOf(entries);
        absent = List.copyOf(absent);
    }

    /**
     * @param side pixels of the square picture in each direction
     * @param rounds times each program ran, taking turns
     * @param seconds timed in each run
     * @param threads each program was told to use
     */
    record Settings(int side, int rounds, double seconds, int threads) {
        double megapixels() {
            return side * (double) side / 1e6;
        }
    }

    /**
     * @param network its name
     * @param parameters it has
     * @param operationsPerPixel multiply-accumulates for each pixel of the picture it is given
     * @param peer whose library ran it
     * @param precision {@code fp32} or {@code bf16}
     * @param rounds what each run reported, in order
     */
    record Entry(
            String network,
            long parameters,
            double operationsPerPixel,
            String peer,
            String precision,
            List<PictureTiming> rounds) {
        Entry {
            rounds = List.copyOf(rounds);
        }

        double medianMs() {
            return Quantiles.median(
                    rounds.stream().mapToDouble(PictureTiming::msMedian).toArray());
        }

        double medianRssMb() {
            return Quantiles.median(
                    rounds.stream().mapToDouble(PictureTiming::rssMb).toArray());
        }

        String layout() {
            return rounds.get(0).layout();
        }

        private boolean isBeside(Entry other) {
            return other.network.equals(network) && other.precision.equals(precision);
        }

        /** How many times as fast this is, by the median of the ratios within each round. */
        private double timesAsFast(Entry other) {
            double[] ratios = new double[rounds.size()];
            for (int round = 0; round < ratios.length; round++) {
                ratios[round] =
                        other.rounds.get(round).msMedian() / rounds.get(round).msMedian();
            }
            return Quantiles.median(ratios);
        }
    }

    /** How many times as fast Ganvas is as the faster way of its peer at the same precision; empty beside nobody. */
    Optional<Double> ratio(Entry entry) {
        return entries.stream()
                .filter(other -> !other.peer().equals(SUBJECT) && entry.isBeside(other))
                .map(entry::timesAsFast)
                .min(Double::compare);
    }
}
