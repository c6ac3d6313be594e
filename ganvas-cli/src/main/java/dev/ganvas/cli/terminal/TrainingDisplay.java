package dev.ganvas.cli.terminal;

import dev.ganvas.train.Figures;
import dev.ganvas.train.TrainingListener;
import java.util.Locale;

/** Shows a training with rate, time left and utilisation, and passes Ctrl-C on to it. */
public final class TrainingDisplay implements TrainingListener {
    private final Output output;
    private final PhaseBar bar;
    private final Interruption interruption;

    /** @param bar stays the caller's to close */
    public TrainingDisplay(Output output, PhaseBar bar, Interruption interruption) {
        this.output = output;
        this.bar = bar;
        this.interruption = interruption;
    }

    @Override
    public void progressed(Progress progress) {
        interruption.hold();
        bar.at(
                "training",
                progress.images(),
                progress.plan().totalImages(),
                String.format(
                        Locale.ROOT,
                        "%.0f img/s, %s left, MFU %.0f%%",
                        progress.imagesPerSecond(),
                        left(progress.secondsLeft()),
                        100 * progress.utilisation()));
    }

    private static String left(double seconds) {
        long whole = Math.round(Math.min(seconds, 1e7));
        return whole >= 3600
                ? String.format(Locale.ROOT, "%dh%02dm", whole / 3600, whole / 60 % 60)
                : String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60);
    }

    @Override
    public void evaluated(long images, Figures figures) {
        output.note(String.format(Locale.ROOT, "at %,d images: %s", images, figures.toText()));
    }

    @Override
    public void noted(String message) {
        output.warn(message);
    }

    @Override
    public boolean stopRequested() {
        return Interruption.requested();
    }
}
