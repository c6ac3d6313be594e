/**
 * What every benchmark leaves: a file with its figures, the machine and the commit, and how the page shows it.
 *
 * <p>Start reading at {@link dev.ganvas.bench.result.ResultFile}.
 */
package dev.ganvas.bench.result;
