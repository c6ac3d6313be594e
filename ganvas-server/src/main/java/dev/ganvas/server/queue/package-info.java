/**
 * Jobs from the moment they are taken in until they have ended.
 *
 * <p>In: checked requests. Out: results, and what happens on the way. Start reading at
 * {@link dev.ganvas.server.queue.JobQueue}; {@link dev.ganvas.server.queue.Admission} is the way in, and a
 * {@code JobRunner} does one attempt.
 */
package dev.ganvas.server.queue;
