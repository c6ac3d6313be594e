/** Verbs in their groups, and what is said of wrong usage and of failures. */
package dev.ganvas.cli.usage;
