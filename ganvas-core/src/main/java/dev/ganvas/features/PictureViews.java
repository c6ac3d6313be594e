package dev.ganvas.features;

import dev.ganvas.engine.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Versions of a picture that an answer is the mean of: as it is and mirrored, each also moved a little towards two corners, which
 * weigh half as much together as the unmoved one (Jordan, 2024).
 */
public final class PictureViews {
    /** Versions that may be asked for: the picture alone, it and two that are moved, or these mirrored as well. */
    public static final List<Integer> COUNTS = List.of(1, 3, 6);

    /** Of the side, that a version is moved by: a pixel in 32. */
    private static final int MOVED = 32;

    private static final double UNMOVED_WEIGHT = 0.5;

    private PictureViews() {}

    /** The weighted mean of the feature vectors of {@code count} versions; an affine head makes the mean of its outputs of it. */
    public static Tensor features(FeatureNetwork network, Tensor pictures, int count) {
        if (count == 1) {
            return network.features(pictures);
        }
        List<Tensor> sides = count == 3 ? List.of(pictures) : List.of(pictures, mirrored(pictures));
        int by = Math.max(1, (int) pictures.size(3) / MOVED);
        List<Tensor> views = new ArrayList<>();
        for (Tensor picture : sides) {
            views.add(network.features(picture).mul(UNMOVED_WEIGHT / sides.size()));
            for (int step : new int[] {-by, by}) {
                // Moving -1 to 1 about grey, which is 0, so that what comes in is grey.
                views.add(network.features(picture.shifted(step, step)).mul((1 - UNMOVED_WEIGHT) / (2 * sides.size())));
            }
        }
        Tensor sum = views.get(0);
        for (Tensor view : views.subList(1, views.size())) {
            sum = sum.add(view);
        }
        return sum;
    }

    private static Tensor mirrored(Tensor pictures) {
        long width = pictures.size(3);
        long[] backwards = new long[(int) width];
        for (int i = 0; i < width; i++) {
            backwards[i] = width - 1 - i;
        }
        return pictures.indexSelect(3, pictures.device().ofLongs(backwards, width))
                .channelsLast();
    }
}
