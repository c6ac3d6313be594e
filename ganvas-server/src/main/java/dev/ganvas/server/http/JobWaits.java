package dev.ganvas.server.http;

import dev.ganvas.server.queue.JobEvents;
import dev.ganvas.server.store.JobTable;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Requests that wait for a job to end, without a thread for each. */
final class JobWaits implements AutoCloseable {
    private static final long LOOK_MILLIS = 500;

    private final JobTable jobs;
    private final JobEvents events;
    private final ScheduledExecutorService looking = Executors.newScheduledThreadPool(2, work -> {
        Thread thread = new Thread(work, "job-waits");
        thread.setDaemon(true);
        return thread;
    });

    JobWaits(JobTable jobs, JobEvents events) {
        this.jobs = jobs;
        this.events = events;
    }

    /** Done when the job has ended, or the time is over. */
    CompletableFuture<Void> until(String job, Duration most) {
        CompletableFuture<Void> over = new CompletableFuture<>();
        Runnable look = () -> {
            if (jobs.find(job).map(found -> found.state().isEnd()).orElse(true)) {
                over.complete(null);
            }
        };
        // Others may do the job too, and tell of it nowhere but in the database.
        ScheduledFuture<?> repeated =
                looking.scheduleWithFixedDelay(look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        Runnable heard = () -> looking.execute(look);
        events.listen(job, heard);
        looking.execute(look);
        return over.completeOnTimeout(null, most.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((nothing, failure) -> {
                    repeated.cancel(false);
                    events.unlisten(job, heard);
                });
    }

    @Override
    public void close() {
        looking.shutdownNow();
    }
}
