/**
 * The same work on many picture files: which there are, where each result goes, and what happens when one of them is bad.
 *
 * <p>In: files and folders. Out: results in a mirrored tree. Start reading at {@link dev.ganvas.batch.FileBatch}.
 */
package dev.ganvas.batch;
