/**
 * What every training shares: what it writes down while it runs, and the page that tells its story.
 *
 * <p>A run directory holds {@code run.json} (settings, data, machine), {@code metrics.jsonl}
 * ({@link dev.ganvas.train.MetricsLog}), TensorBoard events ({@link dev.ganvas.train.EventFile}), {@code samples/*.png} and
 * {@code report.html} ({@link dev.ganvas.train.Report}). Nothing here knows tensors or what is being trained.
 */
package dev.ganvas.train;
