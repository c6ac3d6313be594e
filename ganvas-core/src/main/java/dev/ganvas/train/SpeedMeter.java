package dev.ganvas.train;

/** Images a second and utilisation over the last steps; pauses for evaluation and saving do not count. */
final class SpeedMeter {
    private static final double MEMORY = 0.95;

    private final TrainingLoop.Work work;
    private long last = System.nanoTime();
    private double secondsPerImage;

    SpeedMeter(TrainingLoop.Work work) {
        this.work = work;
    }

    /** Starts the clock anew after a pause. */
    void restart() {
        last = System.nanoTime();
    }

    /** Notes a step of {@code images} that ended now; returns its seconds. */
    double step(int images) {
        long now = System.nanoTime();
        double seconds = (now - last) * 1e-9;
        last = now;
        double each = seconds / images;
        secondsPerImage = secondsPerImage == 0 ? each : MEMORY * secondsPerImage + (1 - MEMORY) * each;
        return seconds;
    }

    double imagesPerSecond() {
        return 1 / secondsPerImage;
    }

    double utilisation() {
        return work.operationsPerImage() * imagesPerSecond() / work.peak();
    }
}
