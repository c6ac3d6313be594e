package dev.ganvas.vision;

import dev.ganvas.image.Picture;
import java.util.List;

/** Finds faces in pictures of any size. For one thread at a time. */
public interface FaceDetector extends AutoCloseable {
    /** The name printed beside what it finds. */
    String name();

    /** The faces of a picture, the most confident first. */
    List<Face> find(Picture picture);

    @Override
    void close();
}
