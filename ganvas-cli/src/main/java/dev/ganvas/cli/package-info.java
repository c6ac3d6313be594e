/** The command line: one verb a class, no logic of its own. Start reading at {@code Main}. */
package dev.ganvas.cli;
