package dev.ganvas.generate.learn;

import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.random.RandomStream;
import dev.ganvas.random.Seed;
import java.util.ArrayList;
import java.util.List;

/**
 * Random changes to what a discriminator sees, real or generated, through which gradients flow back to the generator: a
 * shift, with the range of Zhao et al., "Differentiable augmentation for data-efficient GAN training", 2020. Of their other
 * changes, cutting out a square is left out, since generators learn to paint the holes, and so are those of brightness,
 * saturation and contrast, since generators take these over as well.
 *
 * <p>{@link dev.ganvas.data.Augmentation} is another matter: it changes the bytes of training pictures, for recognisers,
 * with no gradient; a generator trained on pictures changed that way would paint the changes.
 */
final class DifferentiableAugmentation {
    /** A shift reaches this share of the side. */
    private static final int REACH = 8;

    private DifferentiableAugmentation() {}

    /**
     * Where one picture goes; what comes in is 0, the middle grey.
     *
     * @param right pixels
     * @param down pixels
     */
    record Shift(int right, int down) {
        /** With the probability {@code strength}. */
        static Shift drawn(RandomStream random, double strength, int width, int height) {
            int across = Math.round((float) width / REACH);
            int along = Math.round((float) height / REACH);
            // Every number is drawn whether used or not, so that pictures moved at one strength move alike at a higher
            // one.
            boolean moved = random.nextDouble() < strength;
            int right = random.nextInt(-across, across);
            int down = random.nextInt(-along, along);
            return moved ? new Shift(right, down) : new Shift(0, 0);
        }

        boolean moves() {
            return right != 0 || down != 0;
        }
    }

    /**
     * Shifts each picture with the probability {@code strength}.
     *
     * @param pictures {@code [N, C, H, W]} in [-1, 1]
     * @param strength in [0, 1]; at 0 the result is {@code pictures} itself
     * @param seed picture {@code i} is shifted as its child {@code first + i} says
     * @return same shape, type and layout; differentiable
     */
    static Tensor apply(Tensor pictures, double strength, Seed seed, long first) {
        if (strength == 0) {
            return pictures;
        }
        List<Shift> shifts = new ArrayList<>();
        for (int i = 0; i < pictures.size(0); i++) {
            shifts.add(Shift.drawn(
                    seed.child(first + i).stream(), strength, (int) pictures.size(3), (int) pictures.size(2)));
        }
        return apply(pictures, shifts);
    }

    /** Shifts each picture as told; one that does not move stays as it is, bit for bit. */
    static Tensor apply(Tensor pictures, List<Shift> shifts) {
        if (shifts.stream().noneMatch(Shift::moves)) {
            return pictures;
        }
        List<Tensor> each = new ArrayList<>(pictures.each());
        for (int i = 0; i < each.size(); i++) {
            Shift shift = shifts.get(i);
            if (shift.moves()) {
                each.set(i, each.get(i).shifted(shift.right(), shift.down()));
            }
        }
        return Tensor.cat(each, 0);
    }
}
