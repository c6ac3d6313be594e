package dev.ganvas.recognize.learn;

import dev.ganvas.engine.tensor.Autograd;
import dev.ganvas.engine.tensor.NoGrad;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.error.Require;
import dev.ganvas.features.Connection;
import dev.ganvas.features.FeatureNetwork;
import dev.ganvas.features.PrunableShape;
import dev.ganvas.random.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Takes whole channels out of a network until a picture takes a given part of the operations. The channel that goes next is that
 * whose importance is least for each operation it saves.
 *
 * @param shape of what is left
 * @param kept numbers of the channels that are left of each set, in order
 */
record ChannelPruning(PrunableShape shape, List<int[]> kept) {
    /** Of each set of channels, the least part that is left. */
    private static final int ONE_OF = 8;

    private static final int LEAST = 4;

    /**
     * Chooses channels.
     *
     * @param part of the operations to come down to, above 0 and below 1
     * @param importance see {@link ChannelImportance}
     * @throws dev.ganvas.error.UsageException when so few operations cannot be reached
     */
    static ChannelPruning of(PrunableShape shape, double part, List<double[]> importance) {
        Require.that(part > 0 && part < 1, "the part of the operations to come down to lies between 0 and 1");
        int[] counts = shape.channels().stream().mapToInt(i -> i).toArray();
        List<int[]> leastFirst = importance.stream()
                .map(of -> IntStream.range(0, of.length)
                        .boxed()
                        .sorted((a, b) -> Double.compare(of[a], of[b]))
                        .mapToInt(i -> i)
                        .toArray())
                .toList();
        int[] gone = new int[counts.length];
        double wanted = part * shape.multiplyAdds();
        while (reduced(shape, counts).multiplyAdds() > wanted) {
            int next = -1;
            double least = Double.POSITIVE_INFINITY;
            for (int set = 0; set < counts.length; set++) {
                int floor = Math.max(LEAST, importance.get(set).length / ONE_OF);
                if (counts[set] <= floor) {
                    continue;
                }
                double each = importance.get(set)[leastFirst.get(set)[gone[set]]] / saved(shape, counts, set);
                if (each < least) {
                    least = each;
                    next = set;
                }
            }
            Require.that(
                    next >= 0,
                    "this network cannot come down to " + Math.round(part * 100)
                            + " % of its operations by leaving out channels; ask for more");
            counts[next]--;
            gone[next]++;
        }
        List<int[]> kept = new ArrayList<>();
        for (int set = 0; set < counts.length; set++) {
            int[] left = Arrays.copyOfRange(leastFirst.get(set), gone[set], leastFirst.get(set).length);
            Arrays.sort(left);
            kept.add(left);
        }
        return new ChannelPruning(reduced(shape, counts), kept);
    }

    private static PrunableShape reduced(PrunableShape shape, int[] counts) {
        return shape.withChannels(Arrays.stream(counts).boxed().toList());
    }

    /** Multiply-adds that one channel of a set takes. */
    private static double saved(PrunableShape shape, int[] counts, int set) {
        double saved = 0;
        for (Connection one : shape.connections()) {
            int from = one.from() == Connection.FIXED ? shape.fixed(one) : counts[one.from()];
            int to = one.to() == Connection.FIXED ? shape.outputs() : counts[one.to()];
            saved += one.to() == set ? one.each() * from : 0;
            saved += one.from() == set ? one.each() * to : 0;
        }
        return saved;
    }

    /** The network that is left of another one, whose tensors it copies; the caller's to close. */
    FeatureNetwork of(FeatureNetwork whole) {
        FeatureNetwork network = Scope.making(() -> shape.network(Seed.of(0)));
        try (Scope scope = Scope.open();
                NoGrad off = Autograd.noGrad()) {
            Map<String, Tensor> from = whole.namedTensors();
            Map<String, Tensor> into = network.namedTensors();
            into.forEach((name, tensor) -> {
                if (Arrays.equals(tensor.shape(), from.get(name).shape())) {
                    tensor.copyFrom(from.get(name));
                }
            });
            for (Connection one : shape.connections()) {
                boolean head = one.to() == Connection.FIXED;
                String weight = one.layer() + (head ? ".weight" : ".conv.weight");
                Tensor rows = head ? from.get(weight) : chosen(from.get(weight), 0, one.to());
                into.get(weight).copyFrom(one.from() == Connection.FIXED ? rows : chosen(rows, 1, one.from()));
                for (String part : List.of("weight", "bias", "running_mean", "running_var")) {
                    String name = one.layer() + ".norm." + part;
                    if (into.containsKey(name)) {
                        into.get(name).copyFrom(chosen(from.get(name), 0, one.to()));
                    }
                }
            }
        }
        network.training(false);
        return network;
    }

    private Tensor chosen(Tensor tensor, int axis, int set) {
        long[] left = Arrays.stream(kept.get(set)).asLongStream().toArray();
        return tensor.indexSelect(axis, tensor.device().ofLongs(left, left.length));
    }
}
