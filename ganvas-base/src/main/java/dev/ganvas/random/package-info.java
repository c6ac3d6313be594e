/**
 * Randomness as a function: a {@link dev.ganvas.random.Seed} and a path of names and numbers give a stream,
 * the same on every machine and Java version. Nothing here has state outside the stream in hand, so a run is resumed by
 * knowing how far it had come, and two runs in one process never touch each other.
 */
package dev.ganvas.random;
