/**
 * The latent directions of a generator, found, shown, measured and named.
 *
 * <p>In: a {@code Generator} and, for names, pictures with known attributes. Out:
 * {@link dev.ganvas.explain.direction.LatentDirection}s that edit pictures. Start reading at
 * {@link dev.ganvas.explain.direction.LatentExploration}.
 */
package dev.ganvas.explain.direction;
