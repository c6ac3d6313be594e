package dev.ganvas.features;

/**
 * A layer of a {@link FeatureNetwork} as what lies between two sets of channels: enough to count its operations and to take channels
 * out of it. The layer's tensors are {@code layer.conv.weight} {@code [to, from, k, k]} and those of {@code layer.norm}, or of the
 * head {@code head.weight} {@code [to, from]}.
 *
 * @param layer its name in the network
 * @param from number of the set that it sees in {@link PrunableShape#channels}; {@link #FIXED} where that cannot change
 * @param to number of the set that it gives
 * @param each multiply-adds for each pair of a channel seen and one given
 */
public record Connection(String layer, int from, int to, double each) {
    /** The channels of the picture, or the outputs of the head. */
    public static final int FIXED = -1;
}
