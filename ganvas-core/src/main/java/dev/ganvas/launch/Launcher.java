package dev.ganvas.launch;

import dev.ganvas.error.EngineException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Starts the ranks of this machine and watches them. As soon as one ends otherwise than well, the others are ended and all are
 * started anew, which go on from the last checkpoint; after some attempts it gives up, with one report of what each said last.
 * On several machines each has a launcher: ranks of the others notice that one is lost, and end, and are started anew too.
 */
public final class Launcher {
    /** Of a process that was used wrongly, or refuses to take part: it would again. */
    private static final int USAGE = 2;

    private static final int INTERRUPTED = 130;
    private static final int FAILED = 1;

    /** In which ranks that have noticed end by themselves, and say why. */
    private static final long LAST_WORDS_MILLIS = 1500;

    /** In which the others end when one has ended well. */
    private static final long FINISH_SECONDS = 60;

    /** In which ranks that were asked to have saved. */
    private static final long SAVE_SECONDS = 120;

    private final LaunchPlan plan;
    private final List<String> command;
    private final Consumer<String> told;
    private volatile List<RankProcess> running = List.of();
    private volatile boolean stopping;

    /**
     * @param command the program and its arguments, the same for every rank
     * @param told hears what rank 0 says, and what the launcher itself has to tell, line by line
     */
    public Launcher(LaunchPlan plan, List<String> command, Consumer<String> told) {
        this.plan = plan;
        this.command = List.copyOf(command);
        this.told = told;
    }

    /**
     * Runs to the end.
     *
     * @return 0 when all was done, 2 when a rank was used wrongly, 130 when it was stopped and saved, else 1
     */
    public int run() {
        for (int attempt = 0; ; attempt++) {
            List<RankProcess> ranks = start(attempt);
            Optional<RankProcess> first = first(ranks);
            int code = outcome(ranks, first);
            if (code == 0 || code == INTERRUPTED || stopping) {
                return code;
            }
            if (code == USAGE) {
                ranks.stream()
                        .filter(rank -> rank.rank() > 0 && rank.code() == USAGE)
                        .forEach(rank -> told.accept(rank.report()));
                return code;
            }
            if (attempt >= plan.restarts()) {
                told.accept("gave up after " + attempt + (attempt == 1 ? " restart" : " restarts")
                        + "; the last attempt:" + System.lineSeparator()
                        + ranks.stream().map(RankProcess::report).collect(Collectors.joining(System.lineSeparator())));
                return FAILED;
            }
            told.accept(first.map(rank -> rank.report().lines().findFirst().orElse(""))
                            .orElse("no rank could be started")
                    + "; starting anew from the last checkpoint (" + (attempt + 1) + " of "
                    + plan.restarts() + ")");
        }
    }

    private List<RankProcess> start(int attempt) {
        LaunchPlan.Address at = plan.first().orElseGet(Launcher::free);
        List<RankProcess> ranks = new CopyOnWriteArrayList<>();
        // Those that are started are known before the next is, so that none is left behind.
        running = ranks;
        for (int local = 0; local < plan.processes() && !stopping; local++) {
            int rank = plan.machine() * plan.processes() + local;
            ranks.add(RankProcess.start(
                    rank, command, plan.environment(local, attempt, at), rank == 0 ? told : line -> {}));
        }
        return ranks;
    }

    private static LaunchPlan.Address free() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new LaunchPlan.Address(InetAddress.getLoopbackAddress().getHostAddress(), socket.getLocalPort());
        } catch (IOException e) {
            throw new EngineException("There is no free port on this machine: " + e.getMessage(), e);
        }
    }

    /** Waits for the first to end. */
    private static Optional<RankProcess> first(List<RankProcess> ranks) {
        if (!ranks.isEmpty()) {
            await(CompletableFuture.anyOf(ends(ranks)), Long.MAX_VALUE);
        }
        return ranks.stream().filter(rank -> !rank.isAlive()).findFirst();
    }

    private static CompletableFuture<?>[] ends(List<RankProcess> ranks) {
        return ranks.stream().map(RankProcess::ended).toArray(CompletableFuture<?>[]::new);
    }

    /** Gives the others time to end alike, and ends what is left. */
    private int outcome(List<RankProcess> ranks, Optional<RankProcess> first) {
        if (first.isEmpty()) {
            return INTERRUPTED;
        }
        await(CompletableFuture.allOf(ends(ranks)), patience(first.get()));
        ranks.forEach(RankProcess::kill);
        ranks.forEach(RankProcess::awaitGone);
        return code(ranks);
    }

    private long patience(RankProcess first) {
        if (stopping) {
            return TimeUnit.SECONDS.toMillis(SAVE_SECONDS);
        }
        if (isGood(first.code())) {
            return TimeUnit.SECONDS.toMillis(FINISH_SECONDS);
        }
        // Of one that was killed the others know less than the launcher.
        return first.bySignal() ? 0 : LAST_WORDS_MILLIS;
    }

    private static int code(List<RankProcess> ranks) {
        List<Integer> codes = ranks.stream().map(RankProcess::code).toList();
        if (codes.contains(USAGE)) {
            return USAGE;
        }
        // What rank 0 has finished is finished.
        return isGood(codes.get(0))
                        && (ranks.get(0).rank() == 0 || codes.stream().allMatch(Launcher::isGood))
                ? codes.get(0)
                : FAILED;
    }

    private static boolean isGood(int code) {
        return code == 0 || code == INTERRUPTED;
    }

    private static void await(CompletableFuture<?> what, long millis) {
        try {
            what.get(millis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // Those that are left are ended by the caller.
            return;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Asks the ranks to save and end, and waits until they have; for Ctrl-C. From then on none is started anew. */
    public void stop() {
        stopping = true;
        List<RankProcess> ranks = List.copyOf(running);
        ranks.forEach(RankProcess::ask);
        await(CompletableFuture.allOf(ends(ranks)), TimeUnit.SECONDS.toMillis(SAVE_SECONDS));
        ranks.forEach(RankProcess::kill);
    }
}
