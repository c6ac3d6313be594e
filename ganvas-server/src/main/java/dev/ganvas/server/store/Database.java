package dev.ganvas.server.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.ganvas.error.UsageException;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.Optional;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * Where jobs, uploads and keys are kept: a file of SQLite, or PostgreSQL for several servers. What was committed outlives a kill
 * and a loss of power: SQLite runs with a write-ahead log that is forced to the disk with each commit.
 *
 * <p>SQLite has one writer at a time. So all that writes takes turns at one connection instead of being told to come again.
 */
public final class Database implements AutoCloseable {
    /** The file of SQLite in the folder of data. */
    public static final String FILE = "ganvas.db";

    private static final int READERS = 6;
    private static final int POSTGRES_CONNECTIONS = 12;
    private static final long CONNECTION_MILLIS = 10_000;

    private static final String POSTGRES = "jdbc:postgresql:";

    /** What the driver calls the longest wait for an answer. */
    private static final String SILENCE = "socketTimeout";

    private static final String SILENCE_SECONDS = "15";

    /** The transaction that a thread is in. */
    private static final ThreadLocal<Transaction> CURRENT = new ThreadLocal<>();

    private record Transaction(Database database, Connection connection) {}

    private final HikariDataSource writing;
    private final HikariDataSource reading;
    private final boolean embedded;

    private Database(HikariDataSource writing, HikariDataSource reading, boolean embedded) {
        this.writing = writing;
        this.reading = reading;
        this.embedded = embedded;
    }

    /** What is done with a connection. */
    @FunctionalInterface
    public interface Work<T> {
        T with(Connection connection) throws SQLException;
    }

    /**
     * Opens the database, and makes its tables where they are not there.
     *
     * @param folder of the data, for SQLite
     * @param url of PostgreSQL, as JDBC has it; empty for SQLite
     */
    public static Database open(Path folder, Optional<String> url) throws IOException {
        Files.createDirectories(folder);
        if (url.isPresent() && !url.get().startsWith(POSTGRES)) {
            throw new UsageException("A database is named as jdbc:postgresql://host/name; without one it is a file.");
        }
        boolean embedded = url.isEmpty();
        String place = url.orElse("jdbc:sqlite:" + folder.resolve(FILE)
                + "?journal_mode=WAL&synchronous=FULL&busy_timeout=10000&transaction_mode=IMMEDIATE");
        HikariDataSource writing = pool(place, embedded ? 1 : POSTGRES_CONNECTIONS);
        Database database = new Database(writing, embedded ? pool(place, READERS) : writing, embedded);
        try (Connection connection = writing.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : Schema.STATEMENTS) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            database.close();
            throw new UsageException("The database cannot be used: " + e.getMessage(), e);
        }
        return database;
    }

    private static HikariDataSource pool(String url, int connections) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(CONNECTION_MILLIS);
        config.setInitializationFailTimeout(CONNECTION_MILLIS);
        if (url.startsWith(POSTGRES) && !url.contains(SILENCE)) {
            // A network that was cut says nothing; without this its connections would be waited for as long as TCP
            // tries.
            config.addDataSourceProperty(SILENCE, SILENCE_SECONDS);
        }
        try {
            return new HikariDataSource(config);
        } catch (RuntimeException e) {
            throw new UsageException("The database cannot be opened: " + e.getMessage(), e);
        }
    }

    /** Whether it is a file that this process alone uses. */
    public boolean isEmbedded() {
        return embedded;
    }

    /** Reads. */
    public <T> T read(Work<T> work) {
        Optional<Connection> open = current();
        if (open.isPresent()) {
            return run(work, open.get());
        }
        try (Connection connection = reading.getConnection()) {
            return run(work, connection);
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    private Optional<Connection> current() {
        return Optional.ofNullable(CURRENT.get())
                .filter(transaction -> transaction.database() == this)
                .map(Transaction::connection);
    }

    private static <T> T run(Work<T> work, Connection connection) {
        try {
            return work.with(connection);
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    /** Writes, all or nothing. What this thread does with {@link #dataSource()} meanwhile belongs to the same transaction. */
    public <T> T write(Work<T> work) {
        Optional<Connection> open = current();
        if (open.isPresent()) {
            return run(work, open.get());
        }
        try (Connection connection = writing.getConnection()) {
            connection.setAutoCommit(false);
            CURRENT.set(new Transaction(this, connection));
            boolean done = false;
            try {
                T result = work.with(connection);
                connection.commit();
                done = true;
                return result;
            } finally {
                CURRENT.remove();
                if (!done) {
                    connection.rollback();
                }
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    /** For the scheduler, which takes part in this thread's transaction when there is one. */
    public DataSource dataSource() {
        return new Joining();
    }

    @Override
    public void close() {
        writing.close();
        if (reading != writing) {
            reading.close();
        }
    }

    /** Hands out the connection of the transaction that goes on, which others may not close. */
    private final class Joining implements DataSource {
        @Override
        public Connection getConnection() throws SQLException {
            Optional<Connection> open = current();
            return open.isEmpty() ? writing.getConnection() : unclosable(open.get());
        }

        private static Connection unclosable(Connection open) {
            return (Connection) Proxy.newProxyInstance(
                    Connection.class.getClassLoader(),
                    new Class<?>[] {Connection.class},
                    (proxy, method, arguments) -> {
                        if (method.getName().equals("close")) {
                            return null;
                        }
                        try {
                            return method.invoke(open, arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
        }

        @Override
        public Connection getConnection(String user, String password) throws SQLException {
            return getConnection();
        }

        @Override
        public PrintWriter getLogWriter() throws SQLException {
            return writing.getLogWriter();
        }

        @Override
        public void setLogWriter(PrintWriter out) throws SQLException {
            writing.setLogWriter(out);
        }

        @Override
        public void setLoginTimeout(int seconds) throws SQLException {
            writing.setLoginTimeout(seconds);
        }

        @Override
        public int getLoginTimeout() throws SQLException {
            return writing.getLoginTimeout();
        }

        @Override
        public Logger getParentLogger() throws SQLFeatureNotSupportedException {
            throw new SQLFeatureNotSupportedException("java.util.logging is not used");
        }

        @Override
        public <T> T unwrap(Class<T> type) throws SQLException {
            return writing.unwrap(type);
        }

        @Override
        public boolean isWrapperFor(Class<?> type) throws SQLException {
            return writing.isWrapperFor(type);
        }
    }
}
