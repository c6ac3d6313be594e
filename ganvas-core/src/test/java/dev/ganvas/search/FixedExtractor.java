package dev.ganvas.search;

import dev.ganvas.image.Picture;
import dev.ganvas.image.Pictures;
import dev.ganvas.vision.Embedder;
import java.util.List;

/** A network stand-in that counts what it is asked: the grey levels of a picture at 4 x 4. */
final class FixedExtractor implements Embedder {
    static final int DIMENSION = 16;

    private final String digit;
    int extracted;

    FixedExtractor() {
        this("a");
    }

    /** @param digit of which its hash consists */
    FixedExtractor(String digit) {
        this.digit = digit;
    }

    @Override
    public String name() {
        return "fixed-" + digit;
    }

    @Override
    public String sha256() {
        return digit.repeat(64);
    }

    @Override
    public int dimension() {
        return DIMENSION;
    }

    @Override
    public float[] embed(List<Picture> pictures) {
        extracted += pictures.size();
        float[] vectors = new float[pictures.size() * DIMENSION];
        for (int i = 0; i < pictures.size(); i++) {
            byte[] rgb = Pictures.resize(pictures.get(i), 4, 4).rgb();
            for (int j = 0; j < DIMENSION; j++) {
                vectors[i * DIMENSION + j] = (rgb[3 * j] & 0xff) - 127.5f;
            }
        }
        return vectors;
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
