package dev.ganvas.launch;

import java.io.IOException;
import java.io.InputStream;

/** The launcher, as the processes that it started know it: they end when it does, however it ended. */
public final class Parent {
    /** Tells a process that it was started by a launcher. */
    static final String VARIABLE = "GANVAS_LAUNCHED";

    private static final int FAILED = 1;

    private Parent() {}

    /**
     * Ends this process, at once, as soon as the launcher is no more. Does nothing in a process that no launcher started.
     *
     * @param input the standard input, of which the launcher holds the other end and never writes to it
     */
    public static void watch(InputStream input) {
        if (System.getenv(VARIABLE) == null) {
            return;
        }
        Thread watching = new Thread(
                () -> {
                    try {
                        while (input.read() >= 0) {
                            // What comes means nothing; that it ends means all.
                        }
                    } catch (IOException e) {
                        // Ended as well.
                    }
                    Runtime.getRuntime().halt(FAILED);
                },
                "ganvas-parent");
        watching.setDaemon(true);
        watching.start();
    }
}
