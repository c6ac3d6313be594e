package dev.ganvas.bench.step;

import dev.ganvas.bench.peer.Quantiles;
import dev.ganvas.bench.process.Absent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Training speed of the same step in several programs.
 *
 * @param settings how it was measured
 * @param entries one a contender that ran all rounds
 * @param ratios of each entry of {@link #SUBJECT} to each entry of the other peers
 * @param absent who did not take part, and why
 */
record ThroughputResult(Settings settings, List<Entry> entries, List<Ratio> ratios, List<Absent> absent) {
    static final String KIND = "throughput";
    /** Whose speed is set against the others'. */
    static final String SUBJECT = "ganvas";

    ThroughputResult {
        entries = List.copyOf(entries);
        ratios = List.copyOf(ratios);
        absent = List.copyOf(absent);
    }

    /**
     * @param rounds times each program ran, taking turns
     * @param seconds timed in each run
     * @param warmup steps before timing in each run
     * @param threads each program was told to use
     */
    record Settings(int rounds, double seconds, int warmup, int threads) {}

    /**
     * @param key peer, precision and layout
     * @param medianImagesPerS median over the rounds of pictures a second
     * @param lowestImagesPerS the slowest round
     * @param highestImagesPerS the fastest round
     * @param medianStepMs median over the rounds of the median step, milliseconds
     * @param medianRssMb median over the rounds of resident memory at the end, MiB
     * @param rounds what each run reported, in order
     */
    record Entry(
            String key,
            double medianImagesPerS,
            double lowestImagesPerS,
            double highestImagesPerS,
            double medianStepMs,
            double medianRssMb,
            List<StepTiming> rounds) {
        Entry {
            rounds = List.copyOf(rounds);
        }

        static Entry of(String key, List<StepTiming> rounds) {
            double[] rates = values(rounds, StepTiming::imagesPerS);
            return new Entry(
                    key,
                    Quantiles.median(rates),
                    Quantiles.quantile(rates, 0),
                    Quantiles.quantile(rates, 1),
                    Quantiles.median(values(rounds, StepTiming::stepMsMedian)),
                    Quantiles.median(values(rounds, StepTiming::rssMb)),
                    rounds);
        }

        private static double[] values(List<StepTiming> rounds, ToDoubleFunction<StepTiming> value) {
            return rounds.stream().mapToDouble(value).toArray();
        }

        String peer() {
            return rounds.get(0).peer();
        }
    }

    /**
     * How many times as fast one entry is as another. The ratio is taken within each round, where both ran under much
     * the same conditions, and summed up after.
     *
     * @param of key of the entry whose speed is told
     * @param to key of the entry it is set against
     * @param median over the rounds; above 1 when {@code of} is faster
     * @param lowest of the rounds
     * @param highest of the rounds
     */
    record Ratio(String of, String to, double median, double lowest, double highest) {
        static Ratio of(Entry of, Entry to) {
            double[] ratios = new double[of.rounds().size()];
            for (int round = 0; round < ratios.length; round++) {
                ratios[round] = of.rounds().get(round).imagesPerS()
                        / to.rounds().get(round).imagesPerS();
            }
            return new Ratio(
                    of.key(),
                    to.key(),
                    Quantiles.median(ratios),
                    Quantiles.quantile(ratios, 0),
                    Quantiles.quantile(ratios, 1));
        }
    }

    /** Sums up complete runs, by key in the order of {@code runs}. */
    static ThroughputResult of(Settings settings, Map<String, List<StepTiming>> runs, List<Absent> absent) {
        List<Entry> entries = runs.entrySet().stream()
                .map(run -> Entry.of(run.getKey(), run.getValue()))
                .toList();
        List<Ratio> ratios = new ArrayList<>();
        for (Entry of : entries) {
            for (Entry to : entries) {
                if (of.peer().equals(SUBJECT) && !to.peer().equals(SUBJECT)) {
                    ratios.add(Ratio.of(of, to));
                }
            }
        }
        return new ThroughputResult(settings, entries, ratios, absent);
    }
}
