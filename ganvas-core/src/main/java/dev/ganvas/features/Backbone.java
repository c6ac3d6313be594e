package dev.ganvas.features;

import dev.ganvas.engine.nn.ConvShape;
import dev.ganvas.engine.nn.Initializer;
import dev.ganvas.engine.nn.Linear;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.random.Seed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The extractor: a small residual network in the manner of those that learn CIFAR-10 fastest (Page, "How to train your ResNet",
 * 2018), with strided 4x4 convolutions in place of convolutions and pooling. A 3x3 convolution, three stages that halve
 * the side and double the channels, each with residual blocks, the mean over the places, and a linear head. Pictures
 * above 32 px are first halved by strided convolutions.
 */
public final class Backbone extends FeatureNetwork {
    /** Name of what comes behind the feature vectors. */
    static final String HEAD = "head";

    static final double SLOPE = 0.1;

    private final BackboneShape shape;
    private final List<ConvolutionUnit> stem = new ArrayList<>();
    private final List<Stage> stages = new ArrayList<>();
    private final Linear head;

    private record Stage(ConvolutionUnit halving, List<ResidualBlock> blocks) {}

    public Backbone(BackboneShape shape, Seed seed) {
        this.shape = shape;
        stem.add(unit("stem0", new ConvShape(3, shape.stem(0), 3, 1, 1), seed));
        for (int i = 1; i <= shape.stemHalvings(); i++) {
            stem.add(unit("stem" + i, ConvShape.resampling(shape.stem(i - 1), shape.stem(i)), seed));
        }
        int in = shape.stem(shape.stemHalvings());
        for (int i = 0; i < BackboneShape.STAGES; i++) {
            int out = shape.channels(i);
            ConvolutionUnit halving = unit("stage" + i, ConvShape.resampling(in, out), seed);
            List<ResidualBlock> blocks = new ArrayList<>();
            for (int b = 0; b < shape.blocks(); b++) {
                String name = "block" + i + "_" + b;
                blocks.add(child(name, new ResidualBlock(out, shape.between(i, b), seed.child(name))));
            }
            stages.add(new Stage(halving, blocks));
            in = out;
        }
        head = child(HEAD, new Linear(in, shape.outputs(), true, Initializer.fanIn(1), seed.child("head")));
    }

    private ConvolutionUnit unit(String name, ConvShape shape, Seed seed) {
        return child(name, new ConvolutionUnit(shape, seed.child(name)));
    }

    public BackboneShape shape() {
        return shape;
    }

    /**
     * {@code stem0} and, for pictures above 32 px, further ones; then of each stage its halving and blocks, such as {@code
     * halving0} and {@code block0_0}, and the stage's end, {@code stage0}, which is what its last block gives: of the stages
     * {@code [N, 2w, 16, 16]}, {@code [N, 4w, 8, 8]}, {@code [N, 8w, 4, 4]} of pictures of its size.
     */
    @Override
    public Map<String, Tensor> activations(Tensor pictures) {
        Map<String, Tensor> activations = new LinkedHashMap<>();
        Tensor x = pictures;
        for (int i = 0; i < stem.size(); i++) {
            x = stem.get(i).forward(x).leakyRelu(SLOPE);
            activations.put("stem" + i, x);
        }
        for (int i = 0; i < stages.size(); i++) {
            x = stages.get(i).halving().forward(x).leakyRelu(SLOPE);
            activations.put("halving" + i, x);
            int block = 0;
            for (ResidualBlock next : stages.get(i).blocks()) {
                x = next.forward(x);
                activations.put("block" + i + "_" + block++, x);
            }
            activations.put("stage" + i, x);
        }
        return activations;
    }

    /** The means over all places of the last stage. */
    @Override
    public Tensor pooled(Map<String, Tensor> activations) {
        return activations.get("stage" + (stages.size() - 1)).wide().mean(2, 3);
    }

    @Override
    public void fold() {
        training(false);
        stem.forEach(ConvolutionUnit::fold);
        for (Stage stage : stages) {
            stage.halving().fold();
            stage.blocks().forEach(ResidualBlock::fold);
        }
    }

    @Override
    public void head(Tensor weight, Tensor bias) {
        head.namedParameters().get("weight").copyFrom(weight);
        head.namedParameters().get("bias").copyFrom(bias);
    }

    @Override
    public Tensor outputs(Tensor features) {
        return head.forward(features);
    }
}
