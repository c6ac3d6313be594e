package dev.ganvas.cli.terminal;

import dev.ganvas.train.TrainingListener;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Shows a training with rate, time left and utilisation, and passes Ctrl-C on to it. */
public final class TrainingDisplay implements TrainingListener {
    private final Output output;
    private final PhaseBar bar;
    private final Interruption interruption;
    private long evaluationBegan;
    private double evaluationSeconds;

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
                        left(secondsLeft(progress)),
                        100 * progress.utilisation()));
    }

    /** Steps and evaluations. */
    private double secondsLeft(Progress progress) {
        return progress.secondsLeft() + evaluationSeconds * progress.plan().evaluationsAfter(progress.images());
    }

    private static String left(double seconds) {
        long whole = Math.round(Math.min(seconds, 1e7));
        return whole >= 3600
                ? String.format(Locale.ROOT, "%dh%02dm", whole / 3600, whole / 60 % 60)
                : String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60);
    }

    @Override
    public void evaluating(long images) {
        evaluationBegan = System.nanoTime();
    }

    @Override
    public void evaluated(long images, Map<String, Double> figures) {
        evaluationSeconds = (System.nanoTime() - evaluationBegan) * 1e-9;
        output.note(String.format(Locale.ROOT, "at %,d images: %s", images, described(figures)));
    }

    private static String described(Map<String, Double> figures) {
        if (figures.containsKey("kd")) {
            return String.format(
                    Locale.ROOT,
                    "KD x 1000 = %.2f (%.2f to %.2f), FD = %.3f",
                    1000 * figures.get("kd"),
                    1000 * figures.get("kd_low"),
                    1000 * figures.get("kd_high"),
                    figures.get("fd"));
        }
        return figures.entrySet().stream()
                .map(figure ->
                        String.format(Locale.ROOT, "%s = %.4f", figure.getKey().replace('_', ' '), figure.getValue()))
                .collect(Collectors.joining(", "));
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
