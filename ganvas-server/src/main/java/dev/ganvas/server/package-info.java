/**
 * Everything that the command line does, over HTTP, as jobs that survive.
 *
 * <p>In: requests. Out: jobs, and their results. Start reading at {@link dev.ganvas.server.GanvasServer}. Work is done by processes
 * beside it, so that this room needs no natives and may know none of the rooms that do.
 */
package dev.ganvas.server;
