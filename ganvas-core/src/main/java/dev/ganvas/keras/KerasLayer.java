package dev.ganvas.keras;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A layer of a network that Keras saved.
 *
 * @param kind its class, such as {@code Conv2D}
 * @param name in its network
 * @param config what it was made with
 * @param calls for each place where it is used, the values that it takes there
 * @param weights in the order that Keras keeps them
 * @param inner the network that this layer is, where it is one; else empty
 */
public record KerasLayer(
        String kind,
        String name,
        JsonNode config,
        List<List<Value>> calls,
        List<KerasWeights> weights,
        List<KerasNetwork> inner) {
    /**
     * What a layer gave.
     *
     * @param layer its name
     * @param call which of the places where it is used
     */
    public record Value(String layer, int call) {}

    public KerasLayer {
        calls = List.copyOf(calls);
        weights = List.copyOf(weights);
        inner = List.copyOf(inner);
    }
}
