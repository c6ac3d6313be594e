package dev.ganvas.engine.nn;

import dev.ganvas.engine.tensor.Autograd;
import dev.ganvas.engine.tensor.NoGrad;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.error.Require;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What each layer of a network costs: measured while the network runs, so that there is no table to keep true. Convolutions, linear
 * maps and batch norms are layers here; what stands between them, such as activations, is in the whole time alone.
 *
 * @param layers in the order in which they run
 * @param nanoseconds of a whole pass, the median
 */
public record LayerProfile(List<Cost> layers, long nanoseconds) {
    private static final ThreadLocal<List<Use>> OPEN = new ThreadLocal<>();

    /**
     * A layer's price.
     *
     * @param name dotted, as weights files have it
     * @param kind such as {@code Conv2d}
     * @param shape of what it gives
     * @param parameters learned values
     * @param multiplyAccumulates of one pass; those of convolutions and linear maps
     * @param nanoseconds of one pass, the median
     * @param bytes of what it gives
     */
    public record Cost(
            String name,
            String kind,
            List<Long> shape,
            long parameters,
            long multiplyAccumulates,
            long nanoseconds,
            long bytes) {}

    private record Use(ParameterTree layer, List<Long> shape, long multiplyAccumulates, long nanoseconds, long bytes) {}

    public LayerProfile {
        layers = List.copyOf(layers);
    }

    /**
     * Measures a network, after one pass that does not count.
     *
     * @param forward runs the network once on this thread, the same way every time
     * @param passes that are measured, at least 1
     */
    public static LayerProfile of(ParameterTree network, Runnable forward, int passes) {
        Require.positive(passes, "passes");
        List<List<Use>> all = new ArrayList<>();
        long[] whole = new long[passes];
        pass(forward);
        for (int i = 0; i < passes; i++) {
            long start = System.nanoTime();
            all.add(pass(forward));
            whole[i] = System.nanoTime() - start;
        }
        IdentityHashMap<ParameterTree, String> names = new IdentityHashMap<>();
        network.namedTrees().forEach((name, tree) -> names.put(tree, name));
        List<Cost> costs = new ArrayList<>();
        for (int n = 0; n < all.get(0).size(); n++) {
            int number = n;
            Use use = all.get(0).get(n);
            costs.add(new Cost(
                    names.getOrDefault(use.layer(), "?"),
                    use.layer().getClass().getSimpleName(),
                    use.shape(),
                    use.layer().parameterCount(),
                    use.multiplyAccumulates(),
                    median(all.stream()
                            .mapToLong(uses -> uses.get(number).nanoseconds())
                            .toArray()),
                    use.bytes()));
        }
        return new LayerProfile(costs, median(whole));
    }

    private static List<Use> pass(Runnable forward) {
        Require.that(OPEN.get() == null, "a profile is being taken on this thread already");
        List<Use> uses = new ArrayList<>();
        OPEN.set(uses);
        try (Scope scope = Scope.open();
                NoGrad off = Autograd.noGrad()) {
            forward.run();
        } finally {
            OPEN.remove();
        }
        return uses;
    }

    private static long median(long[] values) {
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** Runs a layer, and notes what it cost while a profile is taken on this thread. */
    static Tensor measured(ParameterTree layer, Supplier<Tensor> forward) {
        List<Use> uses = OPEN.get();
        if (uses == null) {
            return forward.get();
        }
        Tensor[] result = new Tensor[1];
        long start = System.nanoTime();
        long operations = Operations.during(() -> result[0] = forward.get());
        long took = System.nanoTime() - start;
        Tensor out = result[0];
        uses.add(new Use(
                layer,
                Arrays.stream(out.shape()).boxed().toList(),
                operations,
                took,
                out.count() * out.dtype().bytes()));
        return out;
    }

    /** Learned values of the layers that ran; one that ran more than once counts once. */
    public long parameters() {
        Map<String, Long> each = new HashMap<>();
        layers.forEach(layer -> each.put(layer.name(), layer.parameters()));
        return each.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Multiply-accumulates of one pass. */
    public long multiplyAccumulates() {
        return layers.stream().mapToLong(Cost::multiplyAccumulates).sum();
    }

    /** The most that one layer gives and takes: what the layer before gives and itself, bytes. */
    public long peakBytes() {
        long peak = 0;
        for (int i = 0; i < layers.size(); i++) {
            peak = Math.max(
                    peak, layers.get(i).bytes() + (i > 0 ? layers.get(i - 1).bytes() : 0));
        }
        return peak;
    }
}
