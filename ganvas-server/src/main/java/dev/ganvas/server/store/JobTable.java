package dev.ganvas.server.store;

import dev.ganvas.server.kind.Lane;
import dev.ganvas.server.store.Job.State;
import java.util.List;
import java.util.Optional;

/**
 * The table of jobs. Each change of state names the state, and while running the attempt, that it leaves; so a change that comes
 * too late changes nothing, and each job ends once.
 */
public final class JobTable {
    private final Database database;

    public JobTable(Database database) {
        this.database = database;
    }

    /**
     * A job to be.
     *
     * @param hash of the request, to tell whether a repeated one is the same
     * @param idempotency what the client calls the request, if it does
     * @param bytes of its inputs
     */
    public record Draft(
            String id,
            String owner,
            String kind,
            Lane lane,
            int priority,
            String request,
            String hash,
            Optional<String> idempotency,
            long bytes,
            boolean keeps) {}

    /** How many wait, of all and of one owner, and the bytes of their inputs. */
    public record Waiting(long jobs, long bytes, long own) {}

    /** A job that was asked for by the same name before. */
    public record Earlier(String id, String hash) {}

    /**
     * Puts a job into its queue, in its {@linkplain FairOrder turn}.
     *
     * @return its tag
     */
    public long insert(Draft draft) {
        return database.write(connection -> {
            long tag = FairOrder.next(connection, draft);
            Sql.update(
                    connection,
                    "insert into job (id, owner, kind, lane, priority, tag, state, request, request_hash, idempotency, bytes,"
                            + " created, attempts, deaths, cancelled, result_bytes, keeps)"
                            + " values (?, ?, ?, ?, ?, ?, 'QUEUED', ?, ?, ?, ?, ?, 0, 0, 0, 0, ?)",
                    draft.id(),
                    draft.owner(),
                    draft.kind(),
                    draft.lane().name(),
                    draft.priority(),
                    tag,
                    draft.request(),
                    draft.hash(),
                    draft.idempotency().orElse(null),
                    draft.bytes(),
                    System.currentTimeMillis(),
                    draft.keeps() ? 1 : 0);
            return tag;
        });
    }

    public Optional<Job> find(String id) {
        return database.read(connection ->
                Sql.first(connection, "select " + JobRow.COLUMNS + " from job where id = ?", JobRow::read, id));
    }

    public Optional<Earlier> earlier(String owner, String idempotency) {
        return database.read(connection -> Sql.first(
                connection,
                "select id, request_hash from job where owner = ? and idempotency = ?",
                row -> new Earlier(row.getString(1), row.getString(2)),
                owner,
                idempotency));
    }

    /**
     * Jobs from the newest on.
     *
     * @param owner whose; empty for all
     * @param before those that are older than this one alone; empty for the newest
     */
    public List<Job> list(Optional<String> owner, Optional<String> before, int most) {
        String after = before.orElse("Z");
        return database.read(connection -> owner.isPresent()
                ? Sql.list(
                        connection,
                        "select " + JobRow.COLUMNS + " from job where owner = ? and id < ? order by id desc limit ?",
                        JobRow::read,
                        owner.get(),
                        after,
                        most)
                : Sql.list(
                        connection,
                        "select " + JobRow.COLUMNS + " from job where id < ? order by id desc limit ?",
                        JobRow::read,
                        after,
                        most));
    }

    public Waiting waiting(String owner) {
        return database.read(connection -> Sql.first(
                        connection,
                        "select count(*), coalesce(sum(bytes), 0), coalesce(sum(case when owner = ? then 1 else 0 end), 0)"
                                + " from job where state = 'QUEUED'",
                        row -> new Waiting(row.getLong(1), row.getLong(2), row.getLong(3)),
                        owner)
                .orElseThrow());
    }

    /** How many are in each state that is no end. */
    public long count(State state) {
        return database.read(
                connection -> Sql.number(connection, "select count(*) from job where state = ?", state.name()));
    }

    /** How many jobs come before a waiting one in its lane. */
    public long ahead(Job job) {
        return database.read(connection -> Sql.number(
                connection,
                "select count(*) from job where state = 'QUEUED' and lane = ?"
                        + " and (priority > ? or priority = ? and (tag < ? or tag = ? and id < ?))",
                job.place().lane().name(),
                job.place().priority(),
                job.place().priority(),
                job.place().tag(),
                job.place().tag(),
                job.id()));
    }

    /** Waiting jobs of a lane, the next one first. */
    public List<String> order(Lane lane, int most) {
        return database.read(connection -> Sql.list(
                connection,
                "select id from job where state = 'QUEUED' and lane = ? order by priority desc, tag, id limit ?",
                row -> row.getString(1),
                lane.name(),
                most));
    }

    /**
     * Begins a job, or begins it again after whoever did it died.
     *
     * @param node who begins it
     * @return the job with the attempt counted; empty when it has ended or is to stop
     */
    public Optional<Job> claim(String id, String node) {
        return database.write(connection -> {
            int changed = Sql.update(
                    connection,
                    "update job set state = 'RUNNING', attempts = attempts + 1, node = ?, started = coalesce(started, ?)"
                            + " where id = ? and state in ('QUEUED', 'RUNNING') and cancelled = 0",
                    node,
                    System.currentTimeMillis(),
                    id);
            if (changed == 0) {
                return Optional.empty();
            }
            Optional<Job> job =
                    Sql.first(connection, "select " + JobRow.COLUMNS + " from job where id = ?", JobRow::read, id);
            FairOrder.advance(connection, job.orElseThrow().place());
            return job;
        });
    }

    /**
     * How a job ended.
     *
     * @param bytes of its files
     */
    public record End(State state, Job.Result result, long bytes) {}

    /** Ends an attempt; false when another has taken its place. */
    public boolean finish(Job job, End end) {
        return database.write(connection -> Sql.update(
                        connection,
                        "update job set state = ?, finished = ?, answer = ?, results = ?, problem = ?, result_bytes = ?"
                                + " where id = ? and state = 'RUNNING' and attempts = ?",
                        end.state().name(),
                        System.currentTimeMillis(),
                        end.result().answer().orElse(null),
                        end.result().files().orElse(null),
                        end.result().problem().orElse(null),
                        end.bytes(),
                        job.id(),
                        job.tries().attempts()))
                == 1;
    }

    /** Puts an attempt that came to nothing back into its place; false when another has taken its place. */
    public boolean requeue(Job job, boolean workerDied) {
        return database.write(connection -> Sql.update(
                        connection,
                        "update job set state = 'QUEUED', deaths = deaths + ? where id = ? and state = 'RUNNING' and"
                                + " attempts = ?",
                        workerDied ? 1 : 0,
                        job.id(),
                        job.tries().attempts()))
                == 1;
    }

    /** Ends a job that waits; false when it does not wait. */
    public boolean cancelWaiting(String id) {
        return database.write(connection -> Sql.update(
                        connection,
                        "update job set state = 'CANCELLED', cancelled = 1, finished = ? where id = ? and state = 'QUEUED'",
                        System.currentTimeMillis(),
                        id))
                == 1;
    }

    /** Asks whoever does a job to stop. */
    public void askToCancel(String id) {
        database.write(connection ->
                Sql.update(connection, "update job set cancelled = 1 where id = ? and state = 'RUNNING'", id));
    }

    /** A stopped or failed job waits again; false when it was neither. */
    public boolean resume(String id) {
        return database.write(connection -> Sql.update(
                        connection,
                        "update job set state = 'QUEUED', cancelled = 0, deaths = 0, finished = null, problem = null"
                                + " where id = ? and state in ('CANCELLED', 'FAILED')",
                        id))
                == 1;
    }

    /** Jobs of this node that are to stop. */
    public List<String> toCancel(String node) {
        return database.read(connection -> Sql.list(
                connection,
                "select id from job where state = 'RUNNING' and cancelled = 1 and node = ?",
                row -> row.getString(1),
                node));
    }

    /** Ends a job that was to stop, and that nobody does any more. */
    public boolean endCancelled(String id) {
        return database.write(connection -> Sql.update(
                        connection,
                        "update job set state = 'CANCELLED', finished = ? where id = ? and state = 'RUNNING' and cancelled = 1",
                        System.currentTimeMillis(),
                        id))
                == 1;
    }

    /** Writes down how far a job is, for other servers. */
    public void progress(String id, int attempt, String progress) {
        database.write(connection -> Sql.update(
                connection,
                "update job set progress = ? where id = ? and state = 'RUNNING' and attempts = ?",
                progress,
                id,
                attempt));
    }

    /** Jobs that ended before a moment and need not be kept, the oldest first. */
    public List<String> ended(long before, int most) {
        return database.read(connection -> Sql.list(
                connection,
                "select id from job where state in ('DONE', 'FAILED', 'CANCELLED') and keeps = 0 and finished < ?"
                        + " order by finished limit ?",
                row -> row.getString(1),
                before,
                most));
    }

    public boolean delete(String id) {
        return database.write(connection -> Sql.update(
                        connection, "delete from job where id = ? and state in ('DONE', 'FAILED', 'CANCELLED')", id))
                == 1;
    }

    /** Bytes of the results of all jobs and the inputs of those that wait. */
    public long bytes() {
        return database.read(connection -> Sql.number(connection, "select coalesce(sum(result_bytes), 0) from job"));
    }

    /** Lets go of what a process that is no more had begun; for a database that this process alone uses. */
    public void releaseAll() {
        database.write(connection -> {
            for (Lane lane : Lane.values()) {
                Sql.update(
                        connection,
                        "update " + table(lane)
                                + " set picked = ?, picked_by = null, last_heartbeat = null where picked = ?",
                        false,
                        true);
            }
            return Sql.update(connection, "update job set state = 'QUEUED' where state = 'RUNNING' and cancelled = 0");
        });
    }

    /** The scheduler's table for a lane. */
    public static String table(Lane lane) {
        return switch (lane) {
            case QUICK -> "scheduled_quick";
            case LONG -> "scheduled_long";
        };
    }
}
