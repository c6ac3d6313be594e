/**
 * What this computer can do: its processor and memory, the arithmetic it reaches, and the precision that pays on it.
 * Speeds are measured at start, never assumed from a model name. Start reading at {@code Machine}.
 */
package dev.ganvas.engine.machine;
