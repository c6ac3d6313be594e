package dev.ganvas.generate.learn;

import dev.ganvas.engine.nn.ParameterTree;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import java.util.Map;
import java.util.TreeMap;

/**
 * Batch statistics for a generator whose weights are a running average. A renormalised generator learns under statistics that
 * lag behind its weights, so neither those averaged along with the weights fit nor those of what the averaged weights compute:
 * while weights move fast, pictures are too pale by the former and have too much contrast by the latter. What fits lies
 * between them, near one of them, or, while a falling rate brings weights to rest, a little beyond the latter.
 */
final class BlendedStatistics {
    /** Nothing beyond 1 is measured; a parabola through what is holds a little beyond. */
    private static final double MOST = 2;

    private final ParameterTree network;
    private final Map<String, float[]> averaged;
    private final Map<String, float[]> anew;

    private BlendedStatistics(ParameterTree network, Map<String, float[]> averaged, Map<String, float[]> anew) {
        this.network = network;
        this.averaged = averaged;
        this.anew = anew;
    }

    /**
     * @param network with the statistics averaged along with its weights
     * @param estimate replaces them by those of what it computes
     */
    static BlendedStatistics of(ParameterTree network, Runnable estimate) {
        Map<String, float[]> averaged = statistics(network);
        estimate.run();
        return new BlendedStatistics(network, averaged, statistics(network));
    }

    private static Map<String, float[]> statistics(ParameterTree network) {
        Map<String, float[]> values = new TreeMap<>();
        network.namedBuffers().forEach((name, buffer) -> values.put(name, buffer.toFloats()));
        return values;
    }

    /**
     * Gives the network its statistics.
     *
     * @param share of those estimated anew, from 0 to {@value #MOST}: means and logarithms of variances are weighed by it, and
     *     beyond 1 go on the same way, past those estimated
     */
    void blend(double share) {
        network.namedBuffers().forEach((name, buffer) -> {
            float[] blended = averaged.get(name).clone();
            float[] other = anew.get(name);
            boolean variance = name.endsWith("running_var");
            for (int i = 0; i < blended.length; i++) {
                blended[i] = (float)
                        (variance
                                ? Math.pow(blended[i], 1 - share) * Math.pow(other[i], share)
                                : (1 - share) * blended[i] + share * other[i]);
            }
            try (Scope scope = Scope.open()) {
                buffer.copyFrom(Tensor.of(blended, blended.length));
            }
        });
    }

    /**
     * The share at which a distance is lowest that goes like a parabola, as that of two distributions does whose means move
     * apart; from 0 to {@value #MOST}.
     *
     * @param none the distance at 0
     * @param half at 0.5
     * @param all at 1
     */
    static double lowest(double none, double half, double all) {
        double curvature = none - 2 * half + all;
        if (curvature <= 0) {
            return none <= all ? 0 : 1;
        }
        return Math.max(0, Math.min(MOST, 0.5 + 0.25 * (none - all) / curvature));
    }
}
