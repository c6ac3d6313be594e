package dev.ganvas.cli;

import dev.ganvas.data.ProgressListener;
import java.time.Duration;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A progress bar on a terminal; elsewhere, or when quiet, none. */
final class Progress implements ProgressListener, AutoCloseable {
    private static final int REFRESH_MILLIS = 500;

    private final String task;
    private final boolean shown;
    private ProgressBar bar;

    Progress(String task, boolean quiet) {
        this.task = task;
        this.shown = !quiet && onTerminal();
    }

    static boolean onTerminal() {
        return System.console() != null && System.getenv("TERM") != null && !"dumb".equals(System.getenv("TERM"));
    }

    boolean isShown() {
        return shown;
    }

    @Override
    public synchronized void at(long done, long total) {
        at(done, total, "");
    }

    /** @param message shown at the end of the bar */
    synchronized void at(long done, long total, String message) {
        if (!shown) {
            return;
        }
        if (bar == null) {
            bar = new ProgressBarBuilder()
                    .setTaskName(task)
                    .setInitialMax(total)
                    .startsFrom(done, Duration.ZERO)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setUpdateIntervalMillis(REFRESH_MILLIS)
                    .setConsumer(new ConsoleProgressBarConsumer(System.err))
                    .hideEta()
                    .build();
        }
        bar.stepTo(done);
        bar.setExtraMessage(message);
    }

    @Override
    public synchronized void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
