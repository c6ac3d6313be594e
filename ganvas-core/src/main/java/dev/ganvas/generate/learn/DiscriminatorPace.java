package dev.ganvas.generate.learn;

import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import java.util.Map;

/**
 * How fast a discriminator learns: the further it is ahead, the slower. One that wins by far tells pictures apart by what a
 * generator cannot follow, and few generated pictures still get a slope to learn by. Slowed, it is ahead only as far as it has
 * something to teach, and the generator keeps the rate at which it learns best.
 *
 * <p>At first only. In a long training a discriminator that stays slow lets the generator drift: contrast goes astray, and a
 * class may fall to a single texture before the discriminator has learned to refuse it.
 */
final class DiscriminatorPace implements AutoCloseable {
    /** A discriminator's mean loss, in nats, up to which it learns at full rate; knowing nothing has it ln 2. */
    private static final double FULL = 0.6;

    /** At this share of the rate it learns at least when the training begins, so that one ahead too early does not stay as it is. */
    static final double LEAST = 0.02;

    /** Images from which on it learns at full rate, however far it is ahead; until then the least share rises evenly. */
    private static final double EVEN_FROM = 400_000;

    /** Proportion of the newest batch in the running mean. */
    private static final double SHARE = 0.01;

    /** More than a coin's; a loss of one bad batch weighs no more than this. */
    private static final double MOST_LOSS = 1;

    private final Tensor loss;

    DiscriminatorPace() {
        try (Scope scope = Scope.open()) {
            loss = Tensor.full(Math.log(2), DType.F64, 1).keep();
        }
    }

    /** Takes note of the relativistic loss at a step, in nats. */
    void observe(double now) {
        double before = loss.item();
        loss.copyFrom(Tensor.full(before + SHARE * (Math.min(MOST_LOSS, now) - before), DType.F64, 1));
    }

    /**
     * What to multiply the discriminator's learning rate by: goes with the square of its loss.
     *
     * @param images shown so far
     */
    double factor(long images) {
        double share = loss.item() / FULL;
        double least = LEAST + (1 - LEAST) * images / EVEN_FROM;
        return Math.min(1, Math.max(least, share * share));
    }

    /** What a continued run needs. */
    Map<String, Tensor> namedTensors() {
        return Map.of("loss", loss);
    }

    @Override
    public void close() {
        loss.close();
    }
}
