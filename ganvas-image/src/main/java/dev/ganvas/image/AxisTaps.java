package dev.ganvas.image;

/**
 * Resampling of one axis: for each output position {@code count} input positions and their weights. Sums are of doubles, so
 * that rounding to 8 bits falls as in double precision.
 */
record AxisTaps(int count, int[] indices, double[] weights) {
    static AxisTaps blank(int length, int count) {
        int taps = Math.multiplyExact(length, count);
        return new AxisTaps(count, new int[taps], new double[taps]);
    }

    int length() {
        return indices.length / count;
    }

    void set(int position, int tap, int index, double weight) {
        indices[position * count + tap] = index;
        weights[position * count + tap] = weight;
    }

    /** Divides the weights of a position by their sum. */
    void normalise(int position) {
        double sum = 0;
        for (int k = position * count; k < (position + 1) * count; k++) {
            sum += weights[k];
        }
        for (int k = position * count; k < (position + 1) * count; k++) {
            weights[k] /= sum;
        }
    }

    /** {@code [C, H, W]} to {@code [C, length, W]}. */
    Planes down(Planes from) {
        int width = from.width();
        int height = length();
        Planes to = Planes.black(width, height, from.channels());
        Rows.each(height * from.channels(), width * count, row -> {
            int channel = row / height;
            int y = row % height;
            double[] sum = new double[width];
            for (int k = 0; k < count; k++) {
                double weight = weights[y * count + k];
                int source = (channel * from.height() + indices[y * count + k]) * width;
                for (int x = 0; x < width; x++) {
                    sum[x] += weight * from.values()[source + x];
                }
            }
            for (int x = 0; x < width; x++) {
                to.values()[row * width + x] = (float) sum[x];
            }
        });
        return to;
    }

    /** {@code [C, H, W]} to {@code [C, H, length]}. */
    Planes across(Planes from) {
        int width = length();
        Planes to = Planes.black(width, from.height(), from.channels());
        float[] values = from.values();
        Rows.each(from.height() * from.channels(), width * count, row -> {
            int source = row * from.width();
            for (int x = 0; x < width; x++) {
                double sum = 0;
                for (int k = x * count; k < (x + 1) * count; k++) {
                    sum += weights[k] * values[source + indices[k]];
                }
                to.values()[row * width + x] = (float) sum;
            }
        });
        return to;
    }

    /** Keys' cubic of a distance of 0 or more, with its parameter {@code a}. */
    static double cubic(double x, double a) {
        if (x <= 1) {
            return ((a + 2) * x - (a + 3)) * x * x + 1;
        }
        return x <= 2 ? a * (((x - 5) * x + 8) * x - 4) : 0;
    }

    /** Half-sample mirroring, {@code d c b a | a b c d | d c b a}, however far outside. */
    static int mirror(int i, int length) {
        int folded = Math.floorMod(i, 2 * length);
        return folded < length ? folded : 2 * length - 1 - folded;
    }
}
