package dev.ganvas.enhance;

import dev.ganvas.error.Require;
import dev.ganvas.image.Planes;
import dev.ganvas.image.raster.Raster;
import dev.ganvas.image.tone.AutoContrast;
import dev.ganvas.image.tone.Clahe;
import dev.ganvas.image.tone.ToneOperator;
import dev.ganvas.image.tone.Vibrance;
import dev.ganvas.image.tone.WhiteBalance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Colour and light by rule, each from 0 for nothing to 1 for as much as suits a picture. Grey stays grey.
 *
 * @param balance takes the colour of the light out
 * @param light brings brightness to where photographs have it
 * @param contrast of each neighbourhood
 * @param colour makes pale colours fuller
 */
public record Toning(double balance, double light, double contrast, double colour) {
    public Toning {
        Require.within(balance, 0, 1, "white balance");
        Require.within(light, 0, 1, "light");
        Require.within(contrast, 0, 1, "contrast");
        Require.within(colour, 0, 1, "colour");
    }

    /** Whether it changes nothing. */
    public boolean isNone() {
        return operators().isEmpty();
    }

    private List<ToneOperator> operators() {
        List<ToneOperator> operators = new ArrayList<>();
        if (balance > 0) {
            operators.add(new WhiteBalance(balance));
        }
        if (light > 0) {
            operators.add(new AutoContrast(light));
        }
        if (contrast > 0) {
            operators.add(Clahe.of(contrast));
        }
        if (colour > 0) {
            operators.add(new Vibrance(colour, false));
        }
        return operators;
    }

    /** Changes a picture in place; its opacity stays. */
    public void apply(Raster raster) {
        Planes all = raster.planes();
        int length = raster.header().colours() * all.area();
        Planes toned =
                new Planes(all.width(), all.height(), raster.header().colours(), Arrays.copyOf(all.values(), length));
        for (ToneOperator operator : operators()) {
            toned = operator.apply(toned);
        }
        System.arraycopy(toned.values(), 0, all.values(), 0, length);
        raster.put(0, 0, all);
    }
}
