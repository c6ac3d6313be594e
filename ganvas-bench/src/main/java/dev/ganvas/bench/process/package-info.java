/**
 * The measured programs as processes of their own: what is run, what came of it, and who could not take part.
 *
 * <p>Start reading at {@link dev.ganvas.bench.process.Run}.
 */
package dev.ganvas.bench.process;
