/**
 * Moving through what a generator knows: round trips, tables, the latent point of a picture, and its file. Start reading
 * at {@link dev.ganvas.generate.latent.LatentGallery}.
 */
package dev.ganvas.generate.latent;
