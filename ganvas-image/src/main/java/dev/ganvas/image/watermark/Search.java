package dev.ganvas.image.watermark;

/** Looks for the place where a mark fits best: by how much the picture was cut, and where a tile begins. */
final class Search {
    /** Scales in each direction: what is left of a picture that lost up to 12 % of a side. */
    private static final int SCALES = 24;

    private static final double STEP = 0.006;
    private static final int REFINEMENTS = 3;

    /** Places that are looked at, at most: each a chance to be wrong. */
    static final double HYPOTHESES = ((double) SCALES * SCALES + 9 * REFINEMENTS) * Band.TILE * Band.TILE;

    /**
     * A place.
     *
     * @param correlation of the band with the mark there, -1 to 1
     * @param band shifted to where the tile begins
     */
    record Fit(double scaleX, double scaleY, double correlation, double[] band) {}

    private final Fourier fourier = new Fourier(Band.TILE);
    private final double[] reference;

    Search(double[] reference) {
        this.reference = reference;
    }

    /** @param enough a correlation that needs no further looking for another scale */
    Fit best(Folded picture, double enough) {
        Fit best = at(picture.columns(1), 1, 1);
        if (best.correlation() < enough) {
            for (int i = 0; i < SCALES; i++) {
                double scaleX = 1 + i * STEP;
                double[] columns = picture.columns(scaleX);
                for (int j = 0; j < SCALES; j++) {
                    best = better(best, at(columns, scaleX, 1 + j * STEP));
                }
            }
        }
        double step = STEP / 2;
        for (int pass = 0; pass < REFINEMENTS; pass++) {
            Fit centre = best;
            for (int i = -1; i <= 1; i++) {
                double[] columns = picture.columns(centre.scaleX() + i * step);
                for (int j = -1; j <= 1; j++) {
                    best = better(best, at(columns, centre.scaleX() + i * step, centre.scaleY() + j * step));
                }
            }
            step /= 2;
        }
        return best;
    }

    private static Fit better(Fit one, Fit other) {
        return other.correlation() > one.correlation() ? other : one;
    }

    /** The band of a tile as it lies. */
    double[] band(double[] columns, double scaleY) {
        double[] re = Folded.rows(columns, scaleY, new double[Band.TILE * Band.TILE]);
        double[] im = new double[re.length];
        fourier.transform(re, im, false);
        return Band.of(re, im);
    }

    private Fit at(double[] columns, double scaleX, double scaleY) {
        double[] band = band(columns, scaleY);
        double[] re = new double[Band.TILE * Band.TILE];
        double[] im = new double[re.length];
        Band.correlate(band, reference, re, im);
        fourier.transform(re, im, true);
        int most = 0;
        for (int i = 1; i < re.length; i++) {
            most = re[i] > re[most] ? i : most;
        }
        double length = Math.sqrt(Directions.dot(band, band));
        return new Fit(
                scaleX,
                scaleY,
                length == 0 ? 0 : re[most] / length,
                Band.shifted(band, most % Band.TILE, most / Band.TILE));
    }
}
