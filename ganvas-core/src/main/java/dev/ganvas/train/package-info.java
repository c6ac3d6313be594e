/**
 * What every training shares: the budget and its plan, schedules, the run directory, checkpoints, the guard, progress,
 * figures and reports. Knows no networks: it is handed a {@link dev.ganvas.train.Trainable}. What it leaves behind is
 * plain files: {@code run.json}, {@code metrics.jsonl}, TensorBoard events, sample grids, checkpoints, models, and a
 * report made from them. Start reading at {@link dev.ganvas.train.TrainingLoop}.
 */
package dev.ganvas.train;
