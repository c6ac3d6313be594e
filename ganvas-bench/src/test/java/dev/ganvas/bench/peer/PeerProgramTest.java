package dev.ganvas.bench.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class PeerProgramTest {
    private static final PeerProgram PROGRAM = new PeerProgram("toy", "1.2", Set.of("fp32-nchw"));

    /** A step whose losses shrink by {@code keep} with each update, and which counts what was asked of it. */
    private static final class ToyStep implements DcganStep {
        private final double keepDiscriminator;
        private final double keepGenerator;
        private double discriminator = 1;
        private double generator = 1;
        private int steps;
        private boolean closed;

        ToyStep(double keepDiscriminator, double keepGenerator) {
            this.keepDiscriminator = keepDiscriminator;
            this.keepGenerator = keepGenerator;
        }

        @Override
        public Losses step() {
            steps++;
            return new Losses(repeatDiscriminator(), repeatGenerator());
        }

        @Override
        public double repeatDiscriminator() {
            return discriminator *= keepDiscriminator;
        }

        @Override
        public double repeatGenerator() {
            return generator *= keepGenerator;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    @Test
    void checkPassesOnlyWhenBothLossesFall() {
        assertThat(run(new ToyStep(0.9, 0.9), "--check")).isZero();
        assertThat(run(new ToyStep(1, 0.9), "--check")).isEqualTo(1);
        assertThat(run(new ToyStep(0.9, 1), "--check")).isEqualTo(1);
        assertThat(run(new ToyStep(Double.NaN, 0.9), "--check")).isEqualTo(1);
    }

    @Test
    void warmsUpThenTimesAtLeastOneStep() {
        ToyStep step = new ToyStep(0.9, 0.9);
        assertThat(run(step, "--warmup", "3", "--seconds", "1e-9")).isZero();
        assertThat(step.steps).isGreaterThanOrEqualTo(4);
        assertThat(step.closed).isTrue();
    }

    @Test
    void stopsAtLossesThatAreNotFinite() {
        ToyStep step = new ToyStep(Double.NaN, 0.9);
        assertThat(run(step, "--warmup", "0", "--seconds", "3600")).isEqualTo(1);
        assertThat(step.steps).isEqualTo(1);
    }

    @Test
    void refusesWhatTheLibraryDoesNotOffer() {
        ToyStep step = new ToyStep(0.9, 0.9);
        assertThat(run(step, "--precision", "bf16")).isEqualTo(2);
        assertThat(run(step, "--thread", "1")).isEqualTo(2);
        assertThat(step.steps).isZero();
    }

    @Test
    void lineIsOneJsonObjectInEveryLocale() {
        java.util.Locale before = java.util.Locale.getDefault();
        java.util.Locale.setDefault(java.util.Locale.GERMANY);
        try {
            String line = PROGRAM.line(StepRequest.parse("--threads", "2"), new double[] {640, 320, 640});
            assertThat(line)
                    .startsWith(
                            "{\"peer\": \"toy\", \"version\": \"1.2\", \"precision\": \"fp32\", \"layout\": \"nchw\","
                                    + " \"threads\": 2, \"images_per_s\": 100.000, \"step_ms_median\": 640.000,"
                                    + " \"step_ms_p10\": 384.000, \"step_ms_p90\": 640.000, \"steps\": 3, \"rss_mb\": ")
                    .doesNotContain("\n");
        } finally {
            java.util.Locale.setDefault(before);
        }
    }

    private static int run(ToyStep step, String... arguments) {
        return PROGRAM.run(arguments, request -> step);
    }
}
