package dev.ganvas.cli;

import dev.ganvas.train.Figures;
import dev.ganvas.train.TrainingListener;
import java.time.Duration;
import java.util.Locale;

/** Shows a training: a bar with rate, ETA and utilisation on a terminal, a plain line now and then elsewhere. */
final class TrainingDisplay implements TrainingListener, AutoCloseable {
    private static final long LINE_NANOS = Duration.ofSeconds(30).toNanos();

    private final Output output;
    private final boolean quiet;
    private final dev.ganvas.cli.Progress bar;
    private long nextLine = System.nanoTime() + LINE_NANOS / 3;

    TrainingDisplay(Output output, boolean quiet) {
        this.output = output;
        this.quiet = quiet;
        this.bar = new dev.ganvas.cli.Progress("training", quiet);
    }

    @Override
    public void progressed(Progress progress) {
        String status = String.format(
                Locale.ROOT,
                "%.0f img/s, %s left, MFU %.0f%%",
                progress.imagesPerSecond(),
                left(progress.secondsLeft()),
                100 * progress.utilisation());
        bar.at(progress.images(), progress.plan().totalImages(), status);
        if (!quiet && !bar.isShown() && System.nanoTime() >= nextLine) {
            nextLine = System.nanoTime() + LINE_NANOS;
            output.note(String.format(
                    Locale.ROOT,
                    "%,d of %,d images (%.0f%%), %s",
                    progress.images(),
                    progress.plan().totalImages(),
                    100 * progress.plan().progress(progress.images()),
                    status));
        }
    }

    private static String left(double seconds) {
        long whole = Math.round(Math.min(seconds, 1e7));
        return whole >= 3600
                ? String.format(Locale.ROOT, "%dh%02dm", whole / 3600, whole / 60 % 60)
                : String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60);
    }

    @Override
    public void evaluated(long images, Figures figures) {
        if (!quiet) {
            output.note(String.format(Locale.ROOT, "at %,d images: %s", images, figures.toText()));
        }
    }

    @Override
    public void noted(String message) {
        output.note(message);
    }

    @Override
    public boolean stopRequested() {
        return Interruption.requested();
    }

    @Override
    public void close() {
        bar.close();
    }
}
