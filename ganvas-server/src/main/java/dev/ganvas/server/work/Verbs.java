package dev.ganvas.server.work;

import java.io.PrintWriter;
import java.util.List;

/** What a worker can do: command lines. */
public interface Verbs {
    /** Hears how far a command line is. */
    @FunctionalInterface
    interface Progress {
        /**
         * @param phase what is being done, in a word or two
         * @param done of {@code total}
         */
        void at(String phase, long done, long total);

        /** Hears a line that is said on the way. */
        default void note(String text) {}
    }

    /**
     * Does what a command line says; one at a time.
     *
     * @param out takes the result
     * @param err takes what is said on the way
     * @return the exit code: 0 when all went well
     */
    int run(List<String> commandLine, PrintWriter out, PrintWriter err, Progress progress);

    /** Asks what goes on to save and end soon; from another thread. */
    default void stop() {}

    /** Gets slow beginnings over with, before there is work. */
    default void warmUp() {}
}
