package dev.ganvas.features;

import dev.ganvas.engine.tensor.Tensor;
import java.util.List;

/**
 * How differently two pictures look at each place: of every stage of {@link RandomFeatures}, the channels at a place
 * are scaled to length 1, and the squared differences are averaged over places and stages. The form is LPIPS's (Zhang et
 * al., 2018, equation 1, all weights 1), which they found to work with random networks too, if less well; it is not LPIPS,
 * and called so nowhere. From 0, for equal pictures, to 4.
 */
public final class PerceptualDistance {
    private static final double EPSILON = 1e-8;

    private final RandomFeatures features;

    /** @param features stays the caller's to close */
    public PerceptualDistance(RandomFeatures features) {
        this.features = features;
    }

    /**
     * The distance of each of some pictures from one; differentiable.
     *
     * @param pictures F32 {@code [N, 3, H, W]} in [-1, 1]
     * @param target F32 {@code [1, 3, H, W]}, or {@code N} of them
     * @return {@code [N]}
     */
    public Tensor between(Tensor pictures, Tensor target) {
        List<Tensor> seen = features.maps(pictures);
        List<Tensor> wanted = features.maps(target);
        Tensor sum = distance(seen.get(0), wanted.get(0));
        for (int i = 1; i < seen.size(); i++) {
            sum = sum.add(distance(seen.get(i), wanted.get(i)));
        }
        return sum.mul(1.0 / seen.size());
    }

    private static Tensor distance(Tensor a, Tensor b) {
        return unit(a).sub(unit(b)).square().sum(1).mean(1, 2);
    }

    private static Tensor unit(Tensor x) {
        Tensor length = x.square().sum(1).add(EPSILON).sqrt();
        return x.div(length.reshape(x.size(0), 1, x.size(2), x.size(3)));
    }
}
