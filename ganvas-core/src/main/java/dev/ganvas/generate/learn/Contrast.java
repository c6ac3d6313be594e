package dev.ganvas.generate.learn;

import dev.ganvas.data.PixelCache;
import dev.ganvas.generate.network.GeneratorNetwork;
import dev.ganvas.image.Opacity;
import dev.ganvas.image.Picture;
import dev.ganvas.random.Seed;
import dev.ganvas.train.DataOrder;
import java.util.Iterator;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * The contrast of pictures: how far their pixels are from mid-grey, a root mean square over all channels of all of them, as
 * networks see them, in levels.
 *
 * <p>A discriminator with batch norm has no notion of it. Its first layers have no biases, so pictures that are all twice as
 * strong give twice the activations, and its first batch norm divides them by two. Nothing keeps a generator from drifting
 * there, and so it is set to the contrast of the data whenever it is drawn by.
 */
final class Contrast {
    /** Pictures of the data that are measured, at most. */
    private static final int MEASURED = 10_000;

    private static final double MID_GREY = 127.5;

    /** Rounds of measuring and correcting: the tanh at the end takes a little of each correction back. */
    private static final int ROUNDS = 2;

    /** Relative differences up to this are left; some hundred pictures do not tell them from none. */
    private static final double TOLERANCE = 0.02;

    /** No network is corrected by more than this factor, or its inverse: one that is so far off has other faults. */
    private static final double MOST = 1.5;

    private final double wanted;

    private Contrast(double wanted) {
        this.wanted = wanted;
    }

    static Contrast of(PixelCache data) {
        DataOrder order = new DataOrder(data.count(), Seed.of(0).child("contrast"));
        return new Contrast(measure(IntStream.range(0, Math.min(data.count(), MEASURED))
                .mapToObj(i -> data.picture(order.at(i)))
                .iterator()));
    }

    static double measure(Iterator<Picture> pictures) {
        double sum = 0;
        long count = 0;
        while (pictures.hasNext()) {
            byte[] levels = Opacity.premultiplied(pictures.next());
            for (byte level : levels) {
                double distance = (level & 0xff) - MID_GREY;
                sum += distance * distance;
            }
            count += levels.length;
        }
        return Math.sqrt(sum / count);
    }

    /**
     * Gives a network this contrast.
     *
     * @param drawn pictures by the network as it is now, always of the same latent vectors
     * @return the factor by which it was {@linkplain GeneratorNetwork#amplify amplified}
     */
    double give(GeneratorNetwork network, Supplier<Iterator<Picture>> drawn) {
        double factor = 1;
        for (int i = 0; i < ROUNDS; i++) {
            double off = wanted / measure(drawn.get());
            if (Math.abs(Math.log(off)) <= TOLERANCE) {
                break;
            }
            double corrected = Math.max(1 / MOST, Math.min(MOST, factor * off));
            network.amplify(corrected / factor);
            factor = corrected;
        }
        return factor;
    }
}
