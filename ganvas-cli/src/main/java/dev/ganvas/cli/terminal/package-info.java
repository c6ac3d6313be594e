/** Where a verb's words go, and what a terminal adds: bars, Ctrl-C, quoting. Start reading at {@code Output}. */
package dev.ganvas.cli.terminal;
