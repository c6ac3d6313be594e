package dev.ganvas.generate;

import dev.ganvas.engine.error.Require;
import dev.ganvas.engine.nn.BatchNorm2d;
import dev.ganvas.engine.nn.Conv2d;
import dev.ganvas.engine.nn.ConvShape;
import dev.ganvas.engine.nn.Embedding;
import dev.ganvas.engine.nn.Initializer;
import dev.ganvas.engine.random.Seed;
import dev.ganvas.engine.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The DCGAN discriminator (Radford, Metz, Chintala, 2016): one 4x4 stride-2 convolution a halving with leaky ReLU,
 * batch norm on all but the first, and a 4x4 convolution to the logit. With classes, the projection of Miyato and
 * Koyama (2018) is added: the scaled inner product of the pooled last features and a learned vector of the class.
 */
final class DcganDiscriminator extends DiscriminatorNetwork {
    private static final double SLOPE = 0.2;

    private final List<Conv2d> convolutions = new ArrayList<>();
    private final List<BatchNorm2d> norms = new ArrayList<>();
    private final Conv2d toLogit;
    private final Optional<Embedding> classVectors;

    DcganDiscriminator(Architecture architecture, Seed seed) {
        int in = 3;
        int out = architecture.discriminatorWidth();
        for (int i = 0; i < architecture.doublings(); i++) {
            String name = "conv" + i;
            convolutions.add(child(
                    name, new Conv2d(ConvShape.resampling(in, out), false, DcganGenerator.WEIGHTS, seed.child(name))));
            if (i > 0) {
                String norm = "norm" + i;
                norms.add(child(norm, new BatchNorm2d(out, DcganGenerator.SCALES, seed.child(norm))));
            }
            in = out;
            out *= 2;
        }
        toLogit = child(
                "to_logit",
                new Conv2d(new ConvShape(in, 1, 4, 1, 0), false, DcganGenerator.WEIGHTS, seed.child("to_logit")));
        classVectors = architecture.classes() == 0
                ? Optional.empty()
                : Optional.of(child(
                        "class",
                        new Embedding(architecture.classes(), in, Initializer.normal(0, 1), seed.child("class"))));
    }

    @Override
    public Tensor forward(Tensor pictures, Optional<Tensor> labels) {
        Require.that(labels.isPresent() == classVectors.isPresent(), "labels are given exactly when there are classes");
        Tensor x = convolutions.get(0).forward(pictures).leakyRelu(SLOPE);
        for (int i = 1; i < convolutions.size(); i++) {
            x = norms.get(i - 1).forward(convolutions.get(i).forward(x)).leakyRelu(SLOPE);
        }
        Tensor logits = toLogit.forward(x).reshape(x.size(0)).wide();
        if (classVectors.isEmpty()) {
            return logits;
        }
        Tensor vectors = classVectors.get().forward(labels.orElseThrow());
        // Mean instead of sum over the places, and divided by the root of the width: with Adam's fixed step size an
        // unscaled product would let the class outweigh the picture within a few steps.
        return logits.add(x.wide().mean(2, 3).mul(vectors).sum(1).mul(1 / Math.sqrt(x.size(1))));
    }
}
