package dev.ganvas.generate.network;

import dev.ganvas.engine.tensor.Tensor;
import java.util.List;

/**
 * What a discriminator sees of a picture's class.
 *
 * @param classes logits of the classes, F32 {@code [N, classes]}
 * @param real logits of "a real picture of class c", F32 {@code [N, classes]}
 * @param generated logits of "a generated picture that was to be of class c"; with {@code real} these are the logits of one
 *     choice among twice as many
 */
public record ClassLogits(Tensor classes, Tensor real, Tensor generated) {
    /**
     * What it adds to the logit of each picture: {@code log p(y | x)}, which says whether the class is there, and
     * {@code log p(real, y | x) - log p(generated, y | x)}, which says whether it looks as real ones of the class do.
     *
     * @param labels I64 {@code [N]}
     * @param certainty weight of {@code log p(y | x)}
     * @return {@code [N]}
     */
    public Tensor evidence(Tensor labels, double certainty) {
        return classes.logSoftmax()
                .gather(labels)
                .mul(certainty)
                .add(real.gather(labels))
                .sub(generated.gather(labels));
    }

    /** The mean cross-entropies of real pictures. */
    public Tensor lossOnReal(Tensor labels) {
        return classes.crossEntropy(labels, 0)
                .add(Tensor.cat(List.of(real, generated), 1)
                        .crossEntropy(labels, 0)
                        .mul(0.5));
    }

    /** The mean cross-entropy of generated pictures. What class they show is not learned from them. */
    public Tensor lossOnGenerated(Tensor labels) {
        return Tensor.cat(List.of(generated, real), 1).crossEntropy(labels, 0).mul(0.5);
    }
}
