/**
 * Benchmarks of Ganvas against named peers, each in its own process; not published.
 *
 * <p>In: programs that time one training step and print a JSON line, or train for a time and leave samples. Out: result
 * files of interleaved rounds and of races, and the page generated from them. Start reading at
 * {@link dev.ganvas.bench.Main}. A further benchmark is a room with a subcommand that writes a
 * {@link dev.ganvas.bench.result.ResultFile} of its own kind, and a {@link dev.ganvas.bench.result.ReportSection} that
 * shows that kind.
 */
package dev.ganvas.bench;
