/**
 * What the server says when it refuses.
 *
 * <p>In: a reason. Out: a document of RFC 9457. Start reading at {@link dev.ganvas.server.problem.Problem}.
 */
package dev.ganvas.server.problem;
