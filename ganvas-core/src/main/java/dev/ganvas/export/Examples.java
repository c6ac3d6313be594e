package dev.ganvas.export;

import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.model.PortableNetwork;
import dev.ganvas.model.PortableNetwork.Input;
import dev.ganvas.model.PortableNetwork.Side;
import dev.ganvas.random.RandomStream;
import dev.ganvas.random.Seed;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Numbers that a network is run on, at sizes that share no factor where they are free. */
final class Examples {
    /** How many there are to compare by; the network is traced on another one. */
    static final int COUNT = 3;

    private static final int[] BATCHES = {1, 2, 3, 2};
    private static final int[][] SIDES = {{17, 24}, {33, 40}, {97, 65}, {21, 30}};

    private Examples() {}

    /** The example that a network is traced on. */
    static Map<String, Tensor> traced(PortableNetwork network) {
        return of(network, COUNT);
    }

    /** An example by its number; in the open scope. */
    static Map<String, Tensor> of(PortableNetwork network, int number) {
        Map<String, Tensor> example = new LinkedHashMap<>();
        for (Input input : network.inputs()) {
            example.put(input.name(), tensor(input, number));
        }
        return example;
    }

    private static Tensor tensor(Input input, int number) {
        long[] shape = shape(input.sides(), number);
        int count = 1;
        for (long side : shape) {
            count = Math.multiplyExact(count, Math.toIntExact(side));
        }
        RandomStream random = Seed.of(number).child(input.name()).stream();
        if (input.whole()) {
            long[] values = new long[count];
            for (int i = 0; i < count; i++) {
                values[i] = (long) random.nextDouble(input.low(), input.high());
            }
            return Tensor.ofLongs(values, shape);
        }
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextDouble(input.low(), input.high());
        }
        return Tensor.of(values, shape);
    }

    private static long[] shape(List<Side> sides, int number) {
        long[] shape = new long[sides.size()];
        int free = 0;
        for (int i = 0; i < shape.length; i++) {
            Side side = sides.get(i);
            if (side.equals(Side.BATCH)) {
                shape[i] = BATCHES[number];
            } else if (side.isFree()) {
                shape[i] = (SIDES[number][free++] + side.size() - 1) / side.size() * side.size();
            } else {
                shape[i] = side.size();
            }
        }
        return shape;
    }
}
