package dev.ganvas.restore;

import dev.ganvas.error.Require;
import dev.ganvas.image.Planes;
import dev.ganvas.image.colour.Luma;
import dev.ganvas.image.raster.BoxReduction;
import dev.ganvas.image.raster.Raster;
import dev.ganvas.image.tone.ToneOperator;
import dev.ganvas.image.tone.WhiteBalance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Brings back the contrast that light and time took, and takes the cast out of faded colours. A print of one tone, grey or sepia,
 * keeps it unless it is asked to become grey.
 *
 * @param strength 0 for nothing to 1 for all of it
 * @param toGrey whether a toned print becomes grey
 */
public record FadeRecovery(double strength, boolean toGrey) {
    /** A picture that uses as much of the range from black to white is not faded. */
    private static final double FULL_RANGE = 0.85;

    /** So many pixels may be darker or lighter than the range that is used. */
    private static final double OUTSIDE = 0.001;

    /**
     * How far the range is stretched to the whole. Photographs seldom use all of it, and what they used cannot be known: half of the way
     * came nearest to pictures before they were faded, all of it went beyond as often as not.
     */
    private static final double STRETCH = 0.5;

    /** The range is stretched as if it were no smaller, so that a foggy picture is not torn apart. */
    private static final double LEAST_RANGE = 0.4;

    /** How far the colours of a print of one tone stray from their line, as a standard deviation: grain and JPEG do as much. */
    private static final double ONE_TONE = 6 / 255.0;

    private static final double GREY = 2 / 255.0;

    /** What is looked at has sides of at most so many pixels, so that grain hardly counts. */
    private static final int LOOKED_AT = 512;

    /** Casts are guesses, so only as much is taken out. */
    private static final double CAST = 0.5;

    private static final int LEVELS = 256;

    /** What the colours of a picture are like. */
    enum Colours {
        GREY,
        TONED,
        MANY
    }

    public FadeRecovery {
        Require.within(strength, 0, 1, "strength");
    }

    /** What was done to the picture, which is changed in place; empty when nothing is. */
    public Optional<String> apply(Raster raster) {
        Planes seen = colours(BoxReduction.of(raster, BoxReduction.factorTo(LOOKED_AT, raster)));
        Colours kind = kind(seen);
        Range range = Range.of(seen);
        boolean faded = range.size() < FULL_RANGE;
        boolean untoned = toGrey && kind == Colours.TONED;
        if (strength == 0 || (!faded && !untoned)) {
            return Optional.empty();
        }
        List<UnaryOperator<Planes>> operators = new ArrayList<>();
        if (untoned) {
            operators.add(this::grey);
        }
        if (faded && kind == Colours.MANY) {
            operators.add(new WhiteBalance(CAST * strength)::apply);
        }
        if (faded) {
            operators.add(picture -> stretched(picture, range));
        }
        change(raster, operators);
        return Optional.of((faded ? "contrast from " + Math.round(100 * range.size()) + " % of the range" : "tone")
                + (kind == Colours.MANY ? " and cast" : "")
                + (untoned ? ", made grey" : kind == Colours.TONED ? ", its tone kept" : ""));
    }

    private static void change(Raster raster, List<UnaryOperator<Planes>> operators) {
        Planes all = raster.planes();
        Planes toned = colours(raster);
        for (UnaryOperator<Planes> operator : operators) {
            toned = operator.apply(toned);
        }
        System.arraycopy(toned.values(), 0, all.values(), 0, toned.values().length);
        raster.put(0, 0, all);
    }

    private static Planes colours(Raster raster) {
        Planes all = raster.planes();
        int colours = raster.header().colours();
        return new Planes(all.width(), all.height(), colours, Arrays.copyOf(all.values(), colours * all.area()));
    }

    private Planes grey(Planes picture) {
        Planes changed = ToneOperator.copy(picture);
        for (int i = 0; i < picture.area(); i++) {
            double luma = luma(picture, i);
            for (int channel = 0; channel < picture.channels(); channel++) {
                int at = channel * picture.area() + i;
                changed.values()[at] += (float) (strength * (luma - changed.values()[at]));
            }
        }
        return changed;
    }

    private static double luma(Planes picture, int i) {
        float[] values = picture.values();
        int area = picture.area();
        return picture.channels() == 1 ? values[i] : Luma.full(values[i], values[area + i], values[2 * area + i]);
    }

    private Planes stretched(Planes picture, Range range) {
        Planes changed = ToneOperator.copy(picture);
        double size = Math.max(LEAST_RANGE, range.size());
        double part = STRETCH * strength;
        for (int i = 0; i < changed.values().length; i++) {
            double value = changed.values()[i];
            changed.values()[i] = (float) (value + part * ((value - range.black()) / size - value));
        }
        return changed;
    }

    /** What is used of the whole range from black to white, by whichever channel. */
    private record Range(double black, double white) {
        static Range of(Planes picture) {
            int[] histogram = new int[LEVELS];
            for (float value : picture.values()) {
                histogram[Math.round((LEVELS - 1) * Math.max(0, Math.min(1, value)))]++;
            }
            int allowed = (int) (OUTSIDE * picture.values().length);
            int black = 0;
            for (int passed = histogram[0]; passed <= allowed && black < LEVELS - 1; passed += histogram[black]) {
                black++;
            }
            int white = LEVELS - 1;
            for (int passed = histogram[white]; passed <= allowed && white > black; passed += histogram[white]) {
                white--;
            }
            return new Range((double) black / (LEVELS - 1), (double) white / (LEVELS - 1));
        }

        double size() {
            return white - black;
        }
    }

    /** In a print of one tone, red and blue follow luma along a line. */
    static Colours kind(Planes picture) {
        if (picture.channels() == 1) {
            return Colours.GREY;
        }
        double strayed =
                Math.max(Line.of(picture, 0).strayed(), Line.of(picture, 2).strayed());
        double off = Math.max(Line.of(picture, 0).off(), Line.of(picture, 2).off());
        return strayed > ONE_TONE ? Colours.MANY : off > GREY ? Colours.TONED : Colours.GREY;
    }

    /**
     * The straight line of least squares through a channel over luma.
     *
     * @param strayed standard deviation of the channel around it
     * @param off mean absolute difference of channel and luma
     */
    private record Line(double strayed, double off) {
        static Line of(Planes picture, int channel) {
            int area = picture.area();
            double x = 0;
            double y = 0;
            double xx = 0;
            double xy = 0;
            double yy = 0;
            double off = 0;
            for (int i = 0; i < area; i++) {
                double luma = luma(picture, i);
                double value = picture.values()[channel * area + i];
                x += luma / area;
                y += value / area;
                xx += luma * luma / area;
                xy += luma * value / area;
                yy += value * value / area;
                off += Math.abs(value - luma) / area;
            }
            double variance = xx - x * x;
            double covariance = xy - x * y;
            double left = yy - y * y - (variance > 0 ? covariance * covariance / variance : 0);
            return new Line(Math.sqrt(Math.max(0, left)), off);
        }
    }
}
