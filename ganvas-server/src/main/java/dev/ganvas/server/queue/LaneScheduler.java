package dev.ganvas.server.queue;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.ganvas.server.kind.Lane;
import dev.ganvas.server.store.Database;
import dev.ganvas.server.store.JobTable;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;

/**
 * Hands the jobs of a lane to threads, in order, each to one server alone; what a dead server had begun is begun again.
 *
 * <p>A job's tag stands for the time that it is scheduled to, in milliseconds after 1970: so it is due at once, and the order of
 * tags is the order of times.
 */
final class LaneScheduler {
    /** A server that gave no sign of life for {@link #MISSED} of these is dead, which is noticed within two more. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(4);

    private static final int MISSED = 4;

    /** Whoever cannot reach the database for so long lets go of its jobs, before the others take them. */
    static final Duration FENCE = Duration.ofSeconds(11);

    private static final Duration POLL = Duration.ofMillis(1000);
    private static final Duration RETRY = Duration.ofSeconds(10);
    private static final TaskDescriptor<Void> JOB = TaskDescriptor.of("job");

    private final Scheduler scheduler;

    /** @param work does a job, and says how to complete it */
    LaneScheduler(
            Database database, Lane lane, int threads, String node, Function<String, CompletionHandler<Void>> work) {
        Task<Void> task = Tasks.custom(JOB)
                .onFailure((complete, operations) ->
                        operations.reschedule(complete, Instant.now().plus(RETRY)))
                .onDeadExecution((complete, operations) ->
                        operations.reschedule(complete, complete.getExecution().executionTime))
                .execute((instance, context) -> work.apply(instance.getId()));
        scheduler = Scheduler.create(database.dataSource(), task)
                .tableName(JobTable.table(lane))
                .schedulerName(new SchedulerName.Fixed(node))
                .threads(threads)
                // No candidates beyond those that can begin: who comes later may come first.
                .pollUsingFetch(0.5, 1)
                .enablePriority()
                .pollingInterval(POLL)
                .heartbeatInterval(HEARTBEAT)
                .missedHeartbeatsLimit(MISSED)
                .shutdownMaxWait(Duration.ofSeconds(30))
                .failureLogging(LogLevel.WARN, true)
                .build();
    }

    /** Takes part in the transaction that goes on. */
    void schedule(String job, int priority, long tag) {
        scheduler.schedule(JOB.instance(job).priority(priority).scheduledTo(Instant.ofEpochMilli(tag)));
    }

    /** Takes a job away that nobody has begun; none of its business is done by others. */
    void unschedule(String job) {
        scheduler.cancel(JOB.instanceId(job));
    }

    /** Looks at once whether there is something to do. */
    void look() {
        scheduler.triggerCheckForDueExecutions();
    }

    void start() {
        scheduler.start();
    }

    /** Begins nothing more. */
    void pause() {
        scheduler.pause();
    }

    /** Ends, when what goes on has ended. */
    void stop() {
        scheduler.stop();
    }
}
