package dev.ganvas.train;

import dev.ganvas.error.Require;

/**
 * What the budget came to on this machine. Written down, so that every schedule and a resumed run agree; see
 * {@link RunPlan}.
 *
 * @param totalImages real pictures shown in all; a multiple of {@code batch}
 * @param batch pictures a step
 * @param checkpointEvery images between checkpoints; a multiple of {@code batch}
 * @param evaluateEvery images between evaluations; a multiple of {@code batch}
 */
public record Plan(long totalImages, int batch, long checkpointEvery, long evaluateEvery) {
    public Plan {
        Require.positive(batch, "batch");
        for (long images : new long[] {totalImages, checkpointEvery, evaluateEvery}) {
            Require.that(images > 0 && images % batch == 0, images + " images are no whole number of batches");
        }
    }

    public double progress(long images) {
        return Math.min(1, (double) images / totalImages);
    }

    /** {@code images} rounded to whole batches, at least one. */
    static long wholeBatches(double images, int batch) {
        return Math.max(1, Math.round(images / batch)) * batch;
    }
}
