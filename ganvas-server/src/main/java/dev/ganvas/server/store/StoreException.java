package dev.ganvas.server.store;

import java.sql.SQLException;
import java.util.Locale;

/** The database refused. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Of SQLite: the disk is full. */
    private static final int SQLITE_FULL = 13;

    /** Of PostgreSQL: the disk is full. */
    private static final String POSTGRES_FULL = "53100";

    /** Of the SQL standard: a unique key is there already. */
    private static final String UNIQUE = "23505";

    StoreException(SQLException cause) {
        super(cause.getMessage(), cause);
    }

    private SQLException sql() {
        return (SQLException) getCause();
    }

    /** Whether there is no room left. */
    public boolean isFull() {
        return sql().getErrorCode() == SQLITE_FULL
                || POSTGRES_FULL.equals(sql().getSQLState())
                || String.valueOf(getMessage()).toLowerCase(Locale.ROOT).contains("no space left");
    }

    /** Whether a row with the same key is there already. */
    public boolean isDuplicate() {
        return UNIQUE.equals(sql().getSQLState())
                || String.valueOf(getMessage()).contains("UNIQUE constraint");
    }
}
