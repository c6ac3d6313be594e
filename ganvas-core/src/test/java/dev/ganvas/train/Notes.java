package dev.ganvas.train;

import java.util.ArrayList;
import java.util.List;

/** Keeps what a training says, and stops it after so many steps. */
final class Notes implements TrainingListener {
    final List<String> said = new ArrayList<>();
    int steps;
    int stopAfter = Integer.MAX_VALUE;

    @Override
    public void noted(String message) {
        said.add(message);
    }

    @Override
    public boolean stopRequested() {
        return ++steps >= stopAfter;
    }
}
