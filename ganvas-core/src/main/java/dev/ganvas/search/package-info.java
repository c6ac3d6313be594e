/**
 * Finding pictures by what they look like: an index of feature vectors on disk, the pictures most like one, near-duplicates and
 * clusters.
 *
 * <p>In: picture files and a {@link dev.ganvas.vision.Embedder}. Out: matches, groups and contact sheets. Start reading at
 * {@link dev.ganvas.search.PictureIndex}; {@link dev.ganvas.search.FolderIndexing} fills one, and {@code IndexLog} says how it lies on
 * the disk.
 */
package dev.ganvas.search;
