/** Benchmarks of Ganvas against named peers, each in its own process; not published. */
package dev.ganvas.bench;
