package dev.ganvas.text;

import dev.ganvas.image.Interpolation;
import dev.ganvas.image.Planes;
import dev.ganvas.onnx.OnnxNetwork.Numbers;
import java.util.List;

/** Pictures as PP-OCR's networks take them: blue, green, red, one plane after another. */
final class NetworkInput {
    private static final int CHANNELS = 3;

    private NetworkInput() {}

    /**
     * What is subtracted, and divided by, in the order of the network's channels.
     */
    record Scale(float[] mean, float[] deviation) {
        /** From -1 to 1. */
        static final Scale EVEN = new Scale(new float[] {0.5f, 0.5f, 0.5f}, new float[] {0.5f, 0.5f, 0.5f});

        /** ImageNet's figures for red, green, blue, which PaddleOCR takes for blue, green, red. */
        static final Scale IMAGENET =
                new Scale(new float[] {0.485f, 0.456f, 0.406f}, new float[] {0.229f, 0.224f, 0.225f});
    }

    /** One picture of its own size. */
    static Numbers of(Planes picture, Scale scale) {
        float[] values = new float[CHANNELS * picture.area()];
        put(picture, scale, values, 0, picture.width());
        return new Numbers(List.of(1L, (long) CHANNELS, (long) picture.height(), (long) picture.width()), values);
    }

    /** A line at a height, as wide as it is then, with grey to the right up to a width. */
    static Numbers line(Planes line, int height, int width) {
        int wide = Math.max(1, Math.min(width, (int) Math.ceil((double) line.width() * height / line.height())));
        Planes resized = Interpolation.BILINEAR.resize(line, wide, height);
        float[] values = new float[CHANNELS * height * width];
        put(resized, Scale.EVEN, values, 0, width);
        return new Numbers(List.of(1L, (long) CHANNELS, (long) height, (long) width), values);
    }

    private static void put(Planes picture, Scale scale, float[] values, int at, int rowLength) {
        int height = picture.height();
        for (int c = 0; c < CHANNELS; c++) {
            float mean = scale.mean()[c];
            float deviation = scale.deviation()[c];
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < picture.width(); x++) {
                    values[at + (c * height + y) * rowLength + x] =
                            (picture.value(CHANNELS - 1 - c, y, x) - mean) / deviation;
                }
            }
        }
    }
}
