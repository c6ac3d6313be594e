package dev.ganvas.engine.ranks;

import dev.ganvas.error.Require;
import dev.ganvas.error.UsageException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which of several processes this one is, by the names of the environment that PyTorch's {@code torchrun} sets.
 *
 * @param rank number of this process, from 0
 * @param size number of processes
 * @param localRank number of this process among those of its machine
 * @param localSize processes of its machine
 * @param host name or address of the machine of rank 0
 * @param port at which rank 0 may be found there
 * @param served whether whoever started the processes already serves the keys at that port, as torchrun does
 * @param attempt how often the processes were started anew
 * @param run names the processes that belong together
 * @param timeout after which a process that does not answer counts as lost
 * @param format what gradients travel as, the same for every rank
 * @param publicly whether rank 0 may be at an address of the public internet, where anybody could take part
 */
public record RankPlace(
        int rank,
        int size,
        int localRank,
        int localSize,
        String host,
        int port,
        boolean served,
        int attempt,
        String run,
        Duration timeout,
        GradientFormat format,
        boolean publicly) {
    public static final String RANK = "RANK";
    public static final String LOCAL_RANK = "LOCAL_RANK";
    public static final String WORLD_SIZE = "WORLD_SIZE";
    public static final String LOCAL_WORLD_SIZE = "LOCAL_WORLD_SIZE";
    public static final String GROUP_RANK = "GROUP_RANK";
    public static final String MASTER_ADDR = "MASTER_ADDR";
    public static final String MASTER_PORT = "MASTER_PORT";
    public static final String RESTART_COUNT = "TORCHELASTIC_RESTART_COUNT";
    public static final String MAX_RESTARTS = "TORCHELASTIC_MAX_RESTARTS";
    public static final String RUN_ID = "TORCHELASTIC_RUN_ID";

    /** What torchrun says when the keys are served by itself. */
    public static final String AGENT_STORE = "TORCHELASTIC_USE_AGENT_STORE";

    /** Seconds, Ganvas's own. */
    public static final String TIMEOUT = "GANVAS_RANK_TIMEOUT";

    /** What gradients travel as, Ganvas's own. */
    public static final String FORMAT = "GANVAS_RANK_EXCHANGE";

    /** {@code 1} allows an address of the public internet, Ganvas's own. */
    public static final String PUBLIC = "GANVAS_RANK_PUBLIC";

    /** Most processes; each is connected to each. */
    public static final int MOST_RANKS = 256;

    private static final int USUAL_SECONDS = 60;
    private static final int MOST_SECONDS = 86_400;
    private static final int MOST_PORT = 65_535;

    public RankPlace {
        Require.within(size, 1, MOST_RANKS, WORLD_SIZE);
        Require.within(rank, 0, size - 1, RANK);
        Require.within(localSize, 1, size, LOCAL_WORLD_SIZE);
        Require.within(localRank, 0, localSize - 1, LOCAL_RANK);
        Require.within(port, 1, MOST_PORT, MASTER_PORT);
        Require.within(attempt, 0, Integer.MAX_VALUE, RESTART_COUNT);
    }

    /**
     * That of this process.
     *
     * @param environment its variables
     * @return empty when it is alone
     * @throws UsageException when some of the variables are missing or no numbers
     */
    public static Optional<RankPlace> of(Map<String, String> environment) {
        if (number(environment, WORLD_SIZE, 1) == 1) {
            return Optional.empty();
        }
        List<String> missing = new ArrayList<>();
        for (String name : List.of(RANK, MASTER_ADDR, MASTER_PORT)) {
            if (environment.getOrDefault(name, "").isBlank()) {
                missing.add(name);
            }
        }
        if (!missing.isEmpty()) {
            throw new UsageException(WORLD_SIZE + " says that " + environment.get(WORLD_SIZE)
                    + " processes train together, but " + String.join(", ", missing)
                    + (missing.size() == 1 ? " is" : " are") + " not set. Set them, or unset " + WORLD_SIZE
                    + " to train alone.");
        }
        int seconds = number(environment, TIMEOUT, USUAL_SECONDS);
        return Optional.of(new RankPlace(
                number(environment, RANK, 0),
                number(environment, WORLD_SIZE, 1),
                number(environment, LOCAL_RANK, 0),
                number(environment, LOCAL_WORLD_SIZE, 1),
                environment.get(MASTER_ADDR).strip(),
                number(environment, MASTER_PORT, 0),
                "true".equalsIgnoreCase(environment.get(AGENT_STORE)),
                number(environment, RESTART_COUNT, 0),
                environment.getOrDefault(RUN_ID, "none"),
                Duration.ofSeconds(Require.within(seconds, 1, MOST_SECONDS, TIMEOUT)),
                GradientFormat.of(environment.getOrDefault(FORMAT, GradientFormat.FP32.toString()), FORMAT),
                "1".equals(environment.get(PUBLIC))));
    }

    /** The same place, where gradients travel otherwise. */
    public RankPlace exchanging(GradientFormat other) {
        return new RankPlace(
                rank, size, localRank, localSize, host, port, served, attempt, run, timeout, other, publicly);
    }

    private static int number(Map<String, String> environment, String name, int otherwise) {
        String text = environment.getOrDefault(name, "").strip();
        try {
            return text.isEmpty() ? otherwise : Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new UsageException(name + " must be a number, not '" + text + "'.", e);
        }
    }
}
