package dev.ganvas.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What a network's pictures are like: those it takes, or those it draws. Values lie in [-1, 1], in sRGB.
 *
 * @param width pixels
 * @param height pixels
 * @param channels values of a pixel
 */
public record InputContract(int width, int height, int channels) {
    private static final String PICTURES = "pictures";
    private static final int RGB = 3;

    /** Colour pictures of a side. */
    public static InputContract rgb(int size) {
        return new InputContract(size, size, RGB);
    }

    /** Reads what a description says; no side is 0. Files of older versions name one size for both sides. */
    static InputContract of(JsonNode description) {
        JsonNode pictures = description.path(PICTURES);
        int side = pictures.path("size").asInt();
        return new InputContract(
                pictures.path("width").asInt(side),
                pictures.path("height").asInt(side),
                pictures.path("channels").asInt(RGB));
    }

    void describe(ObjectNode description) {
        description
                .putObject(PICTURES)
                .put("width", width)
                .put("height", height)
                .put("channels", channels)
                .put("range", "-1 to 1")
                .put("colour_space", "sRGB");
    }
}
