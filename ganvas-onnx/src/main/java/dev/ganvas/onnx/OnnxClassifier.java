package dev.ganvas.onnx;

import dev.ganvas.error.Require;
import dev.ganvas.error.UsageException;
import dev.ganvas.image.Picture;
import dev.ganvas.vision.Calibration;
import dev.ganvas.vision.Classifier;
import dev.ganvas.vision.InputContract;
import dev.ganvas.vision.Prediction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A classifier in an ONNX file. What its pictures must be like, and its classes, stand beside it, see {@link OnnxContract}.
 *
 * <pre>{@code
 * try (Classifier classifier = OnnxClassifier.open(Path.of("mobilenet.onnx"), 2)) {
 *     System.out.println(classifier.predict(List.of(picture)).get(0).best());
 * }
 * }</pre>
 */
public final class OnnxClassifier implements Classifier {
    private final OnnxModel model;

    private OnnxClassifier(OnnxModel model) {
        this.model = model;
    }

    /**
     * Opens a file and the contract beside it.
     *
     * @param threads to compute with
     * @throws dev.ganvas.error.MalformedFileException when either is damaged, or the network cannot be run
     * @throws dev.ganvas.error.UsageException when either is missing, or the network does not classify
     */
    public static OnnxClassifier open(Path file, int threads) throws IOException {
        return of(file, OnnxModel.open(file, threads));
    }

    /**
     * As {@link #open}, of a file of another kind that was made into an ONNX model; the contract stands beside the file.
     *
     * @param onnx the model
     */
    public static OnnxClassifier converted(Path file, byte[] onnx, int threads) throws IOException {
        return of(file, OnnxModel.of(file, onnx, threads));
    }

    private static OnnxClassifier of(Path file, OnnxModel model) {
        if (model.contract().answer() == OnnxContract.Answer.VECTOR) {
            model.close();
            throw new UsageException(file + " gives vectors and does not classify.");
        }
        return new OnnxClassifier(model);
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
    public InputContract input() {
        return new InputContract(model.contract().width(), model.contract().height(), InputContract.RGB);
    }

    @Override
    public List<String> classes() {
        return model.contract().classes();
    }

    @Override
    public Calibration calibration() {
        return model.contract().calibration();
    }

    @Override
    public List<Prediction> predict(List<Picture> pictures) {
        List<Prediction> predictions = new ArrayList<>();
        for (float[] answer : model.run(pictures)) {
            Require.that(
                    answer.length == classes().size(),
                    name() + " tells " + answer.length + " classes apart, but "
                            + classes().size() + " are named beside it");
            double[] logits = new double[answer.length];
            for (int i = 0; i < logits.length; i++) {
                logits[i] = model.contract().answer() == OnnxContract.Answer.PROBABILITIES
                        ? Math.log(Math.max(answer[i], Float.MIN_NORMAL))
                        : answer[i];
            }
            predictions.add(Prediction.of(classes(), calibration().probabilities(logits)));
        }
        return predictions;
    }

    @Override
    public void close() {
        model.close();
    }
}
