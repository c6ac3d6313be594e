package dev.ganvas.spring;

import dev.ganvas.vision.Prediction;
import java.io.IOException;
import java.util.List;

/** Says what is in pictures, and how sure that is. For any thread. */
public final class PictureClassifier implements AutoCloseable {
    private final PictureNetwork network;

    PictureClassifier(PictureEngine engine, String model) {
        this.network = new PictureNetwork(engine, model);
    }

    /**
     * What a picture shows.
     *
     * @param none whether it is none of the classes, because no confidence reaches the model's threshold
     * @param best all classes, the most probable first, with calibrated probabilities
     */
    public record Answers(boolean none, List<Prediction.Answer> best) {}

    /**
     * Recognises a picture.
     *
     * @param file JPEG, PNG, GIF, BMP, TIFF, WebP or PNM
     * @throws dev.ganvas.error.MalformedFileException when the picture is damaged or beyond a limit
     * @throws BusyException when its turn does not come
     */
    public Answers classify(byte[] file) throws IOException {
        return network.classify(file);
    }

    /** Names of the classes in label order. */
    public List<String> classes() throws IOException {
        return network.classes();
    }

    @Override
    public void close() {
        network.close();
    }
}
