/**
 * One training step of the textbook pair: its speed beside peers, the arithmetic peak that it is set against, and the
 * memory of many.
 *
 * <p>Start reading at {@link dev.ganvas.bench.step.Contest}.
 */
package dev.ganvas.bench.step;
