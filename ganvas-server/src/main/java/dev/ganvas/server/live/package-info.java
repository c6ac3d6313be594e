/**
 * Questions that are answered while somebody waits and moves something: without a job, by a process of their own that keeps its model
 * open, the newest first and older ones dropped.
 *
 * <p>In: a {@link dev.ganvas.server.kind.JobRequest} of {@link dev.ganvas.server.kind.LiveKinds}. Out: what the command line prints.
 * Start reading at {@link dev.ganvas.server.live.LiveQuestions}.
 */
package dev.ganvas.server.live;
