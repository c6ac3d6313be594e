package dev.ganvas.onnx;

import dev.ganvas.error.UsageException;
import dev.ganvas.image.Picture;
import dev.ganvas.vision.Embedder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A feature extractor in an ONNX file, with what its pictures must be like beside it, see {@link OnnxContract}. */
public final class OnnxEmbedder implements Embedder {
    private final OnnxModel model;
    private final int dimension;

    private OnnxEmbedder(OnnxModel model) {
        this.model = model;
        // What an answer's length is, networks with free sizes tell only once they have run.
        Picture grey = new Picture(1, 1, new byte[] {127, 127, 127});
        this.dimension = model.run(List.of(grey)).get(0).length;
    }

    /**
     * Opens a file and the contract beside it.
     *
     * @param threads to compute with
     * @throws dev.ganvas.error.MalformedFileException when either is damaged, or the network cannot be run
     * @throws UsageException when either is missing
     */
    public static OnnxEmbedder open(Path file, int threads) throws IOException {
        OnnxModel model = OnnxModel.open(file, threads);
        try {
            return new OnnxEmbedder(model);
        } catch (RuntimeException e) {
            model.close();
            throw e;
        }
    }

    @Override
    public String name() {
        return model.name();
    }

    @Override
    public String sha256() {
        return model.sha256();
    }

    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public float[] embed(List<Picture> pictures) {
        float[] vectors = new float[pictures.size() * dimension];
        int at = 0;
        for (float[] vector : model.run(pictures)) {
            System.arraycopy(vector, 0, vectors, at, dimension);
            at += dimension;
        }
        return vectors;
    }

    @Override
    public void close() {
        model.close();
    }
}
