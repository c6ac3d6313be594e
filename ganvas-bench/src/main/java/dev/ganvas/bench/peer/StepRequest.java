package dev.ganvas.bench.peer;

import java.util.List;

/**
 * What the command line of a peer asks for.
 *
 * @param precision {@code fp32} or {@code bf16}
 * @param layout {@code nchw} or {@code nhwc}
 * @param threads threads of the library, at least 1
 * @param seconds how long to time, above 0; at least one step is timed
 * @param warmup steps before timing begins
 * @param check whether to check that both networks learn instead of timing
 */
public record StepRequest(String precision, String layout, int threads, double seconds, int warmup, boolean check) {
    public StepRequest {
        require(List.of("fp32", "bf16").contains(precision), "--precision must be fp32 or bf16, not " + precision);
        require(List.of("nchw", "nhwc").contains(layout), "--layout must be nchw or nhwc, not " + layout);
        require(threads > 0, "--threads must be above zero, not " + threads);
        require(seconds > 0, "--seconds must be above zero, not " + seconds);
        require(warmup >= 0, "--warmup must not be negative, but is " + warmup);
    }

    /** Reads {@code --precision}, {@code --layout}, {@code --threads}, {@code --seconds}, {@code --warmup}, {@code --check}. */
    public static StepRequest parse(String... arguments) {
        String precision = "fp32";
        String layout = "nchw";
        int threads = Runtime.getRuntime().availableProcessors();
        double seconds = 20;
        int warmup = 5;
        boolean check = false;
        for (int i = 0; i < arguments.length; i++) {
            String name = arguments[i];
            if (name.equals("--check")) {
                check = true;
                continue;
            }
            require(i + 1 < arguments.length, name + " needs a value");
            String value = arguments[++i];
            switch (name) {
                case "--precision" -> precision = value;
                case "--layout" -> layout = value;
                case "--threads" -> threads = Integer.parseInt(value);
                case "--seconds" -> seconds = Double.parseDouble(value);
                case "--warmup" -> warmup = Integer.parseInt(value);
                default -> throw new IllegalArgumentException("unknown option " + name);
            }
        }
        return new StepRequest(precision, layout, threads, seconds, warmup, check);
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
