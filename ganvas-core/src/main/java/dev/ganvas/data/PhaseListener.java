package dev.ganvas.data;

/** Hears how far a piece of work has come that consists of phases, one after another. Called on the thread that does the work. */
@FunctionalInterface
public interface PhaseListener {
    /** Hears nothing. */
    PhaseListener NONE = (phase, done, total) -> {};

    /**
     * Called after every item of a phase.
     *
     * @param phase a word or two for people, such as {@code "decoding"}
     * @param done items, of {@code total}
     */
    void at(String phase, long done, long total);

    /** The listener of one phase. */
    default ProgressListener of(String phase) {
        return (done, total) -> at(phase, done, total);
    }
}
