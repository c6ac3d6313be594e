package dev.ganvas.cli.quickstart;

import java.io.IOException;

/** What one capability shows of itself in the first minutes. */
public interface Scene {
    /**
     * Plays it, and shows on the stage what there is as soon as it is there.
     *
     * @return whether it came to its end; false when Ctrl-C was typed, and the same command goes on later
     */
    boolean play(Stage stage) throws IOException;
}
