package dev.ganvas.bench.quality;

import dev.ganvas.bench.process.Run;
import dev.ganvas.bench.process.TemporaryFolder;
import dev.ganvas.bench.result.BenchFolders;
import dev.ganvas.error.Require;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Runs one system's training as a process of its own.
 *
 * @param folders of the project
 * @param python an interpreter that can import torch
 * @param source the pictures as Ganvas opens them
 * @param export the same pictures as a {@link PictureFile}
 * @param settings of the race
 */
record RaceProgram(BenchFolders folders, String python, String source, Path export, QualityResult.Settings settings) {
    /** Beyond the race: starting, a plan that was too long, and drawing samples on a slow machine. */
    private static final double TIME_FACTOR = 2;

    private static final long ALLOWANCE_SECONDS = 3600;

    /**
     * How a training is run.
     *
     * @param minutes by the clock
     * @param seed names it
     * @param precision {@code fp32} or {@code bf16}
     * @param milestones shares of the time at which samples are drawn too, each above 0 and below 1
     */
    record Start(double minutes, long seed, String precision, List<Double> milestones) {
        Start {
            Require.within(minutes, 0.05, 100_000, "--minutes");
            Require.that(precision.equals("fp32") || precision.equals("bf16"), "--precision must be fp32 or bf16");
            milestones = milestones.stream().sorted().toList();
            milestones.forEach(share -> Require.within(share, 0.01, 0.99, "--milestones"));
        }
    }

    /**
     * Trains and draws.
     *
     * @param out a folder for what it leaves; what an earlier try left there is removed
     * @throws IOException with what the program complained of
     */
    RaceOutcome run(Racer racer, Start start, Path out) throws IOException {
        if (Files.exists(out)) {
            new TemporaryFolder(out).close();
        }
        Files.createDirectories(out);
        Run run = Run.of(
                command(racer, start, out),
                Run.usualEnvironment(settings.threads()),
                (long) (start.minutes() * 60 * TIME_FACTOR) + ALLOWANCE_SECONDS,
                TimeUnit.SECONDS);
        if (run.exit() != 0) {
            throw new IOException(run.lastComplaint());
        }
        return RaceOutcome.read(out);
    }

    List<String> command(Racer racer, Start start, Path out) {
        List<String> command = new ArrayList<>(racer.program(folders, python));
        command.addAll(
                racer.system().equals(Racer.GANVAS)
                        ? List.of("--source", source, "--size", Integer.toString(settings.size()))
                        : List.of("--data", export.toString()));
        command.addAll(List.of("--minutes", Double.toString(start.minutes()), "--seed", Long.toString(start.seed())));
        command.addAll(List.of("--precision", start.precision(), "--threads", Integer.toString(settings.threads())));
        command.addAll(List.of("--n", Integer.toString(settings.samples()), "--out", out.toString()));
        if (!start.milestones().isEmpty()) {
            command.addAll(List.of(
                    "--milestones",
                    start.milestones().stream().map(String::valueOf).collect(Collectors.joining(","))));
        }
        return command;
    }
}
