package dev.ganvas.bench.step;

import dev.ganvas.error.Require;
import dev.ganvas.error.UsageException;
import java.util.List;

/**
 * Resident memory of a long training.
 *
 * @param settings how it was measured
 * @param settledMb resident memory at the step from which on it should stand still, MiB
 * @param highestMb the most seen after that step, MiB
 * @param growthMb by how much the most exceeds the settled, MiB; below zero when memory shrank
 * @param samples all that was seen
 */
record MemoryResult(Settings settings, double settledMb, double highestMb, double growthMb, List<Sample> samples) {
    static final String KIND = "memory";
    /** Growth above this is a leak, MiB. */
    static final double LIMIT_MB = 50;

    MemoryResult {
        samples = List.copyOf(samples);
    }

    /**
     * @param steps in all
     * @param every how many steps memory is looked at
     * @param settled step from which on memory should stand still; memory is looked at there
     * @param threads computed with
     */
    record Settings(int steps, int every, int settled, int threads) {
        Settings {
            Require.positive(every, "--every");
            Require.positive(settled, "--settled");
            Require.positive(threads, "--threads");
            Require.that(settled % every == 0, "--settled must be a multiple of --every (" + every + ")");
            Require.that(
                    steps >= settled + every, "--steps must be at least " + (settled + every) + ", but is " + steps);
        }
    }

    /**
     * @param step number of steps done
     * @param residentMb resident memory, MiB
     */
    record Sample(int step, double residentMb) {}

    static MemoryResult of(Settings settings, List<Sample> samples) {
        double settled = samples.stream()
                .filter(sample -> sample.step() == settings.settled())
                .mapToDouble(Sample::residentMb)
                .findFirst()
                .orElseThrow(() -> new UsageException("no sample at step " + settings.settled()));
        double highest = samples.stream()
                .filter(sample -> sample.step() > settings.settled())
                .mapToDouble(Sample::residentMb)
                .max()
                .orElseThrow(() -> new UsageException("no sample after step " + settings.settled()));
        return new MemoryResult(settings, settled, highest, highest - settled, samples);
    }

    boolean leaks() {
        return growthMb > LIMIT_MB;
    }
}
