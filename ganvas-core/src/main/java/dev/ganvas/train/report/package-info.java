/**
 * The page and the animation that tell a run's story, made of the files in its folder alone. Start reading at
 * {@link dev.ganvas.train.report.Report}.
 */
package dev.ganvas.train.report;
