package dev.ganvas.launch;

import dev.ganvas.engine.ranks.GradientFormat;
import dev.ganvas.engine.ranks.RankPlace;
import dev.ganvas.error.Require;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which processes to start on this machine.
 *
 * @param processes of this machine, and of each other
 * @param machine number of this machine, from 0
 * @param machines that take part
 * @param first where rank 0 is; empty on one machine, where a free port is found for each attempt
 * @param restarts how often the processes are started anew before the launcher gives up
 * @param timeout after which a process that does not answer counts as lost
 * @param format what gradients travel as
 */
public record LaunchPlan(
        int processes,
        int machine,
        int machines,
        Optional<Address> first,
        int restarts,
        Duration timeout,
        GradientFormat format) {
    private static final int MOST_RESTARTS = 10_000;

    /** Of rank 0's machine. */
    public record Address(String host, int port) {}

    public LaunchPlan {
        Require.within(processes, 1, RankPlace.MOST_RANKS, "processes");
        Require.within(machines, 1, RankPlace.MOST_RANKS, "machines");
        Require.within(machine, 0, machines - 1, "number of this machine");
        Require.within(processes * machines, 1, RankPlace.MOST_RANKS, "processes of all machines");
        Require.within(restarts, 0, MOST_RESTARTS, "restarts");
        Require.that(
                machines == 1 || first.isPresent(),
                "several machines need to know where rank 0 is: name the address and port of machine 0");
    }

    /** The environment of a process, by the names that torchrun made common. */
    Map<String, String> environment(int local, int attempt, Address at) {
        Map<String, String> names = new LinkedHashMap<>();
        names.put(RankPlace.RANK, Integer.toString(machine * processes + local));
        names.put(RankPlace.LOCAL_RANK, Integer.toString(local));
        names.put(RankPlace.WORLD_SIZE, Integer.toString(machines * processes));
        names.put(RankPlace.LOCAL_WORLD_SIZE, Integer.toString(processes));
        names.put(RankPlace.GROUP_RANK, Integer.toString(machine));
        names.put(RankPlace.MASTER_ADDR, at.host());
        names.put(RankPlace.MASTER_PORT, Integer.toString(at.port()));
        names.put(RankPlace.RESTART_COUNT, Integer.toString(attempt));
        names.put(RankPlace.MAX_RESTARTS, Integer.toString(restarts));
        names.put(RankPlace.RUN_ID, "none");
        names.put(RankPlace.AGENT_STORE, "False");
        names.put(RankPlace.TIMEOUT, Long.toString(timeout.toSeconds()));
        names.put(RankPlace.FORMAT, format.toString());
        names.put(Parent.VARIABLE, "1");
        return names;
    }
}
