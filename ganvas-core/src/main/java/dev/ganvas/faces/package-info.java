/**
 * Faces: found, brought upright, compared, kept in a gallery that its owner may lock, and made unreadable. In: pictures, a
 * {@code FaceDetector}, an {@code Embedder} of aligned faces. Out: persons with certainties, pictures that can be published.
 *
 * <p>Start reading at {@link dev.ganvas.faces.FaceReader}.
 */
package dev.ganvas.faces;
