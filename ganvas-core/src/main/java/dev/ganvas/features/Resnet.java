package dev.ganvas.features;

import dev.ganvas.engine.nn.ConvShape;
import dev.ganvas.engine.nn.Initializer;
import dev.ganvas.engine.nn.Layer;
import dev.ganvas.engine.nn.Linear;
import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.random.Seed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Residual networks as others train them (He et al., "Deep residual learning for image recognition", 2016): that of section 4.2 for CIFAR,
 * whose shortcuts take every second pixel and add channels of zeros, and those of table 1 for ImageNet, with the stride of a bottleneck in
 * its middle convolution, as torchvision has it. Pictures are normalised by the means and deviations of ImageNet.
 */
public final class Resnet extends FeatureNetwork {
    private static final float[] MEAN = {0.485f, 0.456f, 0.406f};
    private static final float[] DEVIATION = {0.229f, 0.224f, 0.225f};

    private final ResnetShape shape;
    private final ConvolutionUnit stem;
    private final List<List<Block>> stages = new ArrayList<>();
    private final Linear head;

    /** Convolutions around which the input passes, adapted where its shape changes. */
    private static final class Block extends Layer {
        private final List<ConvolutionUnit> units = new ArrayList<>();
        private final Optional<ConvolutionUnit> shortcut;
        private final int padding;
        private final boolean halves;

        Block(ResnetShape shape, int stage, int in, boolean first, Seed seed) {
            int inner = shape.inner(stage);
            int out = shape.channels(stage);
            halves = first && stage > 0;
            int stride = halves ? 2 : 1;
            if (shape.bottleneck()) {
                unit(new ConvShape(in, inner, 1, 1, 0), seed);
                unit(new ConvShape(inner, inner, 3, stride, 1), seed);
                unit(new ConvShape(inner, out, 1, 1, 0), seed);
            } else {
                unit(new ConvShape(in, out, 3, stride, 1), seed);
                unit(new ConvShape(out, out, 3, 1, 1), seed);
            }
            boolean changes = halves || in != out;
            shortcut = changes && shape.isForImagenet()
                    ? Optional.of(child(
                            "shortcut",
                            new ConvolutionUnit(new ConvShape(in, out, 1, stride, 0), seed.child("shortcut"))))
                    : Optional.empty();
            padding = (out - in) / 2;
        }

        private void unit(ConvShape convolution, Seed seed) {
            String name = "unit" + (units.size() + 1);
            units.add(child(name, new ConvolutionUnit(convolution, seed.child(name))));
        }

        void fold() {
            units.forEach(ConvolutionUnit::fold);
            shortcut.ifPresent(ConvolutionUnit::fold);
        }

        @Override
        public Tensor forward(Tensor x) {
            Tensor y = x;
            for (int i = 0; i < units.size(); i++) {
                y = units.get(i).forward(y);
                y = i + 1 < units.size() ? y.relu() : y;
            }
            return y.add(shortcut.map(unit -> unit.forward(x)).orElseGet(() -> halves ? narrowed(x) : x))
                    .relu();
        }

        /** Every second pixel of every second row, with channels of zeros before and after. */
        private Tensor narrowed(Tensor x) {
            long[] first = new long[Math.toIntExact(x.size(1))];
            for (int i = 0; i < first.length; i++) {
                first[i] = 4L * i;
            }
            Tensor smaller = x.pixelUnshuffle(2).indexSelect(1, x.device().ofLongs(first, first.length));
            Tensor zeros = x.device().zeros(x.dtype(), x.size(0), padding, smaller.size(2), smaller.size(3));
            return Tensor.cat(List.of(zeros, smaller, zeros), 1);
        }
    }

    public Resnet(ResnetShape shape, Seed seed) {
        this.shape = shape;
        ConvShape first = shape.isForImagenet()
                ? new ConvShape(3, shape.width(), 7, 2, 3)
                : new ConvShape(3, shape.width(), 3, 1, 1);
        stem = child("stem", new ConvolutionUnit(first, seed.child("stem")));
        int in = shape.width();
        for (int stage = 0; stage < shape.blocks().size(); stage++) {
            List<Block> blocks = new ArrayList<>();
            for (int i = 0; i < shape.blocks().get(stage); i++) {
                String name = "block" + stage + "_" + i;
                blocks.add(child(name, new Block(shape, stage, in, i == 0, seed.child(name))));
                in = shape.channels(stage);
            }
            stages.add(blocks);
        }
        head = child("head", new Linear(in, shape.outputs(), true, Initializer.fanIn(1), seed.child("head")));
    }

    /** {@code stem}, each block such as {@code block0_0}, and {@code stage0} to the last, which is what its last block gives. */
    @Override
    public Map<String, Tensor> activations(Tensor pictures) {
        Map<String, Tensor> activations = new LinkedHashMap<>();
        Tensor x = stem.forward(normalised(pictures)).relu();
        x = shape.isForImagenet() ? x.maxPool(3, 2, 1) : x;
        activations.put("stem", x);
        for (int stage = 0; stage < stages.size(); stage++) {
            int number = 0;
            for (Block block : stages.get(stage)) {
                x = block.forward(x);
                activations.put("block" + stage + "_" + number++, x);
            }
            activations.put("stage" + stage, x);
        }
        return activations;
    }

    /** From -1 to 1 to what the weights are used to. */
    private static Tensor normalised(Tensor pictures) {
        float[] scale = new float[MEAN.length];
        float[] shift = new float[MEAN.length];
        for (int i = 0; i < MEAN.length; i++) {
            scale[i] = 0.5f / DEVIATION[i];
            shift[i] = (0.5f - MEAN[i]) / DEVIATION[i];
        }
        return pictures.mul(perChannel(scale, pictures)).add(perChannel(shift, pictures));
    }

    private static Tensor perChannel(float[] values, Tensor like) {
        Tensor made = like.device().of(values, 1, values.length, 1, 1);
        return like.dtype() == DType.F32 ? made : made.to(like.dtype());
    }

    @Override
    public Tensor pooled(Map<String, Tensor> activations) {
        return activations.get("stage" + (stages.size() - 1)).wide().mean(2, 3);
    }

    @Override
    public Tensor outputs(Tensor features) {
        return head.forward(features);
    }

    @Override
    public void head(Tensor weight, Tensor bias) {
        head.namedParameters().get("weight").copyFrom(weight);
        head.namedParameters().get("bias").copyFrom(bias);
    }

    @Override
    public void fold() {
        training(false);
        stem.fold();
        stages.forEach(blocks -> blocks.forEach(Block::fold));
    }
}
