package dev.ganvas.server.settings;

import dev.ganvas.error.Require;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How a server is to run.
 *
 * @param address it listens at
 * @param data folder of everything that it keeps
 * @param database of PostgreSQL, as JDBC names it; empty for a file in {@code data}
 * @param work how the work is done
 * @param limits how much it takes on
 * @param sources hosts that files may be fetched from, {@code name} or {@code name:port}; none fetches nothing
 */
public record ServerSettings(
        Address address, Path data, Optional<String> database, Work work, ServerLimits limits, Set<String> sources) {
    public ServerSettings {
        sources = Set.copyOf(sources);
    }

    /**
     * Where it listens.
     *
     * @param bind an address of this computer
     * @param port 0 for any that is free
     * @param hosts names by which it may be called, beside localhost and addresses
     */
    public record Address(String bind, int port, Set<String> hosts) {
        public Address {
            Require.within(port, 0, 65535, "port");
            hosts = Set.copyOf(hosts);
        }
    }

    /**
     * How the work is done.
     *
     * @param workers jobs at once, beside one long one
     * @param command that starts a worker
     * @param models that ship, as far as clients are told of them
     */
    public record Work(int workers, List<String> command, List<Model> models) {
        public Work {
            Require.within(workers, 1, 256, "workers");
            command = List.copyOf(command);
            models = List.copyOf(models);
        }
    }

    /** A model that ships: its name, its kind, and a sentence about it. */
    public record Model(String name, String kind, String about) {}
}
