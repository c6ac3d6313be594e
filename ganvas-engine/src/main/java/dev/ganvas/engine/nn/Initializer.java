package dev.ganvas.engine.nn;

import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.random.RandomStream;
import dev.ganvas.random.Seed;
import java.util.Arrays;

/** How a weight begins. The seed names the weight, so two weights never share numbers and order does not matter. */
@FunctionalInterface
public interface Initializer {
    /** A new F32 tensor of {@code shape}, on the CPU whatever the network's device will be: the same numbers everywhere. */
    Tensor initial(Seed seed, long... shape);

    /** Normal with the given mean and deviation; DCGAN (Radford et al., 2016) uses 0 and 0.02. */
    static Initializer normal(double mean, double deviation) {
        return (seed, shape) -> {
            RandomStream random = seed.stream();
            float[] values = new float[Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact))];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (mean + deviation * random.nextGaussian());
            }
            return Tensor.of(values, shape);
        };
    }

    /** Normal with deviation {@code gain / sqrt(fan-in)} (He et al., 2015), fan-in being all but the first dimension. */
    static Initializer fanIn(double gain) {
        return (seed, shape) -> {
            long fanIn = Arrays.stream(shape).skip(1).reduce(1, Math::multiplyExact);
            return normal(0, gain / StrictMath.sqrt(fanIn)).initial(seed, shape);
        };
    }

    static Initializer constant(double value) {
        return (seed, shape) -> Tensor.full(value, DType.F32, shape);
    }
}
