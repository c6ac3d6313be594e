/**
 * Processes that do the work, beside the server: native code may die there without taking the server along, and ending one stops
 * whatever it does and gives its memory back.
 *
 * <p>In: command lines. Out: how far they are, and what came of them. Start reading at
 * {@link dev.ganvas.server.work.WorkerProcess}; its other side is {@link dev.ganvas.server.work.WorkerLoop}.
 */
package dev.ganvas.server.work;
