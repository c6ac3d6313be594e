package dev.ganvas.engine.machine;

import java.util.Locale;

/**
 * Which precision pays on the {@link dev.ganvas.engine.tensor.DefaultDevice}, found by timing the same convolution step in both.
 *
 * @param precision the one to use
 * @param fp32 floating-point operations a second in F32
 * @param bf16 floating-point operations a second in bf16
 */
public record PrecisionChoice(Precision precision, double fp32, double bf16) {
    /** bf16 loses accuracy, so it must gain at least this factor in speed. */
    public static final double WORTHWHILE = 1.2;

    private static final int TURNS = 4;
    private static final double SECONDS_EACH = 0.1;

    /**
     * Processors without instructions for bf16 compute it thirty times more slowly and worse: no need to ask them again. On busy
     * cores, those with them were once seen ten times slower in a turn.
     */
    private static final double HOPELESS = 0.05;

    /**
     * Takes about a second, and a few where bf16 is hopeless. The two take turns, so that another program's burst of work
     * does not decide.
     */
    public static PrecisionChoice measure() {
        double fp32 = 0;
        double bf16 = 0;
        for (int turn = 0; turn < TURNS && bf16 >= HOPELESS * fp32; turn++) {
            fp32 = Math.max(fp32, Throughput.convolution(Precision.FP32, SECONDS_EACH));
            bf16 = Math.max(bf16, Throughput.convolution(Precision.BF16, SECONDS_EACH));
        }
        return new PrecisionChoice(bf16 >= WORTHWHILE * fp32 ? Precision.BF16 : Precision.FP32, fp32, bf16);
    }

    /** One sentence for people. */
    public String reason() {
        return String.format(
                Locale.ROOT,
                "a convolution step reaches %.0f GFLOP/s in bf16 and %.0f in fp32; bf16 is taken from %.1f times",
                bf16 / 1e9,
                fp32 / 1e9,
                WORTHWHILE);
    }
}
