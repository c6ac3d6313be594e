package dev.ganvas.server.store;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * The order in which the jobs of a lane and priority are begun. Keys take turns by start-time fair queueing (Goyal, Vin, Cheng 1996): a
 * job's tag is one above that of its owner's last waiting job, or of the job begun last, whichever is later.
 */
final class FairOrder {
    private FairOrder() {}

    /** The tag of a job that is put into its queue now. */
    static long next(Connection connection, JobTable.Draft draft) throws SQLException {
        long begun = Sql.number(
                connection,
                "select virtual from lane_clock where lane = ? and priority = ?",
                draft.lane().name(),
                draft.priority());
        long last = Sql.number(
                connection,
                "select max(tag) from job where state = 'QUEUED' and lane = ? and priority = ? and owner = ?",
                draft.lane().name(),
                draft.priority(),
                draft.owner());
        return Math.max(begun, last) + 1;
    }

    /** Notes that the job in this place is begun. */
    static void advance(Connection connection, Job.Place place) throws SQLException {
        Sql.update(
                connection,
                "insert into lane_clock (lane, priority, virtual) values (?, ?, ?) on conflict (lane, priority) do update"
                        + " set virtual = case when lane_clock.virtual > excluded.virtual then lane_clock.virtual"
                        + " else excluded.virtual end",
                place.lane().name(),
                place.priority(),
                place.tag());
    }
}
