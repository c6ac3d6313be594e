package dev.ganvas.image.watermark;

import java.util.ArrayList;
import java.util.List;

/**
 * The frequencies that carry the mark: a ring of those of a tile, half of it, since the other half follows. What a picture has there falls
 * with the frequency, so numbers are weighed by it, after which all carry about as much of the picture.
 */
final class Band {
    static final int TILE = 128;

    private static final int LOWEST = 10;
    private static final int HIGHEST = 26;

    /** Frequency whose weight is 1. */
    private static final double MIDDLE = 18;

    private static final List<Wave> WAVES = waves();

    /** Real numbers of the band: two a wave. */
    static final int SIZE = 2 * WAVES.size();

    /** @param x waves in a tile across, @param y downwards */
    private record Wave(int x, int y) {
        int index() {
            return Math.floorMod(y, TILE) * TILE + Math.floorMod(x, TILE);
        }

        int mirrored() {
            return Math.floorMod(-y, TILE) * TILE + Math.floorMod(-x, TILE);
        }

        double weight() {
            return Math.hypot(x, y) / MIDDLE;
        }
    }

    private Band() {}

    private static List<Wave> waves() {
        List<Wave> waves = new ArrayList<>();
        for (int y = 0; y <= HIGHEST; y++) {
            for (int x = -HIGHEST; x <= HIGHEST; x++) {
                double radius = Math.hypot(x, y);
                if (radius >= LOWEST && radius <= HIGHEST && (y > 0 || x > 0)) {
                    waves.add(new Wave(x, y));
                }
            }
        }
        return waves;
    }

    /** The band of a tile's spectrum, weighed. */
    static double[] of(double[] re, double[] im) {
        double[] band = new double[SIZE];
        for (int i = 0; i < WAVES.size(); i++) {
            Wave wave = WAVES.get(i);
            // So that each number is the amplitude of its wave, a root of two aside.
            double scale = wave.weight() * Math.sqrt(2) / (TILE * TILE);
            band[2 * i] = re[wave.index()] * scale;
            band[2 * i + 1] = im[wave.index()] * scale;
        }
        return band;
    }

    /** Writes a band into a spectrum that is zero elsewhere, as the tile needs it whose band it is. */
    static void put(double[] band, double[] re, double[] im) {
        for (int i = 0; i < WAVES.size(); i++) {
            Wave wave = WAVES.get(i);
            double scale = 1 / (wave.weight() * Math.sqrt(2));
            re[wave.index()] = band[2 * i] * scale;
            im[wave.index()] = band[2 * i + 1] * scale;
            re[wave.mirrored()] = re[wave.index()];
            im[wave.mirrored()] = -im[wave.index()];
        }
    }

    /** A band times the conjugate of another, wave by wave, into a spectrum: that of how well they fit at each shift. */
    static void correlate(double[] band, double[] pattern, double[] re, double[] im) {
        for (int i = 0; i < WAVES.size(); i++) {
            Wave wave = WAVES.get(i);
            double a = band[2 * i];
            double b = band[2 * i + 1];
            double c = pattern[2 * i];
            double d = pattern[2 * i + 1];
            re[wave.index()] = a * c + b * d;
            im[wave.index()] = b * c - a * d;
        }
    }

    /** The band of the tile that begins {@code right} and {@code down} pixels later. */
    static double[] shifted(double[] band, int right, int down) {
        double[] shifted = new double[SIZE];
        for (int i = 0; i < WAVES.size(); i++) {
            Wave wave = WAVES.get(i);
            double angle = 2 * Math.PI * (wave.x() * right + wave.y() * down) / TILE;
            double c = Math.cos(angle);
            double s = Math.sin(angle);
            shifted[2 * i] = band[2 * i] * c - band[2 * i + 1] * s;
            shifted[2 * i + 1] = band[2 * i] * s + band[2 * i + 1] * c;
        }
        return shifted;
    }
}
