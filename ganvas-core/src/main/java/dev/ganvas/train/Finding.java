package dev.ganvas.train;

import java.util.Objects;

/**
 * Something that the evaluations so far show of a training.
 *
 * @param name of the kind of finding; a run notes each kind once
 * @param consequence what comes of it
 * @param words what was found and what may be done, to stand after "at 1,000 images" and before a full stop
 */
public record Finding(String name, Consequence consequence, String words) {
    /** What comes of a finding. */
    public enum Consequence {
        /** It is noted. */
        NOTE,
        /** It is noted, and the training ends in good order: there is nothing left to gain. */
        STOP,
        /** The training fails: it has broken down. */
        FAIL
    }

    public Finding {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(consequence, "consequence");
        Objects.requireNonNull(words, "words");
    }
}
