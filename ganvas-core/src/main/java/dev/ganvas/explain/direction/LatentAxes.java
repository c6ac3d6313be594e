package dev.ganvas.explain.direction;

import dev.ganvas.generate.Generator;
import dev.ganvas.random.Seed;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * The principal axes of a generator's first layer, {@code axis-1} and on, the strongest first: there at once, without a picture
 * being drawn (SeFa: Shen and Zhou, 2021, equation 5). What each does to pictures has to be looked at.
 */
public final class LatentAxes {
    private static final String NAME = "axis-";
    private static final LatentDirection.Effect UNMEASURED = new LatentDirection.Effect("", 0, 0, 0, 0);

    private LatentAxes() {}

    /** Whether a direction's name is that of an axis. */
    public static boolean isName(String name) {
        return name.matches(NAME + "[1-9]\\d{0,4}");
    }

    /**
     * The strongest axes.
     *
     * @param count how many, at most; fewer where latent points are shorter, none where the network begins otherwise
     */
    public static List<LatentDirection> of(Generator generator, int count) {
        List<float[]> axes = new DirectionFinder(generator, Seed.of(0), OptionalInt.empty())
                .ofFirstLayer(Math.min(count, generator.latentSize()))
                .orElse(List.of());
        return IntStream.range(0, axes.size())
                .mapToObj(i -> new LatentDirection(
                        NAME + (i + 1),
                        LatentDirection.Method.FIRST_LAYER,
                        axes.get(i),
                        generator.latentKind().deviation(),
                        UNMEASURED))
                .toList();
    }
}
