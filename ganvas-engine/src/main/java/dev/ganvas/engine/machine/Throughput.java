package dev.ganvas.engine.machine;

import dev.ganvas.engine.nn.Initializer;
import dev.ganvas.engine.tensor.Autograd;
import dev.ganvas.engine.tensor.DefaultDevice;
import dev.ganvas.engine.tensor.NoGrad;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.random.Seed;
import java.util.List;
import java.util.Optional;

/** Measures arithmetic speed of the {@link DefaultDevice}, with the threads set now. Figures are floating-point operations a second (two a multiply-add). */
public final class Throughput {
    private static final int WARM_UP = 2;
    private static final int FEWEST = 5;
    private static final double PATIENCE = 10;

    private Throughput() {}

    /** The best rate of a square matrix product over a short time: the peak that utilisation is measured against. */
    public static double matrixProduct(Precision precision, int side, double seconds) {
        try (Scope scope = Scope.open();
                NoGrad off = Autograd.noGrad()) {
            Tensor a = random("a", side, side).to(precision.dtype());
            Tensor b = random("b", side, side).to(precision.dtype());
            return best(2.0 * side * side * side, seconds, () -> a.matmul(b));
        }
    }

    /** The best rate of a strided convolution with its backward pass, channels last, of the kind GANs are made of. */
    public static double convolution(Precision precision, double seconds) {
        int batch = 32;
        int channels = 128;
        int side = 16;
        try (Scope scope = Scope.open()) {
            Tensor x = random("x", batch, channels, side, side)
                    .channelsLast()
                    .to(precision.dtype())
                    .requiresGrad(true);
            Tensor weight = random("w", channels, channels, 4, 4)
                    .channelsLast()
                    .to(precision.dtype())
                    .requiresGrad(true);
            double forward = 2.0 * batch * (side / 2.0) * (side / 2.0) * channels * channels * 16;
            return best(
                    3 * forward,
                    seconds,
                    () -> Autograd.gradients(
                            x.conv2d(weight, Optional.empty(), 2, 1, 1).sum(), List.of(x, weight)));
        }
    }

    private static Tensor random(String name, long... shape) {
        return Initializer.normal(0, 1).initial(Seed.of(0).child(name), shape).to(DefaultDevice.get());
    }

    /**
     * The best of at least {@value #FEWEST} calls, after {@value #WARM_UP} to warm up. Where calls are so slow that these would
     * take more than {@value #PATIENCE} times {@code seconds} it is fewer, down to one call after one to warm up.
     */
    private static double best(double operations, double seconds, Runnable work) {
        double best = 0;
        double elapsed = 0;
        int warm = 0;
        int timed = 0;
        while (timed == 0 || elapsed < seconds || timed < FEWEST && elapsed < PATIENCE * seconds) {
            long start = System.nanoTime();
            try (Scope scope = Scope.open()) {
                work.run();
                DefaultDevice.get().synchronize();
            }
            double call = (System.nanoTime() - start) * 1e-9;
            elapsed += call;
            if (warm < WARM_UP && (warm == 0 || elapsed < seconds)) {
                warm++;
            } else {
                timed++;
                best = Math.max(best, operations / call);
            }
        }
        return best;
    }
}
