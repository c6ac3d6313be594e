package dev.ganvas.vision;

import dev.ganvas.image.Picture;
import java.util.List;

/**
 * A feature extractor: a fixed network that turns pictures into vectors. Equal hashes give comparable vectors. For one thread at a
 * time: each picture's work is spread over the processors by the engine.
 */
public interface Embedder extends AutoCloseable {
    /** The name printed beside every figure that rests on this extractor. */
    String name();

    /** SHA-256 of the weights, in hexadecimal. */
    String sha256();

    /** Length of a vector. */
    int dimension();

    /** @return {@code pictures.size() * dimension()} numbers, one picture after the other */
    float[] embed(List<Picture> pictures);

    @Override
    void close();
}
