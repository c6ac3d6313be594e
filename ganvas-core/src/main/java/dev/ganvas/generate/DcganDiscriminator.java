package dev.ganvas.generate;

import dev.ganvas.engine.error.Require;
import dev.ganvas.engine.nn.BatchNorm2d;
import dev.ganvas.engine.nn.Conv2d;
import dev.ganvas.engine.nn.ConvShape;
import dev.ganvas.engine.nn.Initializer;
import dev.ganvas.engine.nn.Linear;
import dev.ganvas.engine.random.Seed;
import dev.ganvas.engine.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The DCGAN discriminator (Radford, Metz, Chintala, 2016): one 4x4 stride-2 convolution a halving with leaky ReLU,
 * batch norm on all but the first, and a 4x4 convolution to the logit. With classes, the scaled inner products of the
 * pooled last features and a learned vector a class are the logits of the classes, and the logarithm of the probability
 * of a picture's own class is added to its logit: the term log p(y|x) that the projection of Miyato and Koyama (2018)
 * stands for, but normalised. Bounded by 0, it cannot outweigh all else where classes are easy to tell, as digits are.
 */
final class DcganDiscriminator extends DiscriminatorNetwork {
    private static final double SLOPE = 0.2;

    /** Adam moves a number by about its rate a step; this lets the class be read within hundreds of steps. */
    private static final double CLASS_SPEED = 8;

    private final List<Conv2d> convolutions = new ArrayList<>();
    private final List<BatchNorm2d> norms = new ArrayList<>();
    private final Conv2d toLogit;
    private final Optional<Linear> toClassLogits;

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
        toClassLogits = architecture.classes() == 0
                ? Optional.empty()
                : Optional.of(child(
                        "to_class_logits",
                        new Linear(
                                in,
                                architecture.classes(),
                                false,
                                Initializer.normal(0, 0.1),
                                seed.child("to_class_logits"))));
    }

    @Override
    public Verdict judge(Tensor pictures, Optional<Tensor> labels) {
        Require.that(
                labels.isPresent() == toClassLogits.isPresent(), "labels are given exactly when there are classes");
        Tensor x = convolutions.get(0).forward(pictures).leakyRelu(SLOPE);
        for (int i = 1; i < convolutions.size(); i++) {
            x = norms.get(i - 1).forward(convolutions.get(i).forward(x)).leakyRelu(SLOPE);
        }
        Tensor logits = toLogit.forward(x).reshape(x.size(0)).wide();
        if (toClassLogits.isEmpty()) {
            return new Verdict(logits, Optional.empty());
        }
        // Mean instead of sum over the places, and divided by the root of the width: with Adam's fixed step size an
        // unscaled product would let the class outweigh the picture within a few steps.
        Tensor classLogits = toClassLogits.get().forward(x.wide().mean(2, 3)).mul(CLASS_SPEED / Math.sqrt(x.size(1)));
        return new Verdict(logits.add(classLogits.logSoftmax().gather(labels.orElseThrow())), Optional.of(classLogits));
    }
}
