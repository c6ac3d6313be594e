package dev.ganvas.spring;

import dev.ganvas.features.TrainedFeatures;
import dev.ganvas.image.PictureDecoder;
import dev.ganvas.vision.Prediction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A network that is asked of pictures, one at a time. */
final class PictureNetwork implements AutoCloseable {
    private final PictureEngine engine;
    private final LazyModel<TrainedFeatures> model;

    /** @param name a file, or the name of a model that ships */
    PictureNetwork(PictureEngine engine, String name) {
        this.engine = engine;
        this.model = new LazyModel<>(engine, name, () -> TrainedFeatures.open(Path.of(name)));
    }

    PictureClassifier.Answers classify(byte[] file) throws IOException {
        var picture = PictureDecoder.decode(engine.admitted(file), "picture");
        return model.use("recognize", network -> {
            Prediction prediction = network.predict(List.of(picture)).get(0);
            boolean none = prediction.isNone(network.calibration().threshold());
            return new PictureClassifier.Answers(
                    none, prediction.best(network.classes().size()));
        });
    }

    float[] embed(byte[] file) throws IOException {
        var picture = PictureDecoder.decode(engine.admitted(file), "picture");
        return model.use("embed", network -> network.embed(List.of(picture)));
    }

    List<String> classes() throws IOException {
        return model.use("classes", TrainedFeatures::classes);
    }

    @Override
    public void close() {
        model.close();
    }
}
