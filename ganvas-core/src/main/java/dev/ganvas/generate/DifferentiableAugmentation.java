package dev.ganvas.generate;

import dev.ganvas.engine.random.RandomStream;
import dev.ganvas.engine.random.Seed;
import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Random changes to what a discriminator sees, real or generated, through which gradients flow back to the generator:
 * brightness, saturation, contrast and a shift, with the ranges of Zhao et al., "Differentiable augmentation for
 * data-efficient GAN training", 2020. Their fourth, cutting out a square, is left out, since generators learn to paint the
 * holes.
 *
 * <p>{@link dev.ganvas.data.Augmentation} is another matter: it changes the bytes of training pictures, for recognisers,
 * with no gradient; a generator trained on pictures changed that way would paint the changes.
 */
final class DifferentiableAugmentation {
    /** A shift reaches this share of the side. */
    private static final int REACH = 8;

    private DifferentiableAugmentation() {}

    /**
     * What is done to one picture.
     *
     * @param brightness added to every value
     * @param saturation factor on the distance from the pixel's grey; 1 for none
     * @param contrast factor on the distance from the picture's mean; 1 for none
     * @param right pixels; what comes in is 0, the middle grey
     * @param down pixels
     */
    record Change(double brightness, double saturation, double contrast, int right, int down) {
        /** Each of brightness, saturation, contrast and shift with the probability {@code strength}. */
        static Change drawn(RandomStream random, double strength, int size) {
            int reach = Math.round((float) size / REACH);
            // Every number is drawn whether used or not, so that a change does not depend on the strength of others.
            boolean[] done = new boolean[4];
            for (int i = 0; i < done.length; i++) {
                done[i] = random.nextDouble() < strength;
            }
            double brightness = random.nextDouble(-0.5, 0.5);
            double saturation = random.nextDouble(0, 2);
            double contrast = random.nextDouble(0.5, 1.5);
            int right = random.nextInt(-reach, reach);
            int down = random.nextInt(-reach, reach);
            return new Change(
                    done[0] ? brightness : 0,
                    done[1] ? saturation : 1,
                    done[2] ? contrast : 1,
                    done[3] ? right : 0,
                    done[3] ? down : 0);
        }

        private boolean moves() {
            return right != 0 || down != 0;
        }
    }

    /**
     * Changes each picture with the probability {@code strength} in each way.
     *
     * @param pictures {@code [N, 3, S, S]} in [-1, 1]
     * @param strength in [0, 1]; at 0 the result is {@code pictures} itself
     * @param seed picture {@code i} is changed as its child {@code first + i} says
     * @return same shape, type and layout, values beyond [-1, 1] included; differentiable
     */
    static Tensor apply(Tensor pictures, double strength, Seed seed, long first) {
        if (strength == 0) {
            return pictures;
        }
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < pictures.size(0); i++) {
            changes.add(Change.drawn(seed.child(first + i).stream(), strength, (int) pictures.size(2)));
        }
        return apply(pictures, changes);
    }

    /** Changes each picture as told: colours first, then the place. */
    static Tensor apply(Tensor pictures, List<Change> changes) {
        return shifted(recoloured(pictures, changes), changes);
    }

    /**
     * With brightness b, then saturation s about the pixel's grey g, then contrast c about the picture's mean m, x becomes
     * {@code c s x + c (1 - s) g + (1 - c) m + b}; a picture without changes stays as it is, bit for bit.
     */
    private static Tensor recoloured(Tensor x, List<Change> changes) {
        long n = x.size(0);
        Tensor own = each(changes, c -> c.contrast() * c.saturation(), x.dtype());
        Tensor greyShare = each(changes, c -> c.contrast() * (1 - c.saturation()), x.dtype());
        Tensor meanShare = each(changes, c -> 1 - c.contrast(), x.dtype());
        Tensor brightness = each(changes, Change::brightness, x.dtype());
        Tensor grey = x.mean(1).reshape(n, 1, x.size(2), x.size(3));
        Tensor mean = x.mean(1, 2, 3).reshape(n, 1, 1, 1);
        return x.mul(own).add(grey.mul(greyShare).add(mean.mul(meanShare).add(brightness)));
    }

    private static Tensor each(List<Change> changes, ToDoubleFunction<Change> value, DType dtype) {
        float[] values = new float[changes.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) value.applyAsDouble(changes.get(i));
        }
        return Tensor.of(values, values.length, 1, 1, 1).to(dtype);
    }

    private static Tensor shifted(Tensor pictures, List<Change> changes) {
        if (changes.stream().noneMatch(Change::moves)) {
            return pictures;
        }
        List<Tensor> each = new ArrayList<>(pictures.each());
        for (int i = 0; i < each.size(); i++) {
            Change change = changes.get(i);
            if (change.moves()) {
                each.set(i, each.get(i).shifted(change.right(), change.down()));
            }
        }
        return Tensor.cat(each, 0);
    }
}
