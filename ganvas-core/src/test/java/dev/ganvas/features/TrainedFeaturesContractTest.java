package dev.ganvas.features;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.image.Picture;
import dev.ganvas.image.Pictures;
import dev.ganvas.image.label.Origin;
import dev.ganvas.model.ModelFile;
import dev.ganvas.random.Seed;
import dev.ganvas.vision.Calibration;
import dev.ganvas.vision.Classifier;
import dev.ganvas.vision.ClassifierContract;
import dev.ganvas.vision.Embedder;
import dev.ganvas.vision.EmbedderContract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** Both kinds of networks, of their own first weights, hold the contracts. */
class TrainedFeaturesContractTest {
    @TempDir
    static Path folder;

    private static TrainedFeatures of(FeatureShape shape, int views) throws IOException {
        Path file = folder.resolve("model.ganvas");
        try (Scope scope = Scope.open();
                FeatureNetwork network = shape.network(Seed.of(3))) {
            FeatureModel model = new FeatureModel(
                    shape, shape.size(), List.of("cat", "dog", "frog"), new Calibration(0.7, 0.4), views);
            byte[] samples = Pictures.png(new Picture(1, 1, new byte[3]), Origin.real());
            new ModelFile(
                            model.toJson(),
                            ModelFile.weightsOf(network),
                            "# card",
                            JsonNodeFactory.instance.objectNode(),
                            samples)
                    .write(file);
        }
        return TrainedFeatures.open(file);
    }

    @Nested
    class WhitenedClassifier extends ClassifierContract {
        @Override
        protected Classifier open() throws IOException {
            return of(new WhitenedShape(32, 24, 3), 6);
        }
    }

    @Nested
    class BackboneClassifier extends ClassifierContract {
        @Override
        protected Classifier open() throws IOException {
            return of(new BackboneShape(32, 4, 1, 3), 1);
        }
    }

    @Nested
    class BackboneEmbedder extends EmbedderContract {
        @Override
        protected Embedder open() throws IOException {
            return of(new BackboneShape(32, 4, 1, 3), 1);
        }
    }
}
