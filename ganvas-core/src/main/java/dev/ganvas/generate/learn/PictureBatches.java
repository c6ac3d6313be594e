package dev.ganvas.generate.learn;

import dev.ganvas.data.Augmentation;
import dev.ganvas.data.PixelCache;
import dev.ganvas.data.PixelShape;
import dev.ganvas.data.PixelTensors;
import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.Device;
import dev.ganvas.generate.LabelledPictures;
import dev.ganvas.random.RandomStream;
import dev.ganvas.random.Seed;
import dev.ganvas.train.DataOrder;
import dev.ganvas.train.HeldOut;
import java.util.Optional;
import java.util.stream.IntStream;

/** Some of a data set's pictures in shuffled batches, each a function of a seed and a position. */
final class PictureBatches {
    /** With more the signal would hardly be surer. */
    private static final int MOST_HELD_BACK = 256;

    private static final Augmentation MIRRORING = Augmentation.mirroring();

    private final PixelCache data;
    private final int[] among;
    private final View view;
    private final Seed seed;
    private final DataOrder order;

    /**
     * How pictures are shown.
     *
     * @param mirrored whether half the time mirrored
     * @param labelled whether with their labels
     * @param dtype of the pixels
     * @param device where batches are to lie
     */
    record View(boolean mirrored, boolean labelled, DType dtype, Device device) {}

    /** Pictures to learn from, and others to see by whether the discriminator overfits. */
    record Parts(PictureBatches learned, PictureBatches heldBack) {
        /** Holds back a tenth of the pictures, at least one and at most {@value #MOST_HELD_BACK}. */
        static Parts of(PixelCache data, View view, Seed seed) {
            HeldOut parts = HeldOut.of(
                    data.count(), MOST_HELD_BACK, seed.child("held back").child("choice"));
            return new Parts(
                    new PictureBatches(data, parts.training(), view, seed),
                    new PictureBatches(data, parts.heldOut(), view, seed.child("held back")));
        }
    }

    /** How many of {@code count} pictures, at least two, {@link Parts#of} holds back. */
    static int countHeldBack(int count) {
        return HeldOut.count(count, MOST_HELD_BACK);
    }

    private PictureBatches(PixelCache data, int[] among, View view, Seed seed) {
        this.data = data;
        this.among = among;
        this.view = view;
        this.seed = seed;
        this.order = new DataOrder(among.length, seed.child("order"));
    }

    /** All pictures. */
    static PictureBatches all(PixelCache data, View view, Seed seed) {
        return new PictureBatches(data, IntStream.range(0, data.count()).toArray(), view, seed);
    }

    /** The {@code n} pictures shown from position {@code first} on, counted over all epochs; in the open scope. */
    LabelledPictures at(long first, int n) {
        PixelShape shape = data.shape();
        byte[] original = new byte[shape.values()];
        byte[] pixels = new byte[n * original.length];
        long[] labels = new long[n];
        for (int i = 0; i < n; i++) {
            int index = among[order.at(first + i)];
            if (view.mirrored()) {
                data.read(index, original, 0);
                RandomStream coin = seed.child("mirror").child(first + i).stream();
                MIRRORING.apply(original, shape, coin, pixels, i * original.length);
            } else {
                data.read(index, pixels, i * original.length);
            }
            labels[i] = data.label(index);
        }
        return new LabelledPictures(
                PixelTensors.toTensor(pixels, n, shape, view.dtype(), view.device()),
                view.labelled() ? Optional.of(view.device().ofLongs(labels, n)) : Optional.empty());
    }
}
