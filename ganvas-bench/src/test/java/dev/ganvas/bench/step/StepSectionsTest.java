package dev.ganvas.bench.step;

import static dev.ganvas.bench.result.KeptResults.MACHINE;
import static dev.ganvas.bench.result.KeptResults.kept;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ganvas.bench.process.Absent;
import dev.ganvas.bench.process.Contender;
import dev.ganvas.bench.result.Machine;
import dev.ganvas.bench.result.ResultFile;
import dev.ganvas.bench.step.GemmResult.Convolution;
import dev.ganvas.bench.step.GemmResult.Product;
import dev.ganvas.bench.step.ThroughputResult.Settings;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StepSectionsTest {
    /** 2 x (3 x 100 + 8 x 100) million = 2.2 GFLOP a picture. */
    private static final StepOperations STEP = new StepOperations(100_000_000, 100_000_000);

    private static final Contender GANVAS = new Contender("ganvas", "bf16", "nhwc", List.of());
    private static final Contender PYTORCH = new Contender("pytorch", "fp32", "nchw", List.of());

    @TempDir
    private Path folder;

    @Test
    void utilisationIsOfTheHighestProductAtThatPrecision() {
        GemmResult peaks = peaks(2, 440);
        assertThat(peaks.utilisation(100, "fp32").orElseThrow()).isEqualTo(0.5, within(1e-12));
        assertThat(peaks.utilisation(100, "bf16").orElseThrow()).isEqualTo(0.25, within(1e-12));
        assertThat(peaks.utilisation(100, "fp16")).isEmpty();
    }

    @Test
    void speedsAreSetAgainstThePeakOfTheSameMachineAndThreads() throws Exception {
        ResultFile speeds = kept(folder, "throughput", "speeds", "2026-01-02T00:00:00Z", MACHINE, speeds());
        ResultFile peaks = kept(folder, "gemm", "peaks", "2026-01-01T00:00:00Z", MACHINE, peaks(2, 440));
        ResultFile older = kept(folder, "gemm", "older", "2025-01-01T00:00:00Z", MACHINE, peaks(2, 44));
        ResultFile oneThread = kept(folder, "gemm", "one-thread", "2026-01-03T00:00:00Z", MACHINE, peaks(1, 44));
        Machine other = new Machine("Other CPU", 2, List.of(), 24, "Linux 6", "Maker 17");
        ResultFile elsewhere = kept(folder, "gemm", "elsewhere", "2026-01-03T00:00:00Z", other, peaks(2, 44));
        List<ResultFile> others = List.of(older, oneThread, elsewhere);

        assertThat(new ThroughputSection().markdown(speeds, others.subList(1, 3)))
                .doesNotContain("MFU");
        assertThat(new ThroughputSection().markdown(speeds, List.of(older, oneThread, elsewhere, peaks)))
                .contains("| 640 | 500 | 50 | 25 |\n")
                .contains("MFU: images/s times the 2.20 GFLOP");
        assertThat(new GemmSection().markdown(peaks, others))
                .contains("| matrix product 1024 x 1024 | fp32 | 440.0 |\n")
                .contains("| convolution and backward | fp32 | 150.0 |\n")
                .contains("needs 2.20 GFLOP: 2 x (3 x 100.0 + 8 x 100.0) million");
    }

    @Test
    void speedsHaveRatiosAndAbsentees() throws Exception {
        Contest contest = new Contest(List.of(GANVAS, PYTORCH), List.of(new Absent("djl", "its build failed")));
        ThroughputResult result = new Rounds(
                        contender -> RoundsTest.timing(contender, contender.equals(GANVAS) ? 192 : 128), line -> {})
                .measure(contest, new Settings(2, 20, 5, 2));

        String shown = new ThroughputSection().markdown(kept(folder, "throughput", "speeds", result), List.of());

        assertThat(shown).contains("2 rounds of 20 s, 5 steps of warm-up, 2 threads.");
        assertThat(shown).contains("| ganvas 1 | bf16 | nhwc | 192.0 | 192.0 | 192.0 | 333 | 500 |\n");
        assertThat(shown)
                .contains("| program | set against | times as fast | lowest | highest |\n")
                .contains("| ganvas-bf16-nhwc | pytorch-fp32-nchw | 1.50 | 1.50 | 1.50 |\n");
        assertThat(shown).endsWith("- djl: its build failed\n");
    }

    @Test
    void memoryIsShownWithItsGrowth() throws Exception {
        MemoryResult memory = MemoryResult.of(
                new MemoryResult.Settings(400, 200, 200, 2),
                List.of(new MemoryResult.Sample(200, 600), new MemoryResult.Sample(400, 612.5)));
        assertThat(new MemorySection().markdown(kept(folder, "memory", "memory", memory), List.of()))
                .contains("| at step 200 | 600.0 |\n| highest after | 612.5 |\n| growth | 12.5 |\n");
    }

    private static GemmResult peaks(int threads, double fp32) {
        return new GemmResult(
                threads,
                List.of(
                        new Product("fp32", 512, fp32 / 2),
                        new Product("fp32", 1024, fp32),
                        new Product("bf16", 1024, 2 * fp32)),
                List.of(new Convolution("fp32", 150)),
                STEP);
    }

    private static ThroughputResult speeds() {
        return new Rounds(contender -> RoundsTest.timing(contender, 100), line -> {})
                .measure(new Contest(List.of(GANVAS), List.of()), new Settings(1, 20, 5, 2));
    }
}
