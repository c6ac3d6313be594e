/**
 * How good generated pictures are, in numbers a reader can check.
 *
 * <p>In: {@link dev.ganvas.evaluate.distribution.Features} of reference pictures and of the pictures to judge, from one extractor that
 * is named and hashed. Out: a {@link dev.ganvas.evaluate.distribution.DistanceFigures} with the kernel distance (KD) and the Fréchet
 * distance (FD), each with a bootstrap interval; {@link dev.ganvas.evaluate.distribution.ManifoldOverlap} (precision, recall, density,
 * coverage); verdicts on {@link dev.ganvas.evaluate.originality.Memorisation} and {@link dev.ganvas.evaluate.originality.Duplicates}; and a
 * {@link dev.ganvas.evaluate.CalibrationLadder} that says what the numbers mean for this data. Knows no generator; tensors
 * serve {@code evaluate.distribution} alone, for products of large matrices. Everything is fp64, seeded, and the same on
 * every machine and number of threads. Start reading at {@link dev.ganvas.evaluate.Evaluation#of}.
 */
package dev.ganvas.evaluate;
