package dev.ganvas.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What a network's pictures are like: those it takes, or those it draws. Values lie in [-1, 1], in sRGB.
 *
 * @param size side in pixels
 * @param channels values of a pixel
 */
public record InputContract(int size, int channels) {
    private static final String PICTURES = "pictures";
    private static final int RGB = 3;

    /** Colour pictures of a side. */
    public static InputContract rgb(int size) {
        return new InputContract(size, RGB);
    }

    /** Reads what a description says; no side is 0. */
    static InputContract of(JsonNode description) {
        JsonNode pictures = description.path(PICTURES);
        return new InputContract(
                pictures.path("size").asInt(), pictures.path("channels").asInt(RGB));
    }

    void describe(ObjectNode description) {
        description
                .putObject(PICTURES)
                .put("size", size)
                .put("channels", channels)
                .put("range", "-1 to 1")
                .put("colour_space", "sRGB");
    }
}
