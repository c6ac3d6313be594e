package dev.ganvas.engine.nn;

import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.random.Seed;
import java.util.Optional;

/** Affine map, {@code [N, in] -> [N, out]}. */
public final class Linear extends Layer {
    private final Tensor weight;
    private final Optional<Tensor> bias;

    public Linear(int in, int out, boolean withBias, Initializer initializer, Seed seed) {
        this.weight = parameter("weight", initializer.initial(seed.child("weight"), out, in));
        this.bias = withBias
                ? Optional.of(parameter("bias", Initializer.constant(0).initial(seed, out)))
                : Optional.empty();
    }

    @Override
    public Tensor forward(Tensor x) {
        return LayerProfile.measured(this, () -> computed(x));
    }

    private Tensor computed(Tensor x) {
        Operations.count(x.size(0) * weight.count());
        return x.linear(weight.to(x.dtype()), bias.map(b -> b.to(x.dtype())));
    }
}
