/**
 * What the server says when it refuses, and the places whose lack is a reason.
 *
 * <p>In: a reason. Out: a document of RFC 9457. Start reading at {@link dev.ganvas.server.problem.Problem}.
 */
package dev.ganvas.server.problem;
