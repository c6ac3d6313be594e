/**
 * Whole trainings of equal time, and one evaluator for what they draw.
 *
 * <p>Start reading at {@link dev.ganvas.bench.quality.QualityRace}.
 */
package dev.ganvas.bench.quality;
