package dev.ganvas.image.tone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ganvas.error.UsageException;
import dev.ganvas.image.Bicubic;
import dev.ganvas.image.Planes;
import dev.ganvas.image.colour.Oklab;
import dev.ganvas.image.degrade.GaussianNoise;
import dev.ganvas.random.RandomStream;
import dev.ganvas.random.Seed;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ToneOperatorTest {
    static Stream<DoubleFunction<ToneOperator>> operators() {
        return Stream.of(
                strength -> new Vibrance(strength, false),
                strength -> new Vibrance(strength, true),
                WhiteBalance::new,
                AutoContrast::new,
                Clahe::of);
    }

    private static Planes picture(int width, int height) {
        RandomStream stream = Seed.of(4).stream();
        Planes planes = Planes.black(width, height, 3);
        for (int i = 0; i < planes.area(); i++) {
            double light = 0.2 + 0.5 * (i % width) / width;
            for (int channel = 0; channel < 3; channel++) {
                planes.values()[channel * planes.area() + i] =
                        (float) Math.max(0, Math.min(1, light + 0.1 * (2 - channel) + 0.1 * stream.nextDouble()));
            }
        }
        return planes;
    }

    private static Planes grey(int width, int height) {
        Planes planes = picture(width, height);
        System.arraycopy(planes.values(), 0, planes.values(), planes.area(), planes.area());
        System.arraycopy(planes.values(), 0, planes.values(), 2 * planes.area(), planes.area());
        return planes;
    }

    @ParameterizedTest
    @MethodSource("operators")
    void noStrengthChangesNoBit(DoubleFunction<ToneOperator> operator) {
        Planes picture = picture(40, 30);
        picture.values()[5] = 1.25f;
        assertThat(operator.apply(0).apply(picture).values()).isEqualTo(picture.values());
    }

    @ParameterizedTest
    @MethodSource("operators")
    void strengthChangesSomething(DoubleFunction<ToneOperator> operator) {
        Planes picture = picture(40, 30);
        float[] before = picture.values().clone();
        Planes changed = operator.apply(1).apply(picture);
        assertThat(changed.values()).isNotEqualTo(before);
        assertThat(picture.values()).isEqualTo(before);
        for (float value : changed.values()) {
            assertThat(value).isBetween(0f, 1.0001f);
        }
    }

    @ParameterizedTest
    @MethodSource("operators")
    void greyStaysExactlyGrey(DoubleFunction<ToneOperator> operator) {
        for (int side : new int[] {1, 2, 37}) {
            Planes changed = operator.apply(1).apply(grey(side, 29));
            assertThat(changed.channel(1).values()).isEqualTo(changed.channel(0).values());
            assertThat(changed.channel(2).values()).isEqualTo(changed.channel(0).values());
            Planes alone = operator.apply(1).apply(grey(side, 29).channel(0));
            assertThat(alone.channels()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource("operators")
    void rowsAsTheyComeAreTheWholePicture(DoubleFunction<ToneOperator> operators) {
        ToneOperator operator = operators.apply(1);
        Planes picture = picture(40, 31);
        ToneStatistics statistics = operator.statistics(40, 31);
        for (int top = 0; top < 31; top += 7) {
            statistics.add(picture.crop(0, top, 40, Math.min(7, 31 - top)));
        }
        ToneRule rule = statistics.rule();
        Planes whole = operator.apply(picture);
        Planes changed = Planes.black(40, 31, 3);
        for (int top = 0; top < 31; top += 5) {
            rule.apply(picture.crop(0, top, 40, Math.min(5, 31 - top)), top).copyInto(changed, 0, top);
        }
        assertThat(changed.values()).isEqualTo(whole.values());
    }

    @Test
    void vibranceKeepsLightnessAndHue() {
        Planes pale = new Planes(1, 1, 3, new float[] {0.6f, 0.5f, 0.45f});
        Oklab before = Oklab.ofSrgb(0.6f, 0.5f, 0.45f);
        float[] out = new Vibrance(0.5, true).apply(pale).values();
        Oklab after = Oklab.ofSrgb(out[0], out[1], out[2]);
        assertThat(after.lightness()).isCloseTo(before.lightness(), within(1e-3));
        assertThat(after.chroma()).isCloseTo(1.5 * before.chroma(), within(1e-3));
        assertThat(Math.atan2(after.b(), after.a())).isCloseTo(Math.atan2(before.b(), before.a()), within(1e-2));
        float[] none = new Vibrance(-1, true).apply(pale).values();
        assertThat(none[0]).isCloseTo(none[2], within(1e-3f));
        // Pure red has no room left.
        assertThat(new Vibrance(1, true)
                        .apply(new Planes(1, 1, 3, new float[] {1, 0, 0}))
                        .values())
                .containsExactly(new float[] {1, 0, 0}, within(2e-2f));
        // Reference: Ottosson's page gives Oklab 0.628, 0.225, 0.126 for it.
        assertThat(Oklab.ofSrgb(1, 0, 0).a()).isCloseTo(0.2249, within(1e-3));
    }

    @Test
    void aCastIsTakenOut() {
        Planes cast = picture(60, 40);
        Planes balanced = new WhiteBalance(1).apply(cast);
        assertThat(spread(balanced)).isLessThan(0.4 * spread(cast));
        assertThat(spread(new WhiteBalance(0.5).apply(cast))).isBetween(spread(balanced), spread(cast));
    }

    private static double spread(Planes planes) {
        double red = 0;
        double blue = 0;
        for (int i = 0; i < planes.area(); i++) {
            red += planes.values()[i] / planes.area();
            blue += planes.values()[2 * planes.area() + i] / planes.area();
        }
        return Math.abs(red - blue);
    }

    @Test
    void contrastReachesBlackAndWhite() {
        Planes flat = picture(60, 40);
        for (int i = 0; i < flat.values().length; i++) {
            flat.values()[i] = 0.3f + 0.5f * flat.values()[i];
        }
        float[] sorted = new AutoContrast(1).apply(flat).values();
        Arrays.sort(sorted);
        assertThat(sorted[0]).isLessThan(0.02f);
        assertThat(sorted[sorted.length - 1]).isGreaterThan(0.96f);
        Planes plain = Planes.black(20, 20, 3);
        Arrays.fill(plain.values(), 0.5f);
        assertThat(new AutoContrast(1).apply(plain).values()[0]).isBetween(0.4f, 0.6f);
        assertThat(Clahe.of(1).apply(plain).values()[0]).isBetween(0.4f, 0.6f);
    }

    @Test
    void coloursThatDriftedComeBack() {
        Planes input = picture(40, 30);
        Planes drifted = Bicubic.scale(input, 2);
        for (int i = 0; i < drifted.area(); i++) {
            drifted.values()[i] += 0.05f;
        }
        Planes projected = LowFrequency.project(input, drifted);
        Planes wanted = Bicubic.scale(input, 2);
        for (int i : List.of(0, 1000, 4000)) {
            assertThat(projected.values()[i]).isCloseTo(wanted.values()[i], within(0.02f));
        }
        assertThat(LowFrequency.project(input, input).values()).isEqualTo(input.values());
    }

    @Test
    void detailsComeBackAndNoiseStays() {
        Planes denoised = Planes.black(64, 64, 3);
        Arrays.fill(denoised.values(), 0.5f);
        Planes detailed = new Planes(64, 64, 3, denoised.values().clone());
        for (int i = 0; i < detailed.values().length; i++) {
            detailed.values()[i] += i % 64 == 32 ? 0.3f : 0;
        }
        Planes recovered = new DetailRecovery(1).apply(GaussianNoise.of(3).apply(detailed, Seed.of(1)), denoised);
        assertThat(recovered.value(0, 20, 32)).isGreaterThan(0.65f);
        assertThat(recovered.value(0, 20, 10)).isCloseTo(0.5f, within(0.03f));
        assertThat(recovered.channel(1).values()).isEqualTo(recovered.channel(0).values());
        assertThat(new DetailRecovery(0).apply(detailed, denoised).values()).isEqualTo(denoised.values());
    }

    @Test
    void refusesWhatHasNoTones() {
        assertThatThrownBy(() -> new Vibrance(1, true).apply(Planes.black(2, 2, 4)))
                .isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> new WhiteBalance(1.1)).isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> new Clahe(1, 0.5, 8)).isInstanceOf(UsageException.class);
    }
}
