/** What several kinds of training add to their losses. Start reading at {@link dev.ganvas.engine.loss.GradientPenalty}. */
package dev.ganvas.engine.loss;
