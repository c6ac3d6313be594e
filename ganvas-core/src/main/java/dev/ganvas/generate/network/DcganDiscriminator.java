package dev.ganvas.generate.network;

import dev.ganvas.engine.nn.BatchNorm2d;
import dev.ganvas.engine.nn.Conv2d;
import dev.ganvas.engine.nn.ConvShape;
import dev.ganvas.engine.nn.Initializer;
import dev.ganvas.engine.nn.Linear;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.generate.learn.ClassCertainty;
import dev.ganvas.image.PictureSize;
import dev.ganvas.random.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The DCGAN discriminator (Radford, Metz, Chintala, 2016): one 4x4 stride-2 convolution a halving with leaky ReLU,
 * batch norm on all but the first, and a convolution of all that is left, 4x4 pixels or a few more, to the logit.
 *
 * <p>With classes, {@link ClassLogits} are scaled inner products of the pooled last features and learned vectors, and their
 * evidence is added to the logit. Its first part, log p(y|x), is what the projection of Miyato and Koyama (2018) stands for,
 * but normalised, and weighs as much as {@link ClassCertainty} says. By it alone, as
 * in an auxiliary classifier, a generator is soon content with the one kind of picture by which each class is told best; its
 * second part, from the discriminative classifier of Hou et al., "Conditional GANs with auxiliary discriminative
 * classifier" (2022), has each class look as varied as it is. That part alone learns classes more slowly.
 */
final class DcganDiscriminator extends DiscriminatorNetwork {
    private static final double SLOPE = 0.2;

    /** Adam moves a number by about its rate a step; this lets the class be read within hundreds of steps. */
    private static final double CLASS_SPEED = 8;

    /**
     * That of the comparison of real and generated pictures of a class. The slower it is, the more the classes are told
     * apart and the less they vary.
     */
    private static final double COMPARISON_SPEED = 2;

    private final List<Conv2d> convolutions = new ArrayList<>();
    private final List<BatchNorm2d> norms = new ArrayList<>();
    private final Conv2d toLogit;
    private final Optional<Linear> toClasses;
    private final Optional<Linear> toReal;
    private final Optional<Linear> toGenerated;

    DcganDiscriminator(Architecture architecture, Seed seed) {
        int in = architecture.pictures().channels();
        for (int i = 0; i < architecture.doublings(); i++) {
            int out = architecture.discriminatorWidth(i);
            String name = "conv" + i;
            convolutions.add(child(
                    name, new Conv2d(ConvShape.resampling(in, out), false, DcganGenerator.WEIGHTS, seed.child(name))));
            if (i > 0) {
                String norm = "norm" + i;
                norms.add(child(norm, new BatchNorm2d(out, DcganGenerator.SCALES, seed.child(norm))));
            }
            in = out;
        }
        PictureSize coarse = architecture.coarseSize();
        ConvShape whole = ConvShape.whole(in, 1, coarse.height(), coarse.width());
        toLogit = child("to_logit", new Conv2d(whole, false, DcganGenerator.WEIGHTS, seed.child("to_logit")));
        toClasses = head("to_class_logits", 0.1, in, architecture, seed);
        toReal = head("to_real", 0.01, in, architecture, seed);
        toGenerated = head("to_generated", 0.01, in, architecture, seed);
    }

    private Optional<Linear> head(String name, double deviation, int in, Architecture architecture, Seed seed) {
        return architecture.classes() == 0
                ? Optional.empty()
                : Optional.of(child(
                        name,
                        new Linear(
                                in,
                                architecture.classes(),
                                false,
                                Initializer.normal(0, deviation),
                                seed.child(name))));
    }

    @Override
    public Verdict verdict(Tensor pictures) {
        Tensor x = convolutions.get(0).forward(pictures).leakyRelu(SLOPE);
        for (int i = 1; i < convolutions.size(); i++) {
            x = norms.get(i - 1).forward(convolutions.get(i).forward(x)).leakyRelu(SLOPE);
        }
        Tensor logits = toLogit.forward(x).reshape(x.size(0)).wide();
        if (toClasses.isEmpty()) {
            return new Verdict(logits, Optional.empty());
        }
        // Mean instead of sum over the places, and divided by the root of the width: with Adam's fixed step size an
        // unscaled product would let the class outweigh the picture within a few steps.
        Tensor pooled = x.wide().mean(2, 3).mul(1 / Math.sqrt(x.size(1)));
        Tensor compared = pooled.mul(COMPARISON_SPEED);
        return new Verdict(
                logits,
                Optional.of(new ClassLogits(
                        toClasses.orElseThrow().forward(pooled.mul(CLASS_SPEED)),
                        toReal.orElseThrow().forward(compared),
                        toGenerated.orElseThrow().forward(compared))));
    }
}
