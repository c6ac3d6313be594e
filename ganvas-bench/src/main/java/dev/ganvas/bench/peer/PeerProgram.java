package dev.ganvas.bench.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.function.Function;

/**
 * Runs one {@link DcganStep} as a program: times it and prints the JSON line, or checks that it learns. Diagnostics go
 * to standard error; the JSON line is the last of standard output.
 *
 * @param peer the library's short name, as results are filed
 * @param version the library's version
 * @param offered the {@code precision-layout} pairs the library can run, such as {@code fp32-nchw}
 */
public record PeerProgram(String peer, String version, Set<String> offered) {
    /** Updates of each kind in the learning check. */
    public static final int CHECK_STEPS = 50;

    /** Ends the process: 0 done, 1 the check failed or a loss is not finite, 2 the library cannot run what was asked. */
    @SuppressWarnings("SystemExitOutsideMain")
    public void main(String[] arguments, Function<StepRequest, DcganStep> library) {
        System.exit(run(arguments, library));
    }

    int run(String[] arguments, Function<StepRequest, DcganStep> library) {
        StepRequest request;
        try {
            request = StepRequest.parse(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println(peer + ": " + e.getMessage());
            return 2;
        }
        String asked = request.precision() + "-" + request.layout();
        if (!offered.contains(asked)) {
            System.err.println(peer + " runs " + offered + ", not " + asked);
            return 2;
        }
        try (DcganStep step = library.apply(request)) {
            return request.check() ? check(step) : time(step, request);
        }
    }

    private int check(DcganStep step) {
        step.step();
        boolean discriminatorLearned = falls("D", step::repeatDiscriminator);
        boolean learned = falls("G", step::repeatGenerator) && discriminatorLearned;
        if (!learned) {
            System.err.println(peer + ": a network did not learn; its optimiser does not update it");
        }
        return learned ? 0 : 1;
    }

    private static boolean falls(String network, DoubleSupplier update) {
        double first = update.getAsDouble();
        double last = first;
        for (int i = 1; i < CHECK_STEPS; i++) {
            last = update.getAsDouble();
        }
        System.err.printf(
                Locale.ROOT,
                "loss check: %s %.4f -> %.4f after %d steps on fixed data%n",
                network,
                first,
                last,
                CHECK_STEPS);
        return Double.isFinite(last) && last < first / 2;
    }

    private int time(DcganStep step, StepRequest request) {
        for (int i = 0; i < request.warmup(); i++) {
            step.step();
        }
        double[] times = new double[16];
        int count = 0;
        DcganStep.Losses losses;
        long start = System.nanoTime();
        long end = start + (long) (request.seconds() * 1e9);
        do {
            losses = step.step();
            long now = System.nanoTime();
            times = count < times.length ? times : Arrays.copyOf(times, count * 2);
            times[count++] = (now - start) / 1e6;
            start = now;
        } while (losses.finite() && start < end);
        System.err.printf(
                Locale.ROOT, "losses at the end: D %.4f, G %.4f%n", losses.discriminator(), losses.generator());
        if (!losses.finite()) {
            return 1;
        }
        System.out.println(line(request, Arrays.copyOf(times, count)));
        return 0;
    }

    /** The JSON line for steps of {@code times} milliseconds. */
    String line(StepRequest request, double[] times) {
        double median = Quantiles.median(times);
        return String.format(
                Locale.ROOT,
                "{\"peer\": \"%s\", \"version\": \"%s\", \"precision\": \"%s\", \"layout\": \"%s\", \"threads\": %d,"
                        + " \"images_per_s\": %.3f, \"step_ms_median\": %.3f, \"step_ms_p10\": %.3f,"
                        + " \"step_ms_p90\": %.3f, \"steps\": %d, \"rss_mb\": %.1f}",
                peer,
                version,
                request.precision(),
                request.layout(),
                request.threads(),
                DcganStep.BATCH / median * 1e3,
                median,
                Quantiles.quantile(times, 0.1),
                Quantiles.quantile(times, 0.9),
                times.length,
                residentMebibytes());
    }

    /** Resident memory of this process in MiB, as Linux tells it; 0 elsewhere. */
    public static double residentMebibytes() {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return 0;
        }
        try {
            return Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }
}
