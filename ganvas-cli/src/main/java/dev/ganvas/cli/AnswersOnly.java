package dev.ganvas.cli;

import dev.ganvas.error.UsageException;
import dev.ganvas.export.KerasConversion;
import dev.ganvas.features.TrainedFeatures;
import dev.ganvas.keras.KerasFile;
import dev.ganvas.onnx.OnnxClassifier;
import dev.ganvas.onnx.OnnxContract;
import dev.ganvas.vision.Classifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Classifiers that another program runs, so that only their answers are seen: ONNX files, and networks of Keras made into such. */
final class AnswersOnly {
    private static final int USUAL_SIDE = 224;

    private AnswersOnly() {}

    /** Whether a file is called like one. */
    static boolean is(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".onnx") || KerasFile.isNamed(file);
    }

    /** Opens one by the contract that stands beside it. */
    static Classifier open(Path file) throws IOException {
        int threads = Runtime.getRuntime().availableProcessors();
        if (!KerasFile.isNamed(file)) {
            return OnnxClassifier.open(file, threads);
        }
        KerasConversion network = KerasConversion.of(file);
        if (!Files.isRegularFile(OnnxContract.beside(file))) {
            throw new UsageException(file + " does not say what its pictures must be like, nor its classes. Write "
                    + OnnxContract.beside(file) + ", such as " + contract(network)
                    + "; these mean and std are for networks that begin with their own Rescaling.");
        }
        return OnnxClassifier.converted(file, network.onnx(), threads);
    }

    /** Opens one of these, or one of ours. */
    static Classifier orOurs(Path file) throws IOException {
        return is(file) ? open(file) : TrainedFeatures.open(file);
    }

    /** What is to stand beside a network of Keras, as far as its file tells. */
    static String contract(KerasConversion network) {
        return String.format(
                Locale.ROOT,
                "{\"size\": [%d, %d], \"order\": \"rgb\", \"layout\": \"nhwc\", \"mean\": [0, 0, 0], \"std\": [1, 1, 1],"
                        + " \"answer\": \"%s\", \"classes\": \"labels.txt\"}",
                network.width() > 0 ? network.width() : USUAL_SIDE,
                network.height() > 0 ? network.height() : USUAL_SIDE,
                network.probabilities() ? "probabilities" : "logits");
    }
}
