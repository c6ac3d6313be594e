package dev.ganvas.features;

import dev.ganvas.engine.nn.BatchNorm2d;
import dev.ganvas.engine.nn.Conv2d;
import dev.ganvas.engine.nn.ConvShape;
import dev.ganvas.engine.nn.Layer;
import dev.ganvas.engine.nn.Linear;
import dev.ganvas.engine.nn.Operations;
import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.random.RandomStream;
import dev.ganvas.random.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A classifier that learns fast: that of "94% on CIFAR-10 in 3.29 seconds on a single GPU" (Jordan, 2024). A first layer that
 * whitens small patches and is not learned; three groups of convolution, pooling, norm, convolution and norm, whose
 * convolutions begin as the identity; the largest value of each channel; and a linear head whose outputs are made small.
 */
public final class WhitenedNetwork extends FeatureNetwork {
    /** The paper's {@code 1 - 0.6}. */
    private static final double NORM_MOMENTUM = 0.4;

    /** What logits are multiplied by: the paper's scaling factor. */
    private static final double OUTPUT_SCALE = 1.0 / 9;

    private final WhitenedShape shape;
    private final Tensor whitening;
    private final Tensor whiteningBias;
    private final List<Group> groups = new ArrayList<>();
    private final Linear head;

    WhitenedNetwork(WhitenedShape shape, Seed seed) {
        this.shape = shape;
        int patch = shape.patch();
        whitening = buffer("whitening", Tensor.zeros(DType.F32, WhitenedShape.WHITENED, 3, patch, patch));
        whiteningBias = parameter("whitening_bias", Tensor.zeros(DType.F32, WhitenedShape.WHITENED));
        int in = WhitenedShape.WHITENED;
        for (int i = 0; i < WhitenedShape.GROUPS; i++) {
            groups.add(child("group" + i, new Group(in, shape.first(i), shape.second(i), seed.child("group" + i))));
            in = shape.second(i);
        }
        head = child("head", new Linear(in, shape.outputs(), true, WhitenedNetwork::uniform, seed.child("head")));
    }

    /** Uniform within {@code 1 / sqrt(fan-in)} on both sides of 0, as PyTorch's layers begin. */
    private static Tensor uniform(Seed seed, long... shape) {
        long fanIn = Arrays.stream(shape).skip(1).reduce(1, Math::multiplyExact);
        double bound = 1 / StrictMath.sqrt(fanIn);
        RandomStream random = seed.stream();
        float[] values = new float[Math.toIntExact(shape[0] * fanIn)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextDouble(-bound, bound);
        }
        return Tensor.of(values, shape);
    }

    /** As {@link #uniform}, but the first outputs give the inputs as they are. */
    private static Tensor identity(Seed seed, long... shape) {
        float[] values = uniform(seed, shape).toFloats();
        int places = Math.toIntExact(shape[2] * shape[3]);
        int each = Math.toIntExact(shape[1]) * places;
        for (int out = 0; out < Math.min(shape[0], shape[1]); out++) {
            Arrays.fill(values, out * each, (out + 1) * each, 0);
            values[out * each + out * places + places / 2] = 1;
        }
        return Tensor.of(values, shape);
    }

    /** Two convolutions, the first of which is followed by pooling. */
    private static final class Group extends Layer {
        private final Unit first;
        private final Unit second;

        Group(int in, int middle, int out, Seed seed) {
            first = child("first", new Unit(in, middle, 2, seed.child("first")));
            second = child("second", new Unit(middle, out, 1, seed.child("second")));
        }

        void fold() {
            first.fold();
            second.fold();
        }

        @Override
        public Tensor forward(Tensor x) {
            return second.forward(first.forward(x));
        }
    }

    /** Convolution, pooling, norm without scale, and GELU. */
    private static final class Unit extends Layer {
        private final Conv2d convolution;
        private final BatchNorm2d norm;
        private final int pool;
        private Optional<Conv2d> folded = Optional.empty();

        Unit(int in, int out, int pool, Seed seed) {
            convolution =
                    child("conv", new Conv2d(new ConvShape(in, out, 3, 1, 1), false, WhitenedNetwork::identity, seed));
            norm = child("norm", BatchNorm2d.shiftAlone(out, NORM_MOMENTUM));
            this.pool = pool;
        }

        /** A norm whose scale is positive may come before the pooling as well as after it. */
        void fold() {
            folded = Optional.of(child("folded", convolution.followedBy(norm)));
        }

        @Override
        public Tensor forward(Tensor x) {
            Tensor y = folded.map(both -> pooled(both.forward(x)))
                    .orElseGet(() -> norm.forward(pooled(convolution.forward(x))));
            return y.gelu();
        }

        private Tensor pooled(Tensor y) {
            return pool > 1 ? y.maxPool(pool) : y;
        }
    }

    /**
     * Sets the layer that is not learned.
     *
     * @param axes F32 {@code [12, 3, patch, patch]}: what patches are multiplied by, so that the products are uncorrelated and
     *     of variance 1
     */
    public void whiten(Tensor axes) {
        whitening.copyFrom(Tensor.cat(List.of(axes, axes.neg()), 0));
    }

    /** {@code whitening}, and of each group its end: {@code group0}, {@code group1}, {@code group2}. */
    @Override
    public Map<String, Tensor> activations(Tensor pictures) {
        Tensor x = pictures.conv2d(
                        whitening.to(pictures.dtype()).channelsLast(),
                        Optional.of(whiteningBias.to(pictures.dtype())),
                        shape.stride(),
                        0,
                        1)
                .gelu();
        Operations.count(x.count() * 3 * shape.patch() * shape.patch());
        Map<String, Tensor> activations = new LinkedHashMap<>();
        activations.put("whitening", x);
        for (int i = 0; i < groups.size(); i++) {
            x = groups.get(i).forward(x);
            activations.put("group" + i, x);
        }
        return activations;
    }

    @Override
    public Tensor pooled(Map<String, Tensor> activations) {
        return activations.get("group" + (groups.size() - 1)).wide().largest(2, 3);
    }

    @Override
    public Tensor outputs(Tensor features) {
        return head.forward(features).mul(OUTPUT_SCALE);
    }

    @Override
    public void head(Tensor weight, Tensor bias) {
        head.namedParameters().get("weight").copyFrom(weight.mul(1 / OUTPUT_SCALE));
        head.namedParameters().get("bias").copyFrom(bias.mul(1 / OUTPUT_SCALE));
    }

    @Override
    public void fold() {
        training(false);
        groups.forEach(Group::fold);
    }
}
