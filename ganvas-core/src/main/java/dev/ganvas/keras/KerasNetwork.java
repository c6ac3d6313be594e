package dev.ganvas.keras;

import java.util.List;

/**
 * The layers of a network that Keras saved, in the order that they were made.
 *
 * @param input what comes in
 * @param output what comes out
 */
public record KerasNetwork(List<KerasLayer> layers, KerasLayer.Value input, KerasLayer.Value output) {
    public KerasNetwork {
        layers = List.copyOf(layers);
    }
}
