package dev.ganvas.features;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganvas.random.Seed;
import java.util.ArrayList;
import java.util.List;

/** What a {@link FeatureNetwork} is built from; stored in its model file. */
public sealed interface FeatureShape permits PrunableShape, ResnetShape {
    /** Most outputs a model file may claim. */
    int MAX_OUTPUTS = 100_000;

    /** Side of the pictures it is made for. */
    int size();

    /** Numbers of its head: classes, or the length of the projection that it learned by. */
    int outputs();

    /** Length of a feature vector. */
    int dimension();

    /** Values that the weights file holds, found without building the network. */
    long values();

    /** Multiply-adds that a picture of its size takes. */
    double multiplyAdds();

    /** The same with another head. */
    FeatureShape withOutputs(int count);

    /** A network at its beginning, on the default device. */
    FeatureNetwork network(Seed seed);

    /** Says in a model's description what {@link #read} needs. */
    void describe(ObjectNode architecture);

    /**
     * What a model's description says.
     *
     * @param side of the model's pictures, for files that do not say what the network was made for
     */
    static FeatureShape read(JsonNode architecture, int side) {
        int size = architecture.path("size").asInt(side);
        int width = architecture.path("width").asInt();
        int outputs = architecture.path("outputs").asInt();
        if (architecture.path("family").asText().equals(ResnetShape.FAMILY)) {
            List<Integer> stages = new ArrayList<>();
            architecture.path("stages").forEach(blocks -> stages.add(blocks.asInt()));
            return new ResnetShape(
                    size, width, stages, architecture.path("bottleneck").asBoolean(), outputs);
        }
        PrunableShape whole = architecture.path("family").asText().equals(WhitenedShape.FAMILY)
                ? new WhitenedShape(size, width, outputs)
                : new BackboneShape(size, width, architecture.path("blocks").asInt(-1), outputs);
        JsonNode pruned = architecture.path(PrunableShape.CHANNELS);
        if (pruned.isMissingNode()) {
            return whole;
        }
        List<Integer> counts = new ArrayList<>();
        pruned.forEach(count -> counts.add(count.asInt()));
        return whole.withChannels(counts);
    }
}
