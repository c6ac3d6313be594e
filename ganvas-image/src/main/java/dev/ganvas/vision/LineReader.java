package dev.ganvas.vision;

import dev.ganvas.image.Planes;
import java.util.List;

/** Reads pictures of one line of text each. For one thread at a time. */
public interface LineReader extends AutoCloseable {
    /** The name printed beside every figure that rests on this reader. */
    String name();

    /** SHA-256 of the weights, in hexadecimal. */
    String sha256();

    /**
     * What each line says, in their order.
     *
     * @param lines sRGB in [0, 1] with 3 channels, of any sizes, upright
     */
    List<CharacterProbabilities> read(List<Planes> lines);

    @Override
    void close();
}
