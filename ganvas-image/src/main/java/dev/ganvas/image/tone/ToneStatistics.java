package dev.ganvas.image.tone;

import dev.ganvas.image.Planes;

/** What a {@link ToneOperator} has to know of a picture, gathered from its rows from top to bottom. For one thread. */
public interface ToneStatistics {
    /** Takes the next rows of the picture. */
    void add(Planes rows);

    /** What follows for the picture, when all of its rows were taken. */
    ToneRule rule();

    /** Those of a rule that is the same for every picture. */
    static ToneStatistics none(ToneRule rule) {
        return new ToneStatistics() {
            @Override
            public void add(Planes rows) {
                // Nothing of it matters.
            }

            @Override
            public ToneRule rule() {
                return rule;
            }
        };
    }
}
