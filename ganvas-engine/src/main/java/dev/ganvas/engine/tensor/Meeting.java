package dev.ganvas.engine.tensor;

import dev.ganvas.error.Require;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Where the processes of a {@link ProcessGroup} find one another.
 *
 * @param file on one machine, a new file that all of them can read and write; nothing then listens to a network but the group's
 *     own connections, at the loopback address
 * @param host on several machines, the name or address of the one whose process serves the keys
 * @param port of that process
 * @param serves whether this process serves the keys
 * @param address of this machine that the others connect to
 * @param timeout after which a process that does not answer counts as lost
 */
public record Meeting(Optional<Path> file, String host, int port, boolean serves, String address, Duration timeout) {
    public Meeting {
        Require.that(!timeout.isNegative() && !timeout.isZero(), "a time-out must be positive, not " + timeout);
    }

    /** Of processes of one machine. */
    public static Meeting in(Path file, Duration timeout) {
        return new Meeting(Optional.of(file), "", 0, false, "127.0.0.1", timeout);
    }
}
