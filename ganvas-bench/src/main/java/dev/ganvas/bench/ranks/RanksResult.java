package dev.ganvas.bench.ranks;

import dev.ganvas.bench.peer.Quantiles;
import dev.ganvas.bench.process.Absent;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Speed of trainings by several processes in two libraries.
 *
 * @param settings how it was measured
 * @param entries one a network, library, layout, format of gradients and number of ranks
 * @param absent who did not take part, and why
 */
record RanksResult(Settings settings, List<Entry> entries, List<Absent> absent) {
    static final String KIND = "ranks";
    static final String SUBJECT = "ganvas";
    static final String FP32 = "fp32";

    RanksResult {
        entries = List.copyOf(entries);
        absent = List.copyOf(absent);
    }

    /**
     * @param rounds times each program ran, taking turns
     * @param steps timed in each run
     * @param warmup steps before timing in each run
     * @param threads each rank was told to use
     * @param batch pictures of a step, all ranks together
     * @param gigabits a second of the links of the model on paper
     */
    record Settings(int rounds, int steps, int warmup, int threads, int batch, double gigabits) {}

    /**
     * @param network what was trained
     * @param peer whose library trained it
     * @param layout {@code nchw} or {@code nhwc}
     * @param exchange what gradients travelled as: {@code fp32} or {@code bf16}
     * @param ranks processes that trained it together
     * @param rounds what each run reported, in order
     */
    record Entry(String network, String peer, String layout, String exchange, int ranks, List<RankTiming> rounds) {
        Entry {
            rounds = List.copyOf(rounds);
        }

        private double median(ToDoubleFunction<RankTiming> value) {
            return Quantiles.median(rounds.stream().mapToDouble(value).toArray());
        }

        double medianMs() {
            return median(RankTiming::ms);
        }

        /** Part of a step that is longer than where nothing is exchanged, in [0, 1]; taken within each round. */
        double exchangeShare() {
            return Math.max(0, median(round -> 1 - round.msAlone() / round.ms()));
        }

        long values() {
            return rounds.get(0).values();
        }

        String version() {
            return rounds.get(0).version();
        }

        /** How many times as fast this is, by the median of the ratios within each round. */
        private double timesAsFast(Entry other) {
            double[] ratios = new double[rounds.size()];
            for (int round = 0; round < ratios.length; round++) {
                ratios[round] = other.rounds.get(round).ms() / rounds.get(round).ms();
            }
            return Quantiles.median(ratios);
        }

        private boolean isLike(Entry other) {
            return network.equals(other.network)
                    && peer.equals(other.peer)
                    && layout.equals(other.layout)
                    && ranks != other.ranks;
        }
    }

    /** How many times as fast Ganvas is as the faster way of its peer with as many ranks; empty beside nobody. */
    Optional<Double> ratio(Entry entry) {
        return entries.stream()
                .filter(other -> !other.peer().equals(SUBJECT)
                        && other.network().equals(entry.network())
                        && other.ranks() == entry.ranks())
                .map(entry::timesAsFast)
                .min(Double::compare);
    }

    /** How many times as fast an entry is as one rank of the same library; empty for one rank. */
    Optional<Double> gain(Entry entry) {
        return entries.stream()
                .filter(other -> other.ranks() == 1 && entry.isLike(other))
                .map(entry::timesAsFast)
                .findFirst();
    }
}
