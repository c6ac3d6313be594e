package dev.ganvas.generate.network;

import dev.ganvas.engine.nn.ParameterTree;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.error.Require;
import java.util.Optional;

/** Evaluates pictures: the higher, the more real. */
public abstract class DiscriminatorNetwork extends ParameterTree {
    /**
     * What it makes of a batch.
     *
     * @param realness how real each picture is, whatever its class: F32 {@code [N]}
     * @param classes present exactly when the network was built with classes
     */
    public record Verdict(Tensor realness, Optional<ClassLogits> classes) {
        /**
         * How real each picture is, given its class.
         *
         * @param labels I64 {@code [N]}, present exactly with classes
         * @param certainty weight of the class, see {@link ClassLogits#evidence}
         * @return F32 {@code [N]}
         */
        public Tensor logits(Optional<Tensor> labels, double certainty) {
            Require.that(labels.isPresent() == classes.isPresent(), "labels are given exactly when there are classes");
            return classes.map(seen -> realness.add(seen.evidence(labels.orElseThrow(), certainty)))
                    .orElse(realness);
        }
    }

    /** @param pictures {@code [N, 3, size, size]} in [-1, 1], in the element type to compute in */
    public abstract Verdict verdict(Tensor pictures);

    /**
     * The logits of {@link #verdict} alone, as one who is in doubt about classes gives them.
     *
     * @param labels I64 {@code [N]}, present exactly when the network was built with classes
     */
    public final Tensor forward(Tensor pictures, Optional<Tensor> labels) {
        return verdict(pictures).logits(labels, 1);
    }
}
