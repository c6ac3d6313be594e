package dev.ganvas.bench.quality;

import dev.ganvas.bench.process.Absent;
import dev.ganvas.error.Require;
import dev.ganvas.error.UsageException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Trainings of many systems on the same pictures, gathered piece by piece.
 *
 * @param settings what all of them share
 * @param floor figures of other real pictures; empty where there were too few
 * @param entries by minutes, then by system in the order of {@link Racer#SYSTEMS}, then by seed
 * @param absent systems that could not take part or failed, with the reason of the latest try
 */
record QualityResult(Settings settings, List<Figures> floor, List<Entry> entries, List<Absent> absent) {
    static final String KIND = "quality";

    QualityResult {
        floor = List.copyOf(floor);
        entries = entries.stream().sorted(Entry.ORDER).toList();
        absent = List.copyOf(absent);
    }

    /**
     * What makes entries comparable.
     *
     * @param data name of the pictures
     * @param contentSha256 hash of their pixels and labels
     * @param size side in pixels
     * @param pictures there are
     * @param classes there are, 0 for none
     * @param samples evaluated of each system, and real pictures they are evaluated against, at most
     * @param threads of each system
     */
    record Settings(String data, String contentSha256, int size, int pictures, int classes, int samples, int threads) {
        Settings {
            Require.within(samples, 2, 1_000_000, "--n");
            Require.positive(threads, "--threads");
        }
    }

    /**
     * One training.
     *
     * @param system as {@link Racer#name} has it
     * @param seed of the training
     * @param minutes it was given
     * @param date when it ended, UTC
     * @param commit of the project
     * @param outcome what the program says of it
     * @param milestones figures on the way, the finished training last
     */
    record Entry(
            String system,
            long seed,
            double minutes,
            String date,
            String commit,
            RaceOutcome outcome,
            List<Milestone> milestones) {
        private static final Comparator<Entry> ORDER = Comparator.comparingDouble(Entry::minutes)
                .thenComparingInt(entry ->
                        Racer.SYSTEMS.indexOf(Racer.parse(entry.system()).system()))
                .thenComparing(Entry::system)
                .thenComparingLong(Entry::seed);

        Entry {
            milestones = List.copyOf(milestones);
            Require.that(!milestones.isEmpty(), "an entry without figures says nothing");
        }

        /** Whether this is the training of that system, seed and time. */
        boolean is(String otherSystem, long otherSeed, double otherMinutes) {
            return system.equals(otherSystem) && seed == otherSeed && minutes == otherMinutes;
        }

        /** Figures of the finished training. */
        List<Figures> last() {
            return milestones.get(milestones.size() - 1).figures();
        }

        /** Name for files that belong to this training, such as {@code r3gan@96-seed1-20m}. */
        String fileName() {
            return fileName(system, seed, minutes);
        }

        /** Where its grid of samples lies within the folder of results, when the result is called {@code name}. */
        String gridName(String name) {
            return name + "/" + fileName() + ".png";
        }

        static String fileName(String system, long seed, double minutes) {
            String time = minutes == Math.rint(minutes) ? Long.toString((long) minutes) : Double.toString(minutes);
            return system + "-seed" + seed + "-" + time + "m";
        }
    }

    /**
     * Figures after a share of the time.
     *
     * @param share above 0, to 1
     * @param figures one for each extractor
     */
    record Milestone(double share, List<Figures> figures) {
        Milestone {
            figures = List.copyOf(figures);
        }
    }

    /** Nothing measured yet. */
    static QualityResult empty(Settings settings) {
        return new QualityResult(settings, List.of(), List.of(), List.of());
    }

    /**
     * Throws unless further trainings under {@code now} belong to this result.
     *
     * @throws UsageException naming what differs
     */
    void requireSettings(Settings now) {
        if (!settings.equals(now)) {
            throw new UsageException("the kept result was measured under other settings (" + settings + ", now " + now
                    + "); give this race another --name");
        }
    }

    Optional<Entry> entry(String system, long seed, double minutes) {
        return entries.stream().filter(entry -> entry.is(system, seed, minutes)).findFirst();
    }

    /** Whose samples are shown: of each system the first training of the longest time. */
    List<Entry> pictured() {
        double longest = entries.stream().mapToDouble(Entry::minutes).max().orElse(0);
        Set<String> seen = new HashSet<>();
        return entries.stream()
                .filter(entry -> entry.minutes() == longest && seen.add(entry.system()))
                .toList();
    }

    /** With {@code entry} in place of an older one of its system, seed and time; its system is absent no more. */
    QualityResult with(Entry entry) {
        List<Entry> merged = new ArrayList<>(entries);
        merged.removeIf(other -> other.is(entry.system(), entry.seed(), entry.minutes()));
        merged.add(entry);
        return new QualityResult(settings, floor, merged, without(entry.system()));
    }

    /** With the latest reason why a system is absent. */
    QualityResult with(Absent reason) {
        return new QualityResult(
                settings,
                floor,
                entries,
                Stream.concat(without(reason.who()).stream(), Stream.of(reason)).toList());
    }

    QualityResult withFloor(List<Figures> figures) {
        return new QualityResult(settings, figures, entries, absent);
    }

    private List<Absent> without(String system) {
        return absent.stream().filter(one -> !one.who().equals(system)).toList();
    }
}
