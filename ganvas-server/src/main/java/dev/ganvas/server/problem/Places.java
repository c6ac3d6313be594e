package dev.ganvas.server.problem;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** What few may do at once: so many in all, and so many of one caller. Who finds no place is refused at once, to come back soon. */
public final class Places {
    private static final int RETRY_SECONDS = 2;

    private final Semaphore all;
    private final int own;
    private final String ownTaken;
    private final String allTaken;
    private final Map<String, Semaphore> callers = new ConcurrentHashMap<>();

    /**
     * Nobody is in them yet.
     *
     * @param most in all
     * @param own of one caller, at most
     * @param ownTaken said to a caller who has taken that many, a sentence
     * @param allTaken said when all are taken, a sentence
     */
    public Places(int most, int own, String ownTaken, String allTaken) {
        this.all = new Semaphore(most);
        this.own = own;
        this.ownTaken = ownTaken;
        this.allTaken = allTaken;
    }

    /** What takes a place as long as it lasts. */
    @FunctionalInterface
    public interface Work<T> {
        T done() throws IOException;
    }

    /**
     * Does something in a place.
     *
     * @throws Problem when there is none
     */
    public <T> T in(String caller, Work<T> work) throws IOException {
        Semaphore mine = callers.computeIfAbsent(caller, name -> new Semaphore(own));
        if (!mine.tryAcquire()) {
            throw Problem.later(Problem.Kind.TOO_MANY_REQUESTS, ownTaken, RETRY_SECONDS);
        }
        try {
            return in(work);
        } finally {
            mine.release();
        }
    }

    /** Does something in a place that counts for no caller. */
    public <T> T in(Work<T> work) throws IOException {
        if (!all.tryAcquire()) {
            throw Problem.later(Problem.Kind.OVERLOADED, allTaken, RETRY_SECONDS);
        }
        try {
            return work.done();
        } finally {
            all.release();
        }
    }
}
