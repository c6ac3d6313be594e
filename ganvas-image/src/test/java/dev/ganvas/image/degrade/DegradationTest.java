package dev.ganvas.image.degrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganvas.error.UsageException;
import dev.ganvas.image.Planes;
import dev.ganvas.random.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every kind of damage promises. */
class DegradationTest {
    static Stream<Degradation> kinds() {
        List<Degradation> kinds = new ArrayList<>(List.of(
                new GaussianNoise(new Span(5, 50), false),
                new GaussianNoise(new Span(5, 50), true),
                new PoissonNoise(new Span(0.5, 3), false),
                new PoissonNoise(new Span(0.5, 3), true),
                new FilmGrain(new Span(5, 20), new Span(0.5, 2), true),
                new Jpeg(new Span(10, 90)),
                new DoubleJpeg(new Span(10, 90), new Span(10, 90)),
                ToneChange.broad(),
                new SurfaceDamage(8, 40),
                new PaperDamage(3, 30),
                new Fading(new Span(0.5, 0.9), 0.5, 0.5),
                new OldPhoto(0.7),
                Holes.thick(),
                Holes.medium(),
                Holes.thin(),
                Holes.training(),
                Sequence.of(GaussianNoise.of(10), Jpeg.of(40)),
                OneOf.of(GaussianNoise.of(10), Jpeg.of(40)),
                SecondOrder.heavy(1),
                SecondOrder.mild(1)));
        for (Blur.Kind kind : Blur.Kind.values()) {
            kinds.add(new Blur(kind, new Span(1, 5)));
        }
        return kinds.stream();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void itIsAFunctionOfTheSeed(Degradation kind) {
        for (int[] size : new int[][] {{40, 31}, {1, 9}, {9, 1}, {2, 2}}) {
            Planes clean = Samples.pattern(size[0], size[1]);
            float[] before = clean.values().clone();
            Planes damaged = kind.apply(clean, Seed.of(3));
            assertThat(clean.values()).isEqualTo(before);
            assertThat(kind.apply(clean, Seed.of(3)).values()).isEqualTo(damaged.values());
            assertThat(damaged).extracting(Planes::width, Planes::height).containsExactly(size[0], size[1]);
            for (float value : damaged.values()) {
                assertThat(value).isFinite();
            }
        }
        Planes large = Samples.pattern(96, 80);
        List<float[]> results = IntStream.range(0, 20)
                .mapToObj(seed -> kind.apply(large, Seed.of(seed)).values())
                .toList();
        assertThat(results.stream().map(Arrays::hashCode).distinct().count()).isGreaterThan(1);
        assertThat(kind.label()).isNotBlank();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void greyPicturesOfOneChannelStaySo(Degradation kind) {
        Planes grey = Samples.pattern(40, 31).channel(1);
        assertThat(kind.apply(grey, Seed.of(3)).channels()).isEqualTo(1);
    }

    @Test
    void manyThreadsMakeTheSame() {
        Planes clean = Samples.pattern(700, 500);
        Planes tile = GaussianNoise.of(25).apply(clean, Seed.of(1));
        assertThat(GaussianNoise.of(25).apply(clean, Seed.of(1)).values()).isEqualTo(tile.values());
        Blur disk = new Blur(Blur.Kind.DISK, Span.of(3));
        assertThat(disk.apply(clean, Seed.of(1)).values())
                .isEqualTo(disk.apply(clean, Seed.of(1)).values());
    }

    @Test
    void reductionsMakePicturesSmaller() {
        Planes clean = Samples.pattern(43, 38);
        for (Degradation kind : List.of(new Downscale(4), SecondOrder.heavy(4), SecondOrder.mild(4))) {
            Planes small = kind.apply(clean, Seed.of(9));
            assertThat(small).extracting(Planes::width, Planes::height).containsExactly(10, 9);
            assertThat(small.values()).isEqualTo(small.inEightBits().values());
            assertThat(kind.apply(clean, Seed.of(9)).values()).isEqualTo(small.values());
        }
    }

    @Test
    void strengthsHaveLimits() {
        assertThatThrownBy(() -> GaussianNoise.of(-1)).isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> GaussianNoise.of(Double.NaN)).isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> new Span(2, 1)).isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> Jpeg.of(0)).isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> new Jpeg(new Span(50, 101))).isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> new Blur(Blur.Kind.DISK, new Span(0, 4))).isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> new Downscale(0)).isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> new OldPhoto(0)).isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> new Sequence(List.of())).isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> new Downscale(8).apply(Samples.pattern(7, 9), Seed.of(1)))
                .isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> Jpeg.of(50).apply(Planes.black(4, 4, 4), Seed.of(1)))
                .isInstanceOf(UsageException.class);
    }
}
