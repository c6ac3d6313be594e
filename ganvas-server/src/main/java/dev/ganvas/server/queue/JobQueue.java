package dev.ganvas.server.queue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import dev.ganvas.server.kind.Lane;
import dev.ganvas.server.store.Database;
import dev.ganvas.server.store.Job;
import dev.ganvas.server.store.JobTable;
import dev.ganvas.server.store.StoreException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The jobs that wait and go on: begun in order, stopped when asked to, let go of when the server ends. */
public final class JobQueue {
    private static final Logger LOG = LoggerFactory.getLogger(JobQueue.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long LOOK_MILLIS = 500;
    private static final int MOST_POSITIONS = 10_000;

    private final Database database;
    private final JobTable jobs;
    private final JobEvents events;
    private final JobRunner runner;
    private final Listener listener;
    private final String node;
    private final Map<Lane, LaneScheduler> lanes = new EnumMap<>(Lane.class);
    private final Map<String, Attempt> attempts = new ConcurrentHashMap<>();
    private final Map<String, Long> positions = new ConcurrentHashMap<>();
    /** One thread may wait for a database that is silent; the other sees that it does. */
    private final ScheduledExecutorService ticker = Executors.newScheduledThreadPool(2, work -> {
        Thread thread = new Thread(work, "job-ticker");
        thread.setDaemon(true);
        return thread;
    });

    private volatile boolean draining;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private volatile long touched = System.nanoTime();

    /** Hears what becomes of jobs. */
    public interface Listener {
        /** A job was begun, after it had waited for so long. */
        void began(Job job, Duration waited);

        /** An attempt ended. */
        void ended(Job job, Job.State state, Duration ran);
    }

    /**
     * @param node this server's name, unlike any other's
     * @param threads how many jobs of each lane go on at once
     */
    public JobQueue(
            Database database,
            JobEvents events,
            JobRunner runner,
            Listener listener,
            String node,
            Map<Lane, Integer> threads) {
        this.database = database;
        this.jobs = new JobTable(database);
        this.events = events;
        this.runner = runner;
        this.listener = listener;
        this.node = node;
        threads.forEach((lane, count) -> lanes.put(lane, new LaneScheduler(database, lane, count, node, this::work)));
    }

    /** Begins to work. */
    public void start() {
        if (database.isEmbedded()) {
            jobs.releaseAll();
        }
        lanes.values().forEach(LaneScheduler::start);
        ScheduledFuture<?> unused =
                ticker.scheduleWithFixedDelay(this::tick, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        ScheduledFuture<?> other =
                ticker.scheduleWithFixedDelay(this::watch, LOOK_MILLIS / 2, LOOK_MILLIS / 2, TimeUnit.MILLISECONDS);
    }

    /** Puts a job into its queue, durably. */
    public void put(JobTable.Draft draft) {
        database.write(connection -> {
            long tag = jobs.insert(draft);
            lanes.get(draft.lane()).schedule(draft.id(), draft.priority(), tag);
            return tag;
        });
        lanes.get(draft.lane()).look();
    }

    /** Stops a job: at once while it waits, soon while it goes on. */
    public void cancel(Job job) {
        boolean waited = jobs.cancelWaiting(job.id());
        if (waited) {
            try {
                lanes.get(job.place().lane()).unschedule(job.id());
            } catch (RuntimeException e) {
                // Somebody has just picked it up, and will find that it has ended.
                LOG.debug("{} was picked up while it was cancelled", job.id());
            }
            tell(job.id(), Job.State.CANCELLED);
            return;
        }
        jobs.askToCancel(job.id());
        Optional.ofNullable(attempts.get(job.id())).ifPresent(attempt -> attempt.stop(Attempt.Reason.CANCELLED));
    }

    /** Has a training that was stopped or failed go on; false when it does not stand still. */
    public boolean resume(Job job) {
        boolean waits = database.write(connection -> {
            boolean changed = jobs.resume(job.id());
            if (changed) {
                lanes.get(job.place().lane())
                        .schedule(job.id(), job.place().priority(), job.place().tag());
            }
            return changed;
        });
        if (waits) {
            tell(job.id(), Job.State.QUEUED);
            lanes.get(job.place().lane()).look();
        }
        return waits;
    }

    private CompletionHandler<Void> work(String id) {
        if (draining) {
            return (complete, operations) -> operations.reschedule(complete, complete.getExecution().executionTime);
        }
        Optional<Job> claimed = jobs.claim(id, node);
        if (claimed.isEmpty()) {
            if (jobs.endCancelled(id)) {
                tell(id, Job.State.CANCELLED);
            }
            return (complete, operations) -> operations.stop();
        }
        Job job = claimed.get();
        Attempt attempt = new Attempt(job);
        attempts.put(id, attempt);
        tell(id, Job.State.RUNNING);
        listener.began(
                job, Duration.ofMillis(System.currentTimeMillis() - job.times().created()));
        try {
            if (draining) {
                attempt.stop(Attempt.Reason.LET_GO);
            }
            return completion(attempt, runner.run(attempt));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return completion(attempt, new JobRunner.Outcome.Again(false));
        } finally {
            attempts.remove(id);
        }
    }

    /** The job's end and the scheduler's are one transaction, so that neither is without the other. */
    private CompletionHandler<Void> completion(Attempt attempt, JobRunner.Outcome outcome) {
        Job job = attempt.job();
        if (outcome instanceof JobRunner.Outcome.Ended ended) {
            Job.State state = ended.end().state();
            return (complete, operations) -> {
                boolean mine = database.write(connection -> {
                    boolean first = jobs.finish(job, ended.end());
                    if (first) {
                        operations.stop();
                    }
                    return first;
                });
                if (mine) {
                    tell(job.id(), state);
                    listener.ended(job, state, Duration.ofMillis((long) (attempt.seconds() * 1000)));
                }
            };
        }
        boolean died = outcome instanceof JobRunner.Outcome.Again again && again.workerDied();
        return (complete, operations) -> {
            boolean mine = database.write(connection -> {
                boolean first = jobs.requeue(job, died);
                if (first) {
                    operations.reschedule(complete, complete.getExecution().executionTime);
                }
                return first;
            });
            if (mine) {
                tell(job.id(), Job.State.QUEUED);
            }
        };
    }

    private void tell(String id, Job.State state) {
        events.publish(id, "state", JSON.createObjectNode().put("state", state.label()));
        positions.remove(id);
    }

    private void tick() {
        try {
            for (String id : jobs.toCancel(node)) {
                Optional.ofNullable(attempts.get(id)).ifPresent(attempt -> attempt.stop(Attempt.Reason.CANCELLED));
            }
            touched = System.nanoTime();
            tellPositions();
        } catch (StoreException e) {
            LOG.warn("the database cannot be reached: {}", e.getMessage());
        } catch (RuntimeException e) {
            LOG.warn("looking after jobs failed", e);
        }
    }

    /**
     * Waits for nothing, so that a connection on which nothing comes back does not keep a server from letting go of what others are
     * about to take.
     */
    private void watch() {
        if (!database.isEmbedded() && System.nanoTime() - touched > LaneScheduler.FENCE.toNanos()) {
            attempts.values().forEach(Attempt::kill);
        }
        attempts.forEach((id, attempt) -> {
            if (attempt.isSilent()) {
                attempt.told();
                ObjectNode alive = JSON.createObjectNode().put("elapsed", Math.round(attempt.seconds()));
                events.publish(id, "alive", alive);
            }
        });
    }

    /** Tells those who listen how many come before them, when that has changed. */
    private void tellPositions() {
        Set<String> heard = events.listenedTo();
        if (heard.isEmpty()) {
            return;
        }
        for (Lane lane : Lane.values()) {
            List<String> order = jobs.order(lane, MOST_POSITIONS);
            for (int i = 0; i < order.size(); i++) {
                String id = order.get(i);
                if (heard.contains(id)) {
                    Long before = positions.put(id, (long) i);
                    if (before == null || before != i) {
                        events.publish(id, "position", JSON.createObjectNode().put("ahead", i));
                    }
                }
            }
        }
        positions.keySet().retainAll(heard);
    }

    /** Jobs that go on here. */
    public int running() {
        return attempts.size();
    }

    public boolean isDraining() {
        return draining;
    }

    /** Begins nothing more; waits for what goes on, and lets go of what takes longer, which is begun again later. */
    public void drain(Duration most) {
        draining = true;
        lanes.values().forEach(LaneScheduler::pause);
        long end = System.nanoTime() + most.toNanos();
        attempts.values().stream()
                .filter(attempt -> attempt.job().place().lane() == Lane.LONG)
                .forEach(attempt -> attempt.stop(Attempt.Reason.LET_GO));
        while (!attempts.isEmpty() && System.nanoTime() < end) {
            try {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS / 10);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        attempts.values().forEach(Attempt::kill);
        if (!stopped.getAndSet(true)) {
            lanes.values().forEach(LaneScheduler::stop);
            ticker.shutdownNow();
        }
    }
}
