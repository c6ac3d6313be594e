package dev.ganvas.image.watermark;

import dev.ganvas.error.Require;
import dev.ganvas.random.Seed;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Marks pictures with a number, and finds it again.
 *
 * <p>Spread spectrum (Cox, Kilian, Leighton, Shamoon, "Secure spread spectrum watermarking for multimedia", 1997) in a band of the luma of a
 * picture brought to 512 x 512, so that its size does not matter. The pattern repeats in 4 x 4 tiles, so that what is left of a cut picture
 * still tells where tiles begin (Kutter, "Watermarking resistant to translation, rotation, and scaling", 1998). What the picture itself says
 * along the directions of the bits is taken away, so that it disturbs nothing (Malvar and Florencio, "Improved spread spectrum", 2003).
 *
 * <p>That a picture is marked is said by the angle between its band and a direction drawn at random: of all directions, at most half of
 * {@code (1 - c^2)^((n - 1) / 2)} lie as near to any given picture (Miller and Bloom, "Computing the probability of false watermark detection", 1999),
 * times the places looked at.
 *
 * <p>Not secret: who knows the key can remove the mark, and who knows how can remove any. It survives storing as JPEG, other sizes and
 * a cut; turning, warping and drawing anew by a network it does not.
 */
public final class Watermark {
    /** Largest number that a mark holds. */
    public static final long MOST = Payload.MOST;

    /** Smallest side of a picture that can be marked, in pixels: below, the band lies beyond what its pixels can show. */
    public static final int LEAST_SIDE = 256;

    private static final double MOST_FALSE_POSITIVES = 1e-7;

    /** How far the mark stands out, in deviations of the picture's own band: enough to lose two thirds of it. */
    private static final double STANDS_OUT = 14;

    private static final double OF_A_BIT = 1.7;

    /** Deviation of the band that smooth pictures count as having, in levels: what coding and rounding leave. */
    private static final double LEAST_DEVIATION = 0.03;

    private static final int ROUNDS = 3;

    /** How often a marked picture is stored in thought, and its mark strengthened. */
    private static final int STORED_ROUNDS = 6;

    /** Root mean square of a mark, in levels, at which no more is added: 36 dB, beyond which flat areas show it. */
    private static final double MOST_ADDED = 4;

    /** What such a JPEG shall leave, in deviations of its band. */
    private static final double LEFT = 11;

    private static final double LEFT_OF_A_BIT = 1.4;
    private static final int FINE = 4 * Band.TILE;

    private final Directions directions;
    private final Search search;

    /** @param key whoever has another one sees nothing */
    public Watermark(Seed key) {
        directions = new Directions(key.child("watermark"), Payload.BITS);
        search = new Search(directions.reference());
    }

    /** Of Ganvas: a key that everyone has. */
    public static Watermark usual() {
        return new Watermark(Seed.of(45438));
    }

    /** Whether a picture of this size can be marked. */
    public static boolean fits(int width, int height) {
        return Math.min(width, height) >= LEAST_SIDE;
    }

    /**
     * What is to be added to the luma of a picture.
     *
     * @param luma row by row, in levels of 255
     * @param number 0 to {@link #MOST}
     * @param divisors of the luma of a JPEG that the mark shall outlive, 64 row by row
     * @return levels, row by row
     * @throws dev.ganvas.error.UsageException when the picture is too small or the number too large
     */
    public float[] pattern(float[] luma, int width, int height, long number, int[] divisors) {
        Require.that(
                fits(width, height),
                "a picture of " + width + "x" + height + " is too small for an invisible mark; it needs " + LEAST_SIDE
                        + " pixels on each side");
        Require.that(number >= 0 && number <= MOST, "the number of a mark is 0 to " + MOST + ", not " + number);
        boolean[] bits = Payload.bits(number);
        float[] marked = luma.clone();
        double deviation = 0;
        for (int round = 0; round < ROUNDS; round++) {
            double[] band = search.band(Folded.of(marked, width, height).columns(1), 1);
            if (round == 0) {
                deviation = Math.max(LEAST_DEVIATION, Math.sqrt(Directions.dot(band, band) / Band.SIZE));
            }
            double[] lacking = new double[Band.SIZE];
            lack(lacking, band, directions.reference(), STANDS_OUT * deviation);
            for (int i = 0; i < bits.length; i++) {
                lack(lacking, band, directions.bit(i), (bits[i] ? 1 : -1) * OF_A_BIT * deviation);
            }
            add(marked, width, height, lacking);
        }
        strengthen(new StoredLuma(divisors, width, height), marked, luma, bits, deviation);
        for (int i = 0; i < marked.length; i++) {
            marked[i] -= luma[i];
        }
        return marked;
    }

    /** Until a JPEG would leave enough, as far as a few rounds bring it and nobody sees it. */
    private void strengthen(StoredLuma storing, float[] marked, float[] luma, boolean[] bits, double least) {
        int width = storing.width();
        int height = storing.height();
        for (int round = 0; round < STORED_ROUNDS && added(marked, luma) < MOST_ADDED; round++) {
            double[] band =
                    search.band(Folded.of(storing.of(marked), width, height).columns(1), 1);
            double deviation = Math.max(least, deviationBeside(band));
            double[] lacking = new double[Band.SIZE];
            boolean enough = atLeast(lacking, band, directions.reference(), 1, LEFT * deviation);
            for (int i = 0; i < bits.length; i++) {
                enough &= atLeast(lacking, band, directions.bit(i), bits[i] ? 1 : -1, LEFT_OF_A_BIT * deviation);
            }
            if (enough) {
                return;
            }
            add(marked, width, height, lacking);
        }
    }

    /** Root mean square of what a picture can hold of the mark. */
    private static double added(float[] marked, float[] luma) {
        double squares = 0;
        for (int i = 0; i < luma.length; i++) {
            double difference = Math.max(0, Math.min(StoredLuma.WHITE, marked[i])) - luma[i];
            squares += difference * difference;
        }
        return Math.sqrt(squares / luma.length);
    }

    /** Of a band without what it holds of a mark. */
    private double deviationBeside(double[] band) {
        double[] rest = band.clone();
        lack(rest, band, directions.reference(), 0);
        for (int i = 0; i < Payload.BITS; i++) {
            lack(rest, band, directions.bit(i), 0);
        }
        return Math.sqrt(Directions.dot(rest, rest) / Band.SIZE);
    }

    private static boolean atLeast(double[] lacking, double[] band, double[] direction, int sign, double wanted) {
        if (sign * Directions.dot(band, direction) >= wanted) {
            return true;
        }
        lack(lacking, band, direction, sign * wanted);
        return false;
    }

    private static void lack(double[] lacking, double[] band, double[] direction, double wanted) {
        Directions.add(lacking, direction, wanted - Directions.dot(band, direction));
    }

    private static void add(float[] luma, int width, int height, double[] band) {
        double[] re = new double[Band.TILE * Band.TILE];
        double[] im = new double[re.length];
        Band.put(band, re, im);
        double[] tile = fine(re, im);
        for (int y = 0; y < height; y++) {
            double down = at(y, height);
            for (int x = 0; x < width; x++) {
                luma[y * width + x] += (float) value(tile, at(x, width), down);
            }
        }
    }

    /** A place of the picture in a tile of {@value #FINE} pixels. */
    private static double at(int pixel, int side) {
        double canonical = (pixel + 0.5) * Folded.SIDE / side - 0.5;
        double at = canonical * FINE / Band.TILE % FINE;
        return at < 0 ? at + FINE : at;
    }

    /** The tile with four times as many pixels each way, by its spectrum. */
    private static double[] fine(double[] re, double[] im) {
        double[] fineRe = new double[FINE * FINE];
        double[] fineIm = new double[FINE * FINE];
        int half = Band.TILE / 2;
        for (int y = -half; y < half; y++) {
            for (int x = -half; x < half; x++) {
                int from = Math.floorMod(y, Band.TILE) * Band.TILE + Math.floorMod(x, Band.TILE);
                int to = Math.floorMod(y, FINE) * FINE + Math.floorMod(x, FINE);
                fineRe[to] = re[from];
                fineIm[to] = im[from];
            }
        }
        new Fourier(FINE).transform(fineRe, fineIm, true);
        return fineRe;
    }

    private static double value(double[] tile, double x, double y) {
        int left = (int) x % FINE;
        int top = (int) y % FINE;
        int right = (left + 1) % FINE;
        int bottom = (top + 1) % FINE;
        double partX = x - Math.floor(x);
        double partY = y - Math.floor(y);
        double above = tile[top * FINE + left] * (1 - partX) + tile[top * FINE + right] * partX;
        double below = tile[bottom * FINE + left] * (1 - partX) + tile[bottom * FINE + right] * partX;
        return above * (1 - partY) + below * partY;
    }

    /**
     * Looks for a mark, also in a picture that was cut by up to 12 % of each side or has another size than it had.
     *
     * @param luma row by row, in levels of 255
     */
    public Detection find(float[] luma, int width, int height) {
        double enough = correlation(MOST_FALSE_POSITIVES);
        Search.Fit fit = search.best(Folded.of(luma, width, height), enough);
        double falsePositives = falsePositives(fit.correlation());
        boolean marked = falsePositives <= MOST_FALSE_POSITIVES;
        return new Detection(
                marked,
                fit.correlation() * Math.sqrt(Band.SIZE),
                falsePositives,
                marked ? number(fit.band()) : OptionalLong.empty());
    }

    private OptionalLong number(double[] band) {
        double[] said = new double[Payload.BITS];
        for (int i = 0; i < said.length; i++) {
            said[i] = Directions.dot(band, directions.bit(i));
        }
        return Payload.number(said);
    }

    /** What any picture reaches at most with this probability, over all keys and all places. */
    static double falsePositives(double correlation) {
        double square = Math.max(0, Math.min(1, correlation)) * Math.max(0, Math.min(1, correlation));
        return Math.min(1, Search.HYPOTHESES * 0.5 * Math.exp(0.5 * (Band.SIZE - 1) * Math.log1p(-square)));
    }

    private static double correlation(double falsePositives) {
        double exponent = Math.log(falsePositives / (0.5 * Search.HYPOTHESES)) * 2 / (Band.SIZE - 1);
        return Math.sqrt(-Math.expm1(exponent));
    }

    /** What is found in a picture of this size; nothing where it is too small to hold a mark. */
    public Optional<Detection> findIn(float[] luma, int width, int height) {
        return Math.min(width, height) < Band.TILE ? Optional.empty() : Optional.of(find(luma, width, height));
    }
}
