package dev.ganvas.image.fill;

import dev.ganvas.error.Require;
import dev.ganvas.image.Planes;

/** Puts one picture into another by weights. */
public final class Composite {
    private Composite() {}

    /**
     * {@code below} where the weight is 0, to the bit; {@code above} where it is 1; between them a mixture.
     *
     * @param weights {@code [1, H, W]} from 0 to 1, as of {@link DistanceMap#feathered}
     */
    public static Planes of(Planes below, Planes above, Planes weights) {
        Require.that(
                below.width() == above.width()
                        && below.height() == above.height()
                        && below.channels() == above.channels()
                        && weights.channels() == 1
                        && weights.area() == below.area()
                        && weights.width() == below.width(),
                "a composite needs two pictures and weights of one size");
        Planes mixed = Planes.black(below.width(), below.height(), below.channels());
        for (int i = 0; i < mixed.values().length; i++) {
            float weight = weights.values()[i % below.area()];
            float low = below.values()[i];
            float high = above.values()[i];
            mixed.values()[i] = weight <= 0 ? low : weight >= 1 ? high : low + weight * (high - low);
        }
        return mixed;
    }
}
