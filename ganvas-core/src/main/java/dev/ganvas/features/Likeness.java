package dev.ganvas.features;

import dev.ganvas.data.PixelCache;
import dev.ganvas.data.PixelTensors;
import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.image.Picture;
import dev.ganvas.image.Pictures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How alike pictures are to a network: the cosines of their vectors.
 *
 * @param data that the pictures are of
 * @param items which ones
 * @param cosines {@code items * items}, row by row
 */
record Likeness(PixelCache data, int[] items, float[] cosines) {
    /** All pairs of so many pictures at most are compared. */
    private static final int MOST = 1024;

    private static final int ROWS = 8;
    private static final int COLUMNS = 8;

    /** Of the first of these pictures, as they are; the network in evaluation mode, in the open scope. */
    static Likeness of(Backbone backbone, PixelCache data, int[] pictures, DType dtype) {
        int[] items = Arrays.copyOf(pictures, Math.min(pictures.length, MOST));
        List<Picture> plain = new ArrayList<>();
        for (int item : items) {
            plain.add(data.picture(item));
        }
        Tensor features = backbone.features(PixelTensors.toTensor(plain, dtype).to(backbone.device()));
        Tensor unit = features.div(features.square().sum(1).add(1e-8).sqrt().reshape(items.length, 1));
        return new Likeness(data, items, unit.matmul(unit.transpose(0, 1)).toFloats());
    }

    /** How well the cosines tell pairs of one label from pairs of two. */
    VerificationCurve verification() {
        return VerificationCurve.of(
                cosines, Arrays.stream(items).map(data::label).toArray());
    }

    /** Each row: a picture, and those of the others nearest to it. */
    Picture nearest() {
        List<Picture> cells = new ArrayList<>();
        for (int row = 0; row < Math.min(ROWS, items.length); row++) {
            int from = row * items.length;
            IntStream.range(0, items.length)
                    .boxed()
                    .sorted((a, b) -> Float.compare(cosines[from + b], cosines[from + a]))
                    .limit(COLUMNS)
                    .forEach(column -> cells.add(data.picture(items[column])));
        }
        return Pictures.grid(cells, Math.min(COLUMNS, items.length), 2);
    }
}
