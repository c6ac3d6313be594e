package dev.ganvas.train;

import java.util.function.BooleanSupplier;

/** Passes on what it hears, and asks to stop for a further reason. */
record StoppingListener(TrainingListener to, BooleanSupplier further) implements TrainingListener {
    @Override
    public void progressed(Progress progress) {
        to.progressed(progress);
    }

    @Override
    public void evaluated(long images, Figures figures) {
        to.evaluated(images, figures);
    }

    @Override
    public void noted(String message) {
        to.noted(message);
    }

    @Override
    public boolean stopRequested() {
        return to.stopRequested() || further.getAsBoolean();
    }
}
