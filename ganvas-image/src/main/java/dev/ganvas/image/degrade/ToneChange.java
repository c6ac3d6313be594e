package dev.ganvas.image.degrade;

import dev.ganvas.image.Planes;
import dev.ganvas.image.Rows;
import dev.ganvas.image.colour.Luma;
import dev.ganvas.image.colour.Srgb;
import dev.ganvas.random.RandomStream;
import dev.ganvas.random.Seed;
import java.util.Objects;

/**
 * A photograph developed wrongly: exposure and white balance in linear light, then gamma, contrast and saturation in sRGB, of
 * strengths drawn for each picture. The result is clamped; pictures have 1 or 3 channels, and grey stays grey in one.
 *
 * @param gamma the power of sRGB values, 0.2 to 5
 * @param exposure in stops, -4 to 4
 * @param whiteBalance most by which red and blue are multiplied or divided, beyond 1; 0 to 1
 * @param contrast about mid grey, 0 to 4
 * @param saturation about luma, 0 to 4
 */
public record ToneChange(Span gamma, Span exposure, double whiteBalance, Span contrast, Span saturation)
        implements Degradation {
    public ToneChange {
        Objects.requireNonNull(gamma, "gamma").within(0.2, 5, "gamma");
        Objects.requireNonNull(exposure, "exposure").within(-4, 4, "exposure");
        Span.of(whiteBalance).within(0, 1, "white balance");
        Objects.requireNonNull(contrast, "contrast").within(0, 4, "contrast");
        Objects.requireNonNull(saturation, "saturation").within(0, 4, "saturation");
    }

    /** The ranges that a network for colour is trained with. */
    public static ToneChange broad() {
        return new ToneChange(new Span(0.5, 2), new Span(-1.5, 1.5), 0.2, new Span(0.6, 1.2), new Span(0.3, 1));
    }

    @Override
    public String label() {
        return "gamma " + gamma + ", exposure " + exposure + " stops, white balance within " + whiteBalance
                + ", contrast " + contrast + ", saturation " + saturation;
    }

    @Override
    public Planes apply(Planes clean, Seed seed) {
        RandomStream stream = seed.stream();
        float power = (float) StrictMath.exp(gamma(stream));
        float light = (float) StrictMath.pow(2, exposure.draw(stream));
        float[] gains = {light * gain(stream), light, light * gain(stream)};
        float slope = (float) contrast.draw(stream);
        float colourfulness = (float) saturation.draw(stream);
        int channels = clean.channels();
        Planes changed = Planes.black(clean.width(), clean.height(), channels);
        Rows.each(clean.height() * channels, 16 * clean.width(), row -> {
            float gain = channels == 3 ? gains[row / clean.height()] : light;
            for (int i = row * clean.width(); i < (row + 1) * clean.width(); i++) {
                float value = Srgb.encoded(gain * Srgb.light(clean.values()[i]));
                changed.values()[i] = 0.5f + slope * ((float) StrictMath.pow(value, power) - 0.5f);
            }
        });
        saturate(changed, colourfulness);
        return changed;
    }

    /** Drawn evenly in the logarithm, so that 0.5 is as likely as 2. */
    private double gamma(RandomStream stream) {
        return new Span(StrictMath.log(gamma.low()), StrictMath.log(gamma.high())).draw(stream);
    }

    private float gain(RandomStream stream) {
        double most = StrictMath.log(1 + whiteBalance);
        return (float) StrictMath.exp(new Span(-most, most).draw(stream));
    }

    private static void saturate(Planes planes, float factor) {
        float[] values = planes.values();
        int area = planes.area();
        for (int i = 0; i < area; i++) {
            float luma = planes.channels() == 3
                    ? (float) Luma.full(values[i], values[area + i], values[2 * area + i])
                    : values[i];
            for (int at = i; at < values.length; at += area) {
                values[at] = Math.max(0, Math.min(1, luma + factor * (values[at] - luma)));
            }
        }
    }
}
