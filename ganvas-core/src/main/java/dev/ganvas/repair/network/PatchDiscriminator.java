package dev.ganvas.repair.network;

import dev.ganvas.engine.nn.Conv2d;
import dev.ganvas.engine.nn.ConvShape;
import dev.ganvas.engine.nn.Initializer;
import dev.ganvas.engine.nn.ParameterTree;
import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.random.Seed;
import java.util.ArrayList;
import java.util.List;

/**
 * Says of every part of a picture whether it looks restored (after PatchGAN: Isola et al., "Image-to-image translation with
 * conditional adversarial networks", 2017): 3x3 convolutions, between them two of 4x4 that halve and double the channels, no
 * normalisation, as gradient penalties ask for.
 */
public final class PatchDiscriminator extends ParameterTree {
    /** Pixels of the part that each of its logits stands for, each side. */
    public static final int PART = 4;

    private static final double SLOPE = 0.2;
    private static final Initializer HE = Initializer.fanIn(Math.sqrt(2 / (1 + SLOPE * SLOPE)));

    private final List<Conv2d> convolutions = new ArrayList<>();
    private final Conv2d last;

    /** @param width channels of the first layer */
    public PatchDiscriminator(int channels, int width, Seed seed) {
        add(new ConvShape(channels, width, 3, 1, 1), seed);
        add(ConvShape.resampling(width, 2 * width), seed);
        add(ConvShape.resampling(2 * width, 4 * width), seed);
        add(new ConvShape(4 * width, 4 * width, 3, 1, 1), seed);
        last = child("last", new Conv2d(new ConvShape(4 * width, 1, 3, 1, 1), true, Initializer.fanIn(1), seed));
    }

    private void add(ConvShape shape, Seed seed) {
        String name = "conv" + convolutions.size();
        convolutions.add(child(name, new Conv2d(shape, true, HE, seed.child(name))));
    }

    /**
     * What it makes of pictures.
     *
     * @param logits F32 {@code [N, 1, H / 4, W / 4]}, higher where a part looks real
     * @param maps what each layer before the last one saw, in the order of the layers
     */
    public record Verdict(Tensor logits, List<Tensor> maps) {}

    /**
     * Looks at pictures.
     *
     * @param pictures F32 {@code [N, C, H, W]} in [0, 1], sides multiples of 4
     * @param dtype to compute in
     */
    public Verdict verdict(Tensor pictures, DType dtype) {
        List<Tensor> maps = new ArrayList<>();
        Tensor x = pictures.mul(2).add(-1).channelsLast().to(dtype);
        for (Conv2d convolution : convolutions) {
            x = convolution.forward(x).leakyRelu(SLOPE);
            maps.add(x);
        }
        return new Verdict(last.forward(x).wide(), maps);
    }
}
