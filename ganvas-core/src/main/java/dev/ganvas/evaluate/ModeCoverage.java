package dev.ganvas.evaluate;

import dev.ganvas.error.Require;
import dev.ganvas.image.Picture;
import dev.ganvas.vision.Classifier;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/**
 * How many modes of Stacked MNIST a generator paints: a picture's red, green and blue channels are three digits, which make
 * one of 1,000 modes (Metz et al., "Unrolled GANs", 2017; the usual count is 26,000 pictures, Srivastava et al., "VEEGAN",
 * 2017).
 *
 * @param classifier the digit classifier's name
 * @param sha256 the digit classifier's hash
 * @param modes that there are
 * @param hit modes that at least one picture shows
 * @param divergence Kullback-Leibler divergence of the modes' frequencies from the uniform distribution, in nats. At N
 *     pictures even a perfect generator has about {@code (modes - 1) / (2 N)}
 * @param count pictures N
 */
public record ModeCoverage(String classifier, String sha256, int modes, int hit, double divergence, int count) {
    /** Pictures of the published protocol. */
    public static final int USUAL = 26_000;

    private static final int BLOCK = 256;
    private static final int CHANNELS = 3;

    /** Counts the next {@code count} pictures; each channel is shown to {@code digits} as a grey picture. */
    public static ModeCoverage of(Classifier digits, Iterator<Picture> pictures, int count) {
        Require.positive(count, "number of pictures");
        int classes = digits.classes().size();
        int[] seen = new int[Math.multiplyExact(Math.multiplyExact(classes, classes), classes)];
        for (int done = 0; done < count; ) {
            int block = Math.min(BLOCK, count - done);
            List<Picture> channels = new ArrayList<>(CHANNELS * block);
            for (int i = 0; i < block; i++) {
                Picture picture = pictures.next();
                for (int c = 0; c < CHANNELS; c++) {
                    channels.add(channel(picture, c));
                }
            }
            int[] labels = digits.classify(channels);
            for (int i = 0; i < labels.length; i += CHANNELS) {
                seen[(labels[i] * classes + labels[i + 1]) * classes + labels[i + 2]]++;
            }
            done += block;
        }
        return ofCounts(digits, seen, count);
    }

    private static ModeCoverage ofCounts(Classifier digits, int[] seen, int count) {
        int hit = 0;
        double divergence = 0;
        for (int times : seen) {
            if (times > 0) {
                hit++;
                double share = (double) times / count;
                divergence += share * Math.log(share * seen.length);
            }
        }
        return new ModeCoverage(digits.name(), digits.sha256(), seen.length, hit, divergence, count);
    }

    private static Picture channel(Picture picture, int channel) {
        byte[] rgb = picture.rgb();
        byte[] grey = new byte[rgb.length];
        for (int i = 0; i < grey.length; i++) {
            grey[i] = rgb[i - i % CHANNELS + channel];
        }
        return new Picture(picture.width(), picture.height(), grey);
    }

    /** One line for people. */
    public String toText() {
        return String.format(
                Locale.ROOT,
                "%,d of %,d modes in %,d pictures, KL to uniform %.3f nats, by %s (sha256 %s)",
                hit,
                modes,
                count,
                divergence,
                classifier,
                sha256.substring(0, Math.min(12, sha256.length())));
    }
}
