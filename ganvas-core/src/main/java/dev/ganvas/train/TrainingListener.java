package dev.ganvas.train;

import java.util.Map;

/** Hears how a training goes, and may ask it to stop. Called on the training's thread. */
public interface TrainingListener {
    /**
     * How far a training is.
     *
     * @param images real pictures shown
     * @param plan where it goes
     * @param imagesPerSecond lately
     * @param utilisation share of the machine's measured peak arithmetic (MFU), 0 to 1
     * @param secondsLeft until the end, evaluations included
     * @param figures of the last step
     */
    record Progress(
            long images,
            Plan plan,
            double imagesPerSecond,
            double utilisation,
            double secondsLeft,
            Map<String, Double> figures) {}

    /** After every step. */
    default void progressed(Progress progress) {}

    /** After each evaluation. */
    default void evaluated(long images, Figures figures) {}

    /** Something worth a line: a resume, an intervention of the guard, a finding. */
    default void noted(String message) {}

    /** Asked after every step; once true, the run is saved and ends. */
    default boolean stopRequested() {
        return false;
    }
}
