package dev.ganvas.image.watermark;

/** The discrete Fourier transform of squares whose side is a power of two (Cooley and Tukey, 1965), in place. */
final class Fourier {
    private final int side;
    private final double[] cos;
    private final double[] sin;
    private final double[] lineRe;
    private final double[] lineIm;

    Fourier(int side) {
        this.side = side;
        cos = new double[side / 2];
        sin = new double[side / 2];
        for (int i = 0; i < side / 2; i++) {
            cos[i] = StrictMath.cos(2 * Math.PI * i / side);
            sin[i] = StrictMath.sin(2 * Math.PI * i / side);
        }
        lineRe = new double[side];
        lineIm = new double[side];
    }

    /** Row by row, then column by column; not normalised. @param inverse with the other sign */
    void transform(double[] re, double[] im, boolean inverse) {
        for (int y = 0; y < side; y++) {
            line(re, im, y * side, 1, inverse);
        }
        for (int x = 0; x < side; x++) {
            line(re, im, x, side, inverse);
        }
    }

    private void line(double[] re, double[] im, int start, int step, boolean inverse) {
        int bits = Integer.numberOfTrailingZeros(side);
        for (int i = 0; i < side; i++) {
            int reversed = Integer.reverse(i) >>> (Integer.SIZE - bits);
            lineRe[reversed] = re[start + i * step];
            lineIm[reversed] = im[start + i * step];
        }
        for (int half = 1; half < side; half *= 2) {
            butterflies(half, inverse ? 1 : -1);
        }
        for (int i = 0; i < side; i++) {
            re[start + i * step] = lineRe[i];
            im[start + i * step] = lineIm[i];
        }
    }

    private void butterflies(int half, int sign) {
        int turn = side / (2 * half);
        for (int from = 0; from < side; from += 2 * half) {
            for (int i = 0; i < half; i++) {
                int a = from + i;
                int b = a + half;
                double c = cos[i * turn];
                double s = sign * sin[i * turn];
                double re = lineRe[b] * c - lineIm[b] * s;
                double im = lineRe[b] * s + lineIm[b] * c;
                lineRe[b] = lineRe[a] - re;
                lineIm[b] = lineIm[a] - im;
                lineRe[a] += re;
                lineIm[a] += im;
            }
        }
    }
}
