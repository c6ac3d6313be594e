package dev.ganvas.bench.restore;

import dev.ganvas.bench.peer.PeerProgram;
import dev.ganvas.bench.peer.Quantiles;
import dev.ganvas.bench.peer.StepRequest;
import dev.ganvas.engine.machine.Precision;
import dev.ganvas.engine.tensor.NativeLibrary;
import dev.ganvas.engine.tensor.Threads;
import dev.ganvas.image.Planes;
import dev.ganvas.random.RandomStream;
import dev.ganvas.random.Seed;
import dev.ganvas.repair.RepairKind;
import dev.ganvas.repair.RepairNetwork;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.DoubleStream;

/** A program that runs a network of Ganvas over one picture again and again: {@code NETWORK SIDE} and the options of a step. */
public final class RestorePeer {
    private RestorePeer() {}

    public static void main(String[] arguments) throws IOException {
        int side = Integer.parseInt(arguments[1]);
        StepRequest request = StepRequest.parse(Arrays.copyOfRange(arguments, 2, arguments.length));
        try (Threads spent = Threads.use(request.threads());
                RepairNetwork network = RepairNetwork.open(Path.of(arguments[0]))) {
            network.in(request.precision().equals("bf16") ? Precision.BF16 : Precision.FP32);
            Planes picture = noise(network.channels(), side);
            System.out.println(line(request, times(network, picture, request)));
        }
    }

    private static Planes noise(int channels, int side) {
        Planes picture = Planes.black(side, side, channels);
        RandomStream random = Seed.of(1).stream();
        for (int i = 0; i < picture.values().length; i++) {
            picture.values()[i] = (float) random.nextDouble();
        }
        return picture;
    }

    private static double[] times(RepairNetwork network, Planes picture, StepRequest request) {
        boolean told = network.model().kind() == RepairKind.FILL;
        Planes given = told ? picture.with(1, 0) : picture;
        DoubleStream.Builder times = DoubleStream.builder();
        long end = Long.MAX_VALUE;
        for (int i = 0; i < request.warmup() || System.nanoTime() < end; i++) {
            long start = System.nanoTime();
            if (i == request.warmup()) {
                end = start + (long) (request.seconds() * 1e9);
            }
            Planes result = told ? network.restoreTold(given) : network.restore(given, 0.1);
            if (!Float.isFinite(result.values()[0])) {
                throw new IllegalStateException("what comes out is not finite");
            }
            if (i >= request.warmup()) {
                times.add((System.nanoTime() - start) / 1e6);
            }
        }
        return times.build().toArray();
    }

    private static String line(StepRequest request, double[] times) {
        return String.format(
                Locale.ROOT,
                "{\"version\": \"%s\", \"layout\": \"%s\", \"ms_median\": %.3f, \"ms_p10\": %.3f, \"ms_p90\": %.3f,"
                        + " \"pictures\": %d, \"rss_mb\": %.1f}",
                NativeLibrary.version(),
                request.layout(),
                Quantiles.median(times),
                Quantiles.quantile(times, 0.1),
                Quantiles.quantile(times, 0.9),
                times.length,
                PeerProgram.residentMebibytes());
    }
}
