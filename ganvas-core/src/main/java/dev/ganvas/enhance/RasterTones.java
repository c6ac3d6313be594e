package dev.ganvas.enhance;

import dev.ganvas.image.Planes;
import dev.ganvas.image.raster.Raster;
import dev.ganvas.image.tone.SmallCopy;
import dev.ganvas.image.tone.ToneOperator;
import dev.ganvas.image.tone.ToneRule;
import dev.ganvas.image.tone.ToneStatistics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Operators on tones over the colours of a raster, some rows at a time: a pass for each of them that has to look first, and one pass
 * that changes. Between the operators nothing is rounded, and no more than a band is ever held in floating point.
 */
final class RasterTones {
    /** Values of a band, about. */
    private static final int BAND = 1 << 20;

    /** Pixels of the shorter side of what is looked at for brightness. */
    private static final int LOOKED_AT = 64;

    private final Raster raster;
    private final List<ToneRule> rules = new ArrayList<>();

    RasterTones(Raster raster) {
        this.raster = raster;
    }

    /** What an operator comes to for this picture as those that were {@linkplain #add added} leave it. */
    ToneRule look(ToneOperator operator) {
        ToneStatistics statistics = operator.statistics(raster.width(), raster.height());
        if (operator.dependsOnPicture()) {
            eachBand((band, top) -> statistics.add(changed(colours(band), top)));
        }
        return statistics.rule();
    }

    /** By how much a rule that is the same at every place changes the mean of the values, from 0 to 1. */
    double brightening(ToneRule rule) {
        SmallCopy copy =
                new SmallCopy(raster.width(), raster.height(), raster.header().colours(), LOOKED_AT);
        eachBand((band, top) -> copy.add(changed(colours(band), top)));
        Planes small = copy.planes();
        return mean(rule.apply(small, 0)) - mean(small);
    }

    private static double mean(Planes planes) {
        double sum = 0;
        for (float value : planes.values()) {
            sum += value;
        }
        return sum / planes.values().length;
    }

    /** Changes the picture by this, too. */
    void add(ToneRule rule) {
        rules.add(rule);
    }

    /** Changes the raster by all that were added. Opacity stays. */
    void write() {
        if (rules.isEmpty()) {
            return;
        }
        eachBand((band, top) -> {
            Planes toned = changed(colours(band), top);
            System.arraycopy(toned.values(), 0, band.values(), 0, toned.values().length);
            raster.put(0, top, band);
        });
        rules.clear();
    }

    private Planes changed(Planes rows, int top) {
        Planes changed = rows;
        for (ToneRule rule : rules) {
            changed = rule.apply(changed, top);
        }
        return changed;
    }

    private Planes colours(Planes band) {
        int colours = raster.header().colours();
        return new Planes(band.width(), band.height(), colours, Arrays.copyOf(band.values(), colours * band.area()));
    }

    private interface Bands {
        void take(Planes band, int top);
    }

    private void eachBand(Bands bands) {
        int rows = Math.max(1, BAND / (raster.width() * raster.channels()));
        for (int top = 0; top < raster.height(); top += rows) {
            bands.take(raster.planes(0, top, raster.width(), Math.min(rows, raster.height() - top)), top);
        }
    }
}
