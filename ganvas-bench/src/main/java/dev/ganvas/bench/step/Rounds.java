package dev.ganvas.bench.step;

import dev.ganvas.bench.process.Absent;
import dev.ganvas.bench.process.Contender;
import dev.ganvas.bench.step.ThroughputResult.Settings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Lets contenders take turns, A B C A B C, so that a machine that slows down or speeds up meets all of them alike. One
 * that fails leaves the contest, and its earlier rounds are dropped, for nothing pairs with them.
 */
final class Rounds {
    /** Runs one contender once. */
    @FunctionalInterface
    interface Runner {
        StepTiming run(Contender contender) throws IOException;
    }

    private final Runner runner;
    private final Consumer<String> progress;

    Rounds(Runner runner, Consumer<String> progress) {
        this.runner = runner;
        this.progress = progress;
    }

    ThroughputResult measure(Contest contest, Settings settings) {
        Map<String, List<StepTiming>> runs = new LinkedHashMap<>();
        contest.contenders().forEach(contender -> runs.put(contender.key(), new ArrayList<>()));
        List<Absent> absent = new ArrayList<>(contest.absent());
        for (int round = 1; round <= settings.rounds(); round++) {
            for (Contender contender : contest.contenders()) {
                String key = contender.key();
                if (!runs.containsKey(key)) {
                    continue;
                }
                String place = "round " + round + " of " + settings.rounds() + ": " + key + ": ";
                try {
                    StepTiming timing = runner.run(contender);
                    runs.get(key).add(timing);
                    progress.accept(place + timing.imagesPerS() + " images/s");
                } catch (IOException e) {
                    runs.remove(key);
                    absent.add(new Absent(key, "failed in round " + round + ": " + e.getMessage()));
                    progress.accept(place + e.getMessage());
                }
            }
        }
        return ThroughputResult.of(settings, runs, absent);
    }
}
