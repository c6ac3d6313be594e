package dev.ganvas.cli.terminal;

import dev.ganvas.data.PhaseListener;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** How far the work is: a bar for each phase on a terminal, a plain line now and then elsewhere, nothing when quiet. */
public final class PhaseBar implements PhaseListener, AutoCloseable {
    private static final int REFRESH_MILLIS = 500;
    private static final long LINE_NANOS = Duration.ofSeconds(30).toNanos();

    /** Of the whole process, as the terminal is; a worker of a server tells the server instead. */
    private static volatile Optional<PhaseListener> listener = Optional.empty();

    private final Output output;
    private final boolean terminal = onTerminal();
    private String phase = "";
    private ProgressBar bar;
    private long nextLine;

    public PhaseBar(Output output) {
        this.output = output;
    }

    /** From now on, for the whole process, tells another how far the work is. */
    public static void tell(PhaseListener other) {
        listener = Optional.of(other);
    }

    private static boolean onTerminal() {
        return System.console() != null && System.getenv("TERM") != null && !"dumb".equals(System.getenv("TERM"));
    }

    @Override
    public void at(String name, long done, long total) {
        at(name, done, total, "");
    }

    /** @param status for the end of the line, with the time left; when it is empty, the bar tells that itself */
    synchronized void at(String name, long done, long total, String status) {
        listener.ifPresent(other -> other.at(name, done, total));
        if (output.isQuiet()) {
            return;
        }
        if (!name.equals(phase)) {
            close();
            phase = name;
            nextLine = System.nanoTime() + LINE_NANOS / 3;
        }
        if (terminal) {
            draw(done, total, status);
        } else if (System.nanoTime() >= nextLine) {
            nextLine = System.nanoTime() + LINE_NANOS;
            output.note(String.format(
                    Locale.ROOT,
                    "%s: %,d of %,d (%.0f%%)%s",
                    name,
                    done,
                    total,
                    100.0 * done / Math.max(1, total),
                    status.isEmpty() ? "" : ", " + status));
        }
    }

    private void draw(long done, long total, String status) {
        if (bar == null) {
            ProgressBarBuilder builder = new ProgressBarBuilder()
                    .setTaskName(phase)
                    .setInitialMax(total)
                    .startsFrom(done, Duration.ZERO)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setUpdateIntervalMillis(REFRESH_MILLIS)
                    .setConsumer(output.status());
            bar = status.isEmpty() ? builder.build() : builder.hideEta().build();
        }
        bar.maxHint(total);
        bar.stepTo(done);
        bar.setExtraMessage(status);
    }

    @Override
    public synchronized void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}
