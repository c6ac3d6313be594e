package dev.ganvas.data;

/** Hears how far a pass over a source has come. Called on the thread that started the pass, never concurrently. */
@FunctionalInterface
public interface ProgressListener {
    /** Hears nothing. */
    ProgressListener NONE = (done, total) -> {};

    /** Called after every item: {@code done} of {@code total} are finished, readable or not. */
    void at(long done, long total);
}
