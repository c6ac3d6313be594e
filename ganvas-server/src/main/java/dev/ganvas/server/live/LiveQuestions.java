package dev.ganvas.server.live;

import dev.ganvas.server.problem.Places;
import dev.ganvas.server.problem.Problem;
import dev.ganvas.server.queue.Unplaced;
import dev.ganvas.server.work.WorkerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Asks a worker that is kept for those who wait, one question after another. Of one caller's questions that wait, only the newest is
 * asked. The worker is none of those that do jobs, so that these wait for nobody here.
 */
public final class LiveQuestions implements AutoCloseable {
    /** A model is read and natives are loaded before the first answer. */
    private static final Duration MOST = Duration.ofSeconds(120);

    private static final Duration MOST_IDLE = Duration.ofMinutes(5);
    private static final int MOST_WAITING = 16;
    private static final int MOST_OWN = 6;
    private static final int RETRY_SECONDS = 2;

    /** Exit code of what was stopped. */
    private static final int STOPPED = 130;

    private final List<String> command;
    private final Path folder;
    private final Places places =
            new Places(MOST_WAITING, MOST_OWN, "This key asks too much at once.", "Too many ask at once.");
    private final ReentrantLock turn = new ReentrantLock(true);
    private final Map<String, Question> newest = new ConcurrentHashMap<>();
    private volatile Optional<WorkerProcess> worker = Optional.empty();
    private volatile Optional<Question> answered = Optional.empty();
    private long used;
    private boolean closed;

    /**
     * A question; two are never equal.
     *
     * @param instead whether it stops an older one that is being answered
     */
    private record Question(String view, List<String> words, boolean instead) {
        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    /**
     * @param command that starts the worker
     * @param folder that it works in
     */
    public LiveQuestions(List<String> command, Path folder) {
        this.command = List.copyOf(command);
        this.folder = folder;
    }

    /**
     * Asks.
     *
     * @param caller who may have some questions waiting, and not all
     * @param view whose older questions this one takes the place of
     * @param words the command line
     * @return what the command line printed
     * @throws Problem when a newer question came, too many wait, or the command line failed
     */
    public String ask(String caller, String view, List<String> words) throws IOException {
        return ask(caller, new Question(caller + "/" + view, words, false));
    }

    /** Asks, as {@link #ask(String, String, List)} does, in place of what is being answered for the same view, too. */
    public String askInstead(String caller, String view, List<String> words) throws IOException {
        return ask(caller, new Question(caller + "/" + view, words, true));
    }

    private String ask(String caller, Question question) throws IOException {
        return places.in(caller, () -> inTurn(question));
    }

    private String inTurn(Question question) throws IOException {
        newest.put(question.view(), question);
        if (question.instead()) {
            answered.filter(other -> other.view().equals(question.view()))
                    .ifPresent(other -> worker.ifPresent(WorkerProcess::askToStop));
        }
        try {
            turn.lockInterruptibly();
            try {
                requireNewest(question);
                answered = Optional.of(question);
                return answer(question);
            } finally {
                answered = Optional.empty();
                turn.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.later(Problem.Kind.STOPPING, "The server is stopping.", RETRY_SECONDS);
        } finally {
            newest.remove(question.view(), question);
        }
    }

    private void requireNewest(Question question) {
        if (newest.get(question.view()) != question) {
            throw Problem.of(Problem.Kind.CONFLICT, "A newer request took this one's place.");
        }
    }

    private String answer(Question question) throws IOException, InterruptedException {
        if (closed) {
            throw Problem.later(Problem.Kind.STOPPING, "The server is stopping.", RETRY_SECONDS);
        }
        if (worker.isEmpty() || !worker.get().isAlive()) {
            worker = Optional.of(WorkerProcess.start(command, folder));
        }
        used = System.nanoTime();
        WorkerProcess asked = worker.get();
        try {
            WorkerProcess.Outcome outcome =
                    asked.run(question.words(), (phase, done, total) -> {}).get(MOST.toSeconds(), TimeUnit.SECONDS);
            if (outcome.code().orElse(0) == STOPPED) {
                requireNewest(question);
                // It was the one before that was asked to stop, which had just ended.
                outcome =
                        asked.run(question.words(), (phase, done, total) -> {}).get(MOST.toSeconds(), TimeUnit.SECONDS);
            }
            if (outcome.isDeath()) {
                // It may not be gone yet, but nothing will answer any more.
                end();
                throw Problem.of(Problem.Kind.WORKER_DIED, "The process that was asked died.");
            }
            if (outcome.code().orElse(1) != 0) {
                throw Problem.of(Problem.Kind.INVALID, said(outcome.err()));
            }
            return outcome.out();
        } catch (TimeoutException e) {
            end();
            throw Problem.later(Problem.Kind.OVERLOADED, "The answer took too long.", RETRY_SECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("outcomes are values", e);
        }
    }

    private static String said(String err) {
        return err.lines()
                .filter(line -> line.startsWith("ganvas: "))
                .map(line -> Unplaced.text(line.substring("ganvas: ".length())))
                .reduce((first, last) -> last)
                .orElse("The request cannot be answered.");
    }

    private void end() {
        worker.ifPresent(WorkerProcess::close);
        worker = Optional.empty();
    }

    /** Ends the worker when nobody has asked for long. */
    public void endIdle() {
        if (turn.tryLock()) {
            try {
                if (System.nanoTime() - used > MOST_IDLE.toNanos()) {
                    end();
                }
            } finally {
                turn.unlock();
            }
        }
    }

    @Override
    public void close() {
        // Whoever waits for an answer gets one: that the process died.
        worker.ifPresent(WorkerProcess::kill);
        turn.lock();
        try {
            closed = true;
            end();
        } finally {
            turn.unlock();
        }
    }
}
