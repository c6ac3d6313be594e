package dev.ganvas.faces;

import dev.ganvas.image.Picture;
import dev.ganvas.vision.Embedder;
import dev.ganvas.vision.Face;
import dev.ganvas.vision.FaceDetector;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the faces of a picture and turns each into a vector of length 1, which is close to those of the same person.
 *
 * <pre>{@code
 * try (FaceReader reader = new FaceReader(detector, embedder)) {
 *     double alike = FaceReader.similarity(reader.read(a).get(0).vector(), reader.read(b).get(0).vector());
 * }
 * }</pre>
 *
 * <p>Owns both networks. For one thread at a time.
 */
public final class FaceReader implements AutoCloseable {
    private final FaceDetector detector;
    private final Embedder embedder;

    public FaceReader(FaceDetector detector, Embedder embedder) {
        this.detector = detector;
        this.embedder = embedder;
    }

    /**
     * A face of a picture.
     *
     * @param face where it is
     * @param aligned what the vector was made of
     * @param vector of length 1
     */
    public record Seen(Face face, Picture aligned, float[] vector) {}

    /** What compares the faces. */
    public Embedder embedder() {
        return embedder;
    }

    /** The faces of a picture, the largest first. */
    public List<Seen> read(Picture picture) {
        List<Face> faces = new ArrayList<>(detector.find(picture));
        faces.sort((a, b) -> Double.compare(b.width() * b.height(), a.width() * a.height()));
        List<Picture> aligned =
                faces.stream().map(face -> FaceAlignment.of(picture, face)).toList();
        List<float[]> vectors = vectors(aligned);
        List<Seen> seen = new ArrayList<>();
        for (int i = 0; i < faces.size(); i++) {
            seen.add(new Seen(faces.get(i), aligned.get(i), vectors.get(i)));
        }
        return seen;
    }

    /** Vectors of faces that are aligned already, each of length 1. */
    public List<float[]> vectors(List<Picture> aligned) {
        int length = embedder.dimension();
        float[] all = aligned.isEmpty() ? new float[0] : embedder.embed(aligned);
        List<float[]> vectors = new ArrayList<>();
        for (int i = 0; i < aligned.size(); i++) {
            double sum = 0;
            for (int k = 0; k < length; k++) {
                sum += (double) all[i * length + k] * all[i * length + k];
            }
            float scale = (float) (1 / Math.sqrt(Math.max(sum, Float.MIN_NORMAL)));
            float[] vector = new float[length];
            for (int k = 0; k < length; k++) {
                vector[k] = all[i * length + k] * scale;
            }
            vectors.add(vector);
        }
        return vectors;
    }

    /** Cosine of the angle between two vectors of length 1: -1 to 1. */
    public static double similarity(float[] a, float[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += (double) a[k] * b[k];
        }
        return sum;
    }

    @Override
    public void close() {
        detector.close();
        embedder.close();
    }
}
