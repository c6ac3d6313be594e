package dev.ganvas.plates;

import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.image.Planes;
import java.util.List;

/** What the finder's network is given. */
public final class FinderInput {
    private FinderInput() {}

    /**
     * {@code [N, 3, H, W]} in [-1, 1].
     *
     * @param pictures sRGB in [0, 1], of one size
     */
    public static Tensor of(List<Planes> pictures) {
        Planes first = pictures.get(0);
        int each = first.values().length;
        float[] values = new float[pictures.size() * each];
        for (int i = 0; i < pictures.size(); i++) {
            for (int k = 0; k < each; k++) {
                values[i * each + k] = 2 * pictures.get(i).values()[k] - 1;
            }
        }
        return Tensor.of(values, pictures.size(), first.channels(), first.height(), first.width());
    }
}
