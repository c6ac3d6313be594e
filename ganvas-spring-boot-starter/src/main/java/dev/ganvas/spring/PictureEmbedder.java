package dev.ganvas.spring;

import java.io.IOException;

/** Turns pictures into vectors that are near each other for pictures that look alike. For any thread. */
public final class PictureEmbedder implements AutoCloseable {
    private final PictureNetwork network;

    PictureEmbedder(PictureEngine engine, String model) {
        this.network = new PictureNetwork(engine, model);
    }

    /**
     * The vector of a picture.
     *
     * @param file JPEG, PNG, GIF, BMP, TIFF, WebP or PNM
     * @throws dev.ganvas.error.MalformedFileException when the picture is damaged or beyond a limit
     * @throws BusyException when its turn does not come
     */
    public float[] embed(byte[] file) throws IOException {
        return network.embed(file);
    }

    @Override
    public void close() {
        network.close();
    }
}
