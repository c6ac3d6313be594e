package dev.ganvas.server.queue;

import dev.ganvas.server.kind.Lane;
import dev.ganvas.server.store.Job;
import dev.ganvas.server.work.WorkerProcess;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A job that a worker of this server does at this moment, and that may be stopped from outside. */
final class Attempt {
    private static final long LOOK_MILLIS = 50;

    /** Between being asked to stop and being killed; a training saves in that time, if it can. */
    private static final Duration QUICK_GRACE = Duration.ofMillis(700);

    private static final Duration LONG_GRACE = Duration.ofSeconds(4);

    /** Why it is stopped. */
    enum Reason {
        /** Its owner wants it no more. */
        CANCELLED,
        /** The server ends, or has lost touch with the others. */
        LET_GO
    }

    private final Job job;
    private final long began = System.nanoTime();
    private Optional<Reason> reason = Optional.empty();
    private Optional<WorkerProcess> worker = Optional.empty();
    private long killAt;
    private volatile long lastTold = System.nanoTime();

    Attempt(Job job) {
        this.job = job;
    }

    Job job() {
        return job;
    }

    /** Asks it to stop; the first reason counts. */
    synchronized void stop(Reason why) {
        if (reason.isEmpty()) {
            reason = Optional.of(why);
            Duration grace = job.place().lane() == Lane.LONG ? LONG_GRACE : QUICK_GRACE;
            killAt = System.nanoTime() + grace.toNanos();
            worker.ifPresent(WorkerProcess::askToStop);
        }
    }

    /** Stops it at once. */
    synchronized void kill() {
        stop(Reason.LET_GO);
        worker.ifPresent(WorkerProcess::kill);
    }

    synchronized Optional<Reason> reason() {
        return reason;
    }

    /** Has a worker do it, unless it was stopped before. */
    WorkerProcess.Outcome await(WorkerProcess used, CompletableFuture<WorkerProcess.Outcome> outcome)
            throws InterruptedException {
        synchronized (this) {
            worker = Optional.of(used);
            if (reason.isPresent()) {
                used.askToStop();
            }
        }
        while (true) {
            try {
                return outcome.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                killWhenDue(used);
            } catch (ExecutionException e) {
                throw new IllegalStateException("outcomes are values", e);
            }
        }
    }

    private synchronized void killWhenDue(WorkerProcess used) {
        if (reason.isPresent() && System.nanoTime() - killAt > 0) {
            used.kill();
        }
    }

    double seconds() {
        return (System.nanoTime() - began) / 1e9;
    }

    /** Notes that something of it was told. */
    void told() {
        lastTold = System.nanoTime();
    }

    /** Whether nothing of it was told for so long that something is to be told now, for there to be something each second. */
    boolean isSilent() {
        return System.nanoTime() - lastTold > 700_000_000L;
    }
}
