package dev.ganvas.evaluate;

import dev.ganvas.features.InceptionFeatures;
import dev.ganvas.features.RandomFeatures;
import dev.ganvas.features.TrainedFeatures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The networks that a generator is evaluated by, opened together and closed together.
 *
 * @param random comes first, since it favours nothing
 * @param trained in the order in which they are reported
 * @param inception the network that FID is defined on, if it was supplied
 */
public record EvaluationExtractors(
        RandomFeatures random, List<TrainedFeatures> trained, Optional<InceptionFeatures> inception)
        implements AutoCloseable {
    public EvaluationExtractors {
        trained = List.copyOf(trained);
    }

    /** Random features alone. */
    public static EvaluationExtractors randomAlone() {
        return new EvaluationExtractors(RandomFeatures.create(), List.of(), Optional.empty());
    }

    /**
     * Random features, the trained extractors of these files, and those that ship.
     *
     * @param files of trained extractors
     * @param inception the network of FID as TorchScript; it runs as a program
     */
    public static EvaluationExtractors open(List<Path> files, Optional<Path> inception) throws IOException {
        List<TrainedFeatures> trained = new ArrayList<>();
        try {
            for (Path file : files) {
                trained.add(TrainedFeatures.open(file));
            }
            for (String name : TrainedFeatures.shippedNames()) {
                trained.add(TrainedFeatures.shipped(name));
            }
            return new EvaluationExtractors(
                    RandomFeatures.create(),
                    trained,
                    inception.isPresent() ? Optional.of(InceptionFeatures.open(inception.get())) : Optional.empty());
        } catch (IOException | RuntimeException e) {
            trained.forEach(TrainedFeatures::close);
            throw e;
        }
    }

    /** What {@link Evaluation} takes. None of these had a part in the training. */
    public Evaluation.Instruments instruments() {
        List<EvaluationExtractor> all = new ArrayList<>();
        all.add(new EvaluationExtractor(random, true));
        trained.forEach(extractor -> all.add(new EvaluationExtractor(extractor, true)));
        return new Evaluation.Instruments(all, inception.map(network -> network));
    }

    @Override
    public void close() {
        random.close();
        trained.forEach(TrainedFeatures::close);
        inception.ifPresent(InceptionFeatures::close);
    }
}
