package dev.ganvas.features;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganvas.error.Require;
import java.util.List;

/** What a network is built from whose layers may have fewer channels than they usually have. */
public sealed interface PrunableShape extends FeatureShape permits BackboneShape, WhitenedShape {
    /** Names the channels of a pruned network in a model's description. */
    String CHANNELS = "channels";

    /**
     * Numbers of channels of its layers, from the picture to the end: one for each set of layers that must have as many because their
     * outputs are added.
     */
    List<Integer> channels();

    /** The same with other numbers of channels, as many numbers as {@link #channels}, each at least 1. */
    PrunableShape withChannels(List<Integer> counts);

    /** Which layer lies between which channels, from the picture to the head. */
    List<Connection> connections();

    @Override
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

    /** Says the channels where they are not those that the width comes to. */
    static void describe(ObjectNode architecture, List<Integer> channels, List<Integer> usual) {
        if (!channels.equals(usual)) {
            channels.forEach(architecture.putArray(CHANNELS)::add);
        }
    }

    /** @throws dev.ganvas.error.UsageException when they are not as many numbers as usual, or beyond the usual ones */
    static List<Integer> checked(List<Integer> channels, List<Integer> usual) {
        Require.that(
                channels.size() == usual.size(),
                channels.size() + " numbers of channels for " + usual.size() + " sets of layers");
        for (int i = 0; i < usual.size(); i++) {
            Require.within(channels.get(i), 1, usual.get(i), "channels");
        }
        return List.copyOf(channels);
    }
}
