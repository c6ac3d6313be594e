package dev.ganvas.generate.learn;

import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.generate.network.ClassLogits;
import java.util.Map;

/**
 * How sure a discriminator is of the classes of real pictures, and so how much the class weighs in the contest. Where classes
 * are easy to tell, as digits are, the contest is soon so uneven that {@code log p(y | x)}, weighed once, is lost beside it,
 * and good pictures of any class come out; where they are hard, more weight only makes the pictures worse.
 */
public final class ClassCertainty implements AutoCloseable {
    private static final double MOST = 20;

    /** Proportion of the newest batch in the running mean; slow, so that a head that has learned nothing yet weighs no more. */
    private static final double SHARE = 0.02;

    private final Tensor surprise;

    /** @param classes that there are; before anything is seen each is as likely */
    ClassCertainty(int classes) {
        try (Scope scope = Scope.open()) {
            surprise = Tensor.full(Math.log(classes), DType.F64, 1).keep();
        }
    }

    /** @return the mean surprise at the classes of a batch of real pictures, in nats */
    static double surprise(ClassLogits seen, Tensor labels) {
        return seen.classes().detach().crossEntropy(labels, 0).item();
    }

    /** Takes note of the {@link #surprise} at a step's real pictures. */
    void observe(double now) {
        double before = surprise.item();
        surprise.copyFrom(Tensor.full(before + SHARE * (now - before), DType.F64, 1));
    }

    /** The odds of the geometric mean of the probabilities that the classes of real pictures get, from 1 to 20. */
    double weight() {
        return Math.max(1, Math.min(MOST, 1 / Math.expm1(surprise.item())));
    }

    /** What a continued run needs. */
    Map<String, Tensor> namedTensors() {
        return Map.of("surprise", surprise);
    }

    @Override
    public void close() {
        surprise.close();
    }
}
