package dev.ganvas.onnx;

import dev.ganvas.vision.Embedder;
import dev.ganvas.vision.EmbedderContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class OnnxEmbedderTest extends EmbedderContract {
    @TempDir
    private Path folder;

    @Override
    protected Embedder open() throws IOException {
        Path file = folder.resolve("vectors.onnx");
        Files.write(file, TinyOnnx.classifier(16));
        Files.writeString(
                OnnxContract.beside(file),
                "{\"size\": [16, 16], \"order\": \"rgb\", \"layout\": \"nchw\", \"mean\": [127.5, 127.5, 127.5],"
                        + " \"std\": [127.5, 127.5, 127.5], \"answer\": \"vector\"}");
        return OnnxEmbedder.open(file, 1);
    }
}
