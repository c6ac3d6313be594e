package dev.ganvas.train;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganvas.image.Picture;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A trainable at one moment, all of it measured on and made from the same weights.
 *
 * @param figures of the evaluation, by name
 * @param samples a grid that shows the model, always from the same starting point
 * @param model as it was evaluated
 * @param pictures what else the evaluation shows, by titles of letters and spaces
 */
public record Snapshot(Map<String, Double> figures, Picture samples, Model model, Map<String, Picture> pictures) {
    public Snapshot {
        figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
        pictures = Collections.unmodifiableMap(new LinkedHashMap<>(pictures));
    }

    /** One whose samples show everything. */
    public Snapshot(Map<String, Double> figures, Picture samples, Model model) {
        this(figures, samples, model, Map.of());
    }

    /**
     * What goes into a model file, but for the run's part: provenance, figures and samples.
     *
     * @param description see {@link dev.ganvas.model.ModelDescription}
     * @param weights as {@link dev.ganvas.model.ModelFile#weightsOf} writes them
     * @param more further entries by name
     * @param about what its card says
     */
    public record Model(ObjectNode description, byte[] weights, Map<String, byte[]> more, About about) {}

    /**
     * A model's card in sentences.
     *
     * @param title what it is
     * @param method how it learned
     * @param protocol how its figures were measured
     * @param limits what it cannot do
     */
    public record About(String title, String method, String protocol, String limits) {}
}
