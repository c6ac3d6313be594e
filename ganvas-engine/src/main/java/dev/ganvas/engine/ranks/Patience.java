package dev.ganvas.engine.ranks;

import dev.ganvas.error.EngineException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Tells the other ranks that this one is still at work, until all have done or one has failed. */
final class Patience implements AutoCloseable {
    private static final long BEAT_MILLIS = 500;

    /** Among the sum of those that have done, that one has failed. */
    private static final double FAILED = -1e6;

    private final Ranks ranks;
    private final CountDownLatch finished = new CountDownLatch(1);
    private final Thread telling = new Thread(this::tell, "ganvas-ranks");
    private volatile boolean succeeded;
    private volatile boolean othersFailed;
    private volatile RuntimeException lost;

    Patience(Ranks ranks) {
        this.ranks = ranks;
        telling.setDaemon(true);
        telling.start();
    }

    private void tell() {
        try {
            double done;
            do {
                boolean over = finished.await(BEAT_MILLIS, TimeUnit.MILLISECONDS);
                done = ranks.sum(!over ? 0 : succeeded ? 1 : FAILED)[0];
                othersFailed = done < 0;
            } while (done >= 0 && done < ranks.place().size());
        } catch (RuntimeException e) {
            lost = e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The work has been done; waits for the others. */
    void done() {
        succeeded = true;
        end();
        if (lost != null) {
            throw lost;
        }
        if (othersFailed) {
            throw new EngineException("Another rank has failed; its own words say why.");
        }
    }

    private void end() {
        finished.countDown();
        boolean interrupted = false;
        while (telling.isAlive()) {
            try {
                telling.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Where the work has failed, tells the others so. */
    @Override
    public void close() {
        end();
    }
}
