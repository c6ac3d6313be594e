package dev.ganvas.bench.startup;

import dev.ganvas.bench.peer.Quantiles;
import java.util.List;

/**
 * How long one call of the command line takes.
 *
 * @param model name of the model file
 * @param commands what was called
 */
record StartupResult(String model, List<Timed> commands) {
    static final String KIND = "startup";

    StartupResult {
        commands = List.copyOf(commands);
    }

    /**
     * @param command as one types it
     * @param medianS median of the runs, seconds
     * @param runsS each run, seconds
     */
    record Timed(String command, double medianS, List<Double> runsS) {
        Timed {
            runsS = List.copyOf(runsS);
        }

        static Timed of(String command, List<Double> runs) {
            double[] values = runs.stream().mapToDouble(Double::doubleValue).toArray();
            return new Timed(command, Quantiles.median(values), runs);
        }
    }
}
