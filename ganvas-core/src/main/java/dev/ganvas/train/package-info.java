/**
 * What every training shares: the budget and its plan, schedules, the run directory, checkpoints, the guard, progress
 * and reports. Knows no networks: it is handed a {@link dev.ganvas.train.Trainable}. Start reading at
 * {@code TrainingLoop}.
 */
package dev.ganvas.train;
