package dev.ganvas.repair;

import dev.ganvas.engine.tensor.Autograd;
import dev.ganvas.engine.tensor.NoGrad;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.image.Planes;
import dev.ganvas.image.tone.ToneOperator;
import dev.ganvas.image.tone.ToneRule;
import dev.ganvas.repair.network.ToneNetwork;
import java.util.stream.IntStream;

/** How much lighter each region of one picture becomes, as a network chose it. */
public final class LightMap implements ToneRule {
    private final ToneNetwork network;
    private final int pictureHeight;
    private final float[] map;
    private final long[] shape;
    private final double lightening;

    private LightMap(ToneNetwork network, Tensor chosen, Planes small, int pictureHeight) {
        this.network = network;
        this.pictureHeight = pictureHeight;
        this.map = chosen.toFloats();
        this.shape = chosen.shape();
        this.lightening = mean(applied(small, 0, small.height())) - mean(small);
    }

    static LightMap of(ToneNetwork network, Tensor chosen, Planes small, int pictureHeight) {
        return new LightMap(network, chosen, small, pictureHeight);
    }

    /** By how much the mean of the sRGB values rises, in -1 to 1; near 0 for a picture that has light enough. */
    public double lightening() {
        return lightening;
    }

    @Override
    public Planes apply(Planes rows, int top) {
        ToneOperator.requireTones(rows);
        return applied(rows, top, pictureHeight);
    }

    private Planes applied(Planes rows, int top, int height) {
        try (Scope scope = Scope.open();
                NoGrad off = Autograd.noGrad()) {
            Tensor x = network.device().of(rows.values(), 1, rows.channels(), rows.height(), rows.width());
            float[] values =
                    network.changed(x, x.device().of(map, shape), top, height).toFloats();
            return new Planes(rows.width(), rows.height(), rows.channels(), values);
        }
    }

    private static double mean(Planes planes) {
        return IntStream.range(0, planes.values().length)
                .mapToDouble(i -> planes.values()[i])
                .average()
                .orElseThrow();
    }
}
