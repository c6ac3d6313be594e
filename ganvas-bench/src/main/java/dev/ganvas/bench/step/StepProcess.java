package dev.ganvas.bench.step;

import dev.ganvas.bench.process.Contender;
import dev.ganvas.bench.process.Run;
import dev.ganvas.bench.step.ThroughputResult.Settings;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs contenders as processes of their own, with the settings of the contest. */
final class StepProcess {
    /** Beyond the timed seconds: starting, warming up, and a last step that began in time. */
    private static final long ALLOWANCE_SECONDS = 240;

    private static final long CHECK_SECONDS = 1800;

    private final Settings settings;

    StepProcess(Settings settings) {
        this.settings = settings;
    }

    StepTiming time(Contender contender) throws IOException {
        String threads = Integer.toString(settings.threads());
        List<String> command = contender.command(
                "--threads",
                threads,
                "--seconds",
                Double.toString(settings.seconds()),
                "--warmup",
                Integer.toString(settings.warmup()));
        Run run = run(command, (long) settings.seconds() + ALLOWANCE_SECONDS);
        return StepTiming.parse(run.output(), contender.key());
    }

    /** Lets the program check that its networks learn; returns what it says of the losses. */
    List<String> check(Contender contender) throws IOException {
        String threads = Integer.toString(settings.threads());
        return run(contender.command("--threads", threads, "--check"), CHECK_SECONDS).errors().stream()
                .filter(line -> line.startsWith("loss check:"))
                .toList();
    }

    private Run run(List<String> command, long limitSeconds) throws IOException {
        // Libraries that keep an OpenMP pool beside the one they were told about read these.
        String threads = Integer.toString(settings.threads());
        Map<String, String> environment = Map.of("OMP_NUM_THREADS", threads, "MKL_NUM_THREADS", threads);
        Run run = Run.of(command, environment, limitSeconds, TimeUnit.SECONDS);
        if (run.exit() != 0) {
            throw new IOException(run.complaint());
        }
        return run;
    }
}
