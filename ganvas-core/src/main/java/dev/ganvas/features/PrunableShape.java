package dev.ganvas.features;

import java.util.List;

/** The shape of a network that channels can be taken out of. */
public sealed interface PrunableShape extends FeatureShape permits BackboneShape, WhitenedShape {
    /**
     * Numbers of channels of its layers, from the picture to the end: one for each set of layers that must have as many because their
     * outputs are added.
     */
    List<Integer> channels();

    /** The same with other numbers of channels, as many numbers as {@link #channels}, each at least 1. */
    PrunableShape withChannels(List<Integer> counts);

    /** Which layer lies between which channels, from the picture to the head. */
    List<Connection> connections();

    /** Multiply-adds that a picture of its size takes. */
    default double multiplyAdds() {
        List<Integer> channels = channels();
        return connections().stream()
                .mapToDouble(one -> one.each()
                        * (one.from() == Connection.FIXED ? fixed(one) : channels.get(one.from()))
                        * (one.to() == Connection.FIXED ? outputs() : channels.get(one.to())))
                .sum();
    }

    /** Channels that a layer sees which is connected to none that can change. */
    int fixed(Connection first);

    /** The same with another head. */
    @Override
    PrunableShape withOutputs(int count);
}
