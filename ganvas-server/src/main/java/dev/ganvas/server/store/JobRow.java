package dev.ganvas.server.store;

import dev.ganvas.server.kind.Lane;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalLong;

/** A job as a row of the table. */
final class JobRow {
    static final String COLUMNS =
            "id, owner, kind, lane, priority, tag, state, request, created, started, finished, attempts, deaths, cancelled,"
                    + " progress, answer, results, problem, keeps";

    private JobRow() {}

    /** The job of a row of these {@link #COLUMNS}. */
    static Job read(ResultSet row) throws SQLException {
        return new Job(
                row.getString("id"),
                row.getString("owner"),
                row.getString("kind"),
                new Job.Place(Lane.valueOf(row.getString("lane")), row.getInt("priority"), row.getLong("tag")),
                Job.State.valueOf(row.getString("state")),
                row.getString("request"),
                new Job.Times(row.getLong("created"), time(row, "started"), time(row, "finished")),
                new Job.Tries(row.getInt("attempts"), row.getInt("deaths")),
                row.getInt("cancelled") != 0,
                new Job.Result(text(row, "progress"), text(row, "answer"), text(row, "results"), text(row, "problem")),
                row.getInt("keeps") != 0);
    }

    private static OptionalLong time(ResultSet row, String column) throws SQLException {
        long time = row.getLong(column);
        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(time);
    }

    private static Optional<String> text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }
}
