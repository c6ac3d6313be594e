package dev.ganvas.image.tone;

import dev.ganvas.error.Require;
import dev.ganvas.image.Planes;
import dev.ganvas.image.Rows;
import dev.ganvas.image.colour.Luma;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * Contrast of each neighbourhood, limited so that plain parts stay plain: contrast limited adaptive histogram equalisation
 * (Zuiderveld, in "Graphics Gems IV", 1994) of luma, by which all channels of a pixel are multiplied, so that hues stay.
 *
 * @param strength 0 for nothing to 1 for all of it
 * @param limit most slope of a curve, 1 to 10; 2 is moderate
 * @param tiles curves along the longer side, 1 to 64; 8 is usual
 */
public record Clahe(double strength, double limit, int tiles) implements ToneOperator {
    private static final int LEVELS = 256;

    public Clahe {
        Require.within(strength, 0, 1, "strength");
        Require.within(limit, 1, 10, "limit");
        Require.within(tiles, 1, 64, "tiles");
    }

    /** Moderate. */
    public static Clahe of(double strength) {
        return new Clahe(strength, 2, 8);
    }

    @Override
    public ToneStatistics statistics(int width, int height) {
        return new Neighbourhoods(width, height);
    }

    @Override
    public boolean dependsOnPicture() {
        return strength > 0;
    }

    /** Gathers the histograms of the tiles. */
    private final class Neighbourhoods implements ToneStatistics {
        private final Grid grid;
        private final double[][] histograms;
        private int seen;

        Neighbourhoods(int width, int height) {
            int side = (int) Math.max(1, Math.ceil((double) Math.max(width, height) / tiles));
            grid = new Grid(side, (width + side - 1) / side, (height + side - 1) / side);
            histograms = new double[grid.across() * grid.down()][LEVELS];
        }

        @Override
        public void add(Planes rows) {
            if (strength == 0) {
                return;
            }
            Planes luma = luma(rows);
            for (int y = 0; y < rows.height(); y++, seen++) {
                int first = seen / grid.side() * grid.across();
                for (int x = 0; x < rows.width(); x++) {
                    int level = Math.min(LEVELS - 1, (int) (luma.value(0, y, x) * LEVELS));
                    histograms[first + x / grid.side()][level]++;
                }
            }
        }

        @Override
        public ToneRule rule() {
            float[][] curves = strength == 0
                    ? new float[0][]
                    : Stream.of(histograms).map(Clahe.this::curve).toArray(float[][]::new);
            return (rows, top) -> changed(rows, top, grid, curves);
        }
    }

    /** @param side of a tile in pixels */
    private record Grid(int side, int across, int down) {}

    private Planes changed(Planes rows, int top, Grid grid, float[][] curves) {
        Planes changed = ToneOperator.copy(rows);
        if (strength == 0) {
            return changed;
        }
        Planes luma = luma(rows);
        Rows.each(rows.height(), 8 * rows.width(), y -> {
            double atY = Math.max(0, Math.min(grid.down() - 1, (top + y + 0.5) / grid.side() - 0.5));
            for (int x = 0; x < rows.width(); x++) {
                double atX = Math.max(0, Math.min(grid.across() - 1, (x + 0.5) / grid.side() - 0.5));
                double wanted = between(curves, grid.across(), atX, atY, luma.value(0, y, x));
                change(changed, luma, y * rows.width() + x, wanted);
            }
        });
        return changed;
    }

    private static Planes luma(Planes picture) {
        Planes luma = Planes.black(picture.width(), picture.height(), 1);
        float[] values = picture.values();
        int area = picture.area();
        for (int i = 0; i < area; i++) {
            double value =
                    picture.channels() == 1 ? values[i] : Luma.full(values[i], values[area + i], values[2 * area + i]);
            luma.values()[i] = (float) Math.max(0, Math.min(1, value));
        }
        return luma;
    }

    /** The clipped, evened out and added up histogram of a tile. */
    private float[] curve(double[] counted) {
        double[] histogram = counted.clone();
        double count = Math.max(1, DoubleStream.of(histogram).sum());
        double most = limit * count / LEVELS;
        double excess = 0;
        for (int i = 0; i < LEVELS; i++) {
            excess += Math.max(0, histogram[i] - most);
            histogram[i] = Math.min(histogram[i], most);
        }
        float[] curve = new float[LEVELS + 1];
        double sum = 0;
        for (int i = 0; i < LEVELS; i++) {
            sum += histogram[i] + excess / LEVELS;
            curve[i + 1] = (float) (sum / count);
        }
        return curve;
    }

    private static double between(float[][] curves, int across, double atX, double atY, float value) {
        int left = (int) atX;
        int top = (int) atY;
        int right = Math.min(across - 1, left + 1);
        int bottom = Math.min(curves.length / across - 1, top + 1);
        double toRight = atX - left;
        double toBottom = atY - top;
        double upper = (1 - toRight) * at(curves[top * across + left], value)
                + toRight * at(curves[top * across + right], value);
        double lower = (1 - toRight) * at(curves[bottom * across + left], value)
                + toRight * at(curves[bottom * across + right], value);
        return (1 - toBottom) * upper + toBottom * lower;
    }

    private static double at(float[] curve, float value) {
        float place = value * LEVELS;
        int below = Math.min(LEVELS - 1, (int) place);
        return curve[below] + (place - below) * (curve[below + 1] - curve[below]);
    }

    /** Multiplies a pixel so that its luma becomes the wanted one, as far as its brightest channel allows. */
    private void change(Planes changed, Planes luma, int pixel, double wanted) {
        float now = luma.values()[pixel];
        double target = now + strength * (wanted - now);
        float brightest = 0;
        for (int i = pixel; i < changed.values().length; i += luma.area()) {
            brightest = Math.max(brightest, changed.values()[i]);
        }
        if (now > 0 && brightest > 0) {
            float factor = (float) Math.min(target / now, Math.max(1, 1 / brightest));
            for (int i = pixel; i < changed.values().length; i += luma.area()) {
                changed.values()[i] *= factor;
            }
        }
    }
}
