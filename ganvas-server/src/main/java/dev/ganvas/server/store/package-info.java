/**
 * What outlives a crash: jobs, uploads and keys, in SQLite or PostgreSQL, and files by their hash.
 *
 * <p>In: rows and bytes. Out: the same, after a kill. Start reading at {@link dev.ganvas.server.store.Database}, then
 * {@link dev.ganvas.server.store.JobTable}.
 */
package dev.ganvas.server.store;
