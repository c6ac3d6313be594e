package dev.ganvas.image.watermark;

import java.util.OptionalLong;

/**
 * What was found in a picture.
 *
 * @param marked whether the mark is there, see {@link #falsePositives}
 * @param strength how much better the mark fits than chance, in standard deviations
 * @param falsePositives at most this proportion of pictures without a mark, over all keys, look as marked as this one, whatever they
 *     show
 * @param number that the mark holds; empty when it cannot be read
 */
public record Detection(boolean marked, double strength, double falsePositives, OptionalLong number) {}
