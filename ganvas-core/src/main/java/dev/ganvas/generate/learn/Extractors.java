package dev.ganvas.generate.learn;

import dev.ganvas.features.RandomFeatures;
import dev.ganvas.features.TrainedFeatures;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What evaluates pictures during a training. Owns native memory until closed.
 *
 * @param random favours nothing, and sees little of what people do
 * @param trained those that ship; none where they are not at hand
 */
record Extractors(RandomFeatures random, List<TrainedFeatures> trained) implements AutoCloseable {
    static Extractors shipped() throws IOException {
        List<TrainedFeatures> trained = new ArrayList<>();
        for (String name : TrainedFeatures.shippedNames()) {
            trained.add(TrainedFeatures.shipped(name));
        }
        return new Extractors(RandomFeatures.create(), List.copyOf(trained));
    }

    @Override
    public void close() {
        random.close();
        trained.forEach(TrainedFeatures::close);
    }
}
