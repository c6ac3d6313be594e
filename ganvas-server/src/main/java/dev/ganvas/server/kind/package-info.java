/**
 * The kinds of job there are: one table that requests are checked by, that describes the interface, and that becomes command lines.
 *
 * <p>In: JSON that may lie. Out: a {@link dev.ganvas.server.kind.JobRequest}, and the command line that does it. Start reading at
 * {@link dev.ganvas.server.kind.Kinds}.
 */
package dev.ganvas.server.kind;
