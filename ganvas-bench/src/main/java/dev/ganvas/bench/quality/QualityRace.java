package dev.ganvas.bench.quality;

import dev.ganvas.bench.process.Absent;
import dev.ganvas.bench.result.Commit;
import dev.ganvas.image.Picture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** Trains one system after another, evaluates each at once, and keeps what came of it. */
final class QualityRace {
    private final RaceProgram program;
    private final RaceEvaluator evaluator;
    private final KeptQuality kept;
    private final Path work;
    private final Consumer<String> progress;

    /** @param work a folder for what the programs leave */
    QualityRace(RaceProgram program, RaceEvaluator evaluator, KeptQuality kept, Path work, Consumer<String> progress) {
        this.program = program;
        this.evaluator = evaluator;
        this.kept = kept;
        this.work = work;
        this.progress = progress;
    }

    /**
     * Runs one training, unless it is kept already. A system that cannot take part or fails is kept as absent.
     *
     * @param again whether to run it even if it is kept
     */
    void run(Racer racer, RaceProgram.Start start, boolean again) {
        String place = QualityResult.Entry.fileName(racer.name(), start.seed(), start.minutes());
        if (!again
                && kept.result()
                        .entry(racer.name(), start.seed(), start.minutes())
                        .isPresent()) {
            progress.accept(place + ": kept from before");
            return;
        }
        try {
            Optional<String> obstacle =
                    racer.obstacle(program.settings().size(), program.settings().classes());
            if (obstacle.isPresent()) {
                kept.keep(new Absent(racer.name(), obstacle.get()));
                progress.accept(place + ": " + obstacle.get());
                return;
            }
            train(racer, start, place);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void train(Racer racer, RaceProgram.Start start, String place) throws IOException {
        progress.accept(place + ": training");
        Path folder = work.resolve(place);
        RaceOutcome outcome;
        try {
            outcome = program.run(racer, start, folder);
        } catch (IOException e) {
            kept.keep(new Absent(racer.name(), "failed: " + e.getMessage()));
            progress.accept(place + ": failed: " + e.getMessage());
            return;
        }
        List<QualityResult.Milestone> milestones = new ArrayList<>();
        List<Picture> pictures = List.of();
        for (RaceOutcome.Samples samples : outcome.samples()) {
            pictures = PictureFile.read(folder.resolve(samples.file()));
            milestones.add(new QualityResult.Milestone(samples.share(), evaluator.evaluate(pictures)));
        }
        QualityResult.Entry entry = new QualityResult.Entry(
                racer.name(),
                start.seed(),
                start.minutes(),
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                Commit.of(program.folders().root()),
                outcome,
                milestones);
        kept.keep(entry, pictures);
        progress.accept(place + ": " + summary(entry));
    }

    private static String summary(QualityResult.Entry entry) {
        Figures figures = entry.last().get(0);
        return String.format(
                Locale.ROOT,
                "%.0f s, %,d pictures, KD x 1000 %.3f, FD %.3f",
                entry.outcome().seconds(),
                entry.outcome().images(),
                1000 * figures.metrics().get("kd"),
                figures.metrics().get("fd"));
    }
}
