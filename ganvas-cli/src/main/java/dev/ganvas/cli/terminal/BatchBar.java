package dev.ganvas.cli.terminal;

import dev.ganvas.batch.FileBatch;
import dev.ganvas.data.ProgressListener;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How far work on many files is: rows within a file and files together, and about how long the rest takes. Files count by their
 * bytes, which are known before any is read.
 */
public final class BatchBar implements FileBatch.Listener, ProgressListener, AutoCloseable {
    private static final double NANOS = 1e9;
    private static final int MINUTE = 60;

    /** Of a file's part of the whole, as fine as a bar shows it. */
    private static final double PARTS = 1000;

    private final PhaseBar bar;
    private final List<Long> before = new ArrayList<>();
    private long sum;
    private long started;
    private long skipped;
    private int number;
    private int next;
    private String status = "";

    public BatchBar(PhaseBar bar) {
        this.bar = bar;
    }

    /** Learns of all files before the first. */
    public void expect(List<FileBatch.Job> jobs) {
        for (FileBatch.Job job : jobs) {
            before.add(sum);
            sum += Math.max(1, job.input().toFile().length());
        }
        before.add(sum);
        started = System.nanoTime();
    }

    @Override
    public void begins(FileBatch.Job job, int index, int total) {
        // What was there already took no time.
        skipped += before.get(index) - before.get(next);
        next = index + 1;
        number = index;
        Path name = job.input().getFileName();
        status = (index + 1) + " of " + total + ": " + name;
        at(0, 1);
    }

    @Override
    public void at(long done, long total) {
        double within = (double) done / Math.max(1, total);
        double reached = before.get(number) + within * (before.get(number + 1) - before.get(number));
        bar.at(
                "pictures",
                Math.round(PARTS * before.size() * reached / sum),
                Math.round(PARTS * before.size()),
                status + left(reached));
    }

    private String left(double reached) {
        double worked = reached - skipped;
        if (worked <= 0) {
            return "";
        }
        double seconds = (System.nanoTime() - started) / NANOS * (sum - reached) / worked;
        return String.format(Locale.ROOT, ", %s left", duration(Math.round(seconds)));
    }

    /** A time in the largest two units. */
    static String duration(long seconds) {
        if (seconds < 2L * MINUTE) {
            return seconds + " s";
        }
        long minutes = (seconds + MINUTE / 2) / MINUTE;
        return minutes < 2L * MINUTE ? minutes + " min" : minutes / MINUTE + " h " + minutes % MINUTE + " min";
    }

    @Override
    public void close() {
        bar.close();
    }
}
