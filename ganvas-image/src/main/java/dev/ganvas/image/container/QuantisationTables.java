package dev.ganvas.image.container;

import dev.ganvas.error.Require;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The quantisation tables of a JPEG (ITU-T T.81, B.2.4.1), and the quality that they stand for.
 *
 * <p>Quality is that of the IJG's library: its tables are those of T.81, annex K.1, by a factor of {@code 5000 / quality} percent
 * below 50 and {@code 200 - 2 * quality} percent from there on, each entry within 1 to 255.
 *
 * @param luminance 64 divisors of brightness row by row, each 1 to 65535; not copied
 * @param chrominance 64 divisors of colour; not copied
 */
public record QuantisationTables(int[] luminance, int[] chrominance) {
    public static final int ENTRIES = 64;

    /** T.81, table K.1, row by row. */
    private static final int[] STANDARD_LUMINANCE = {
        16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22, 29,
        51, 87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, 49, 64, 78, 87, 103, 121,
        120, 101, 72, 92, 95, 98, 112, 100, 103, 99
    };

    /** T.81, table K.2, row by row. */
    private static final int[] STANDARD_CHROMINANCE = {
        17, 18, 24, 47, 99, 99, 99, 99, 18, 21, 26, 66, 99, 99, 99, 99, 24, 26, 56, 99, 99, 99, 99, 99, 47, 66, 99, 99,
                99,
        99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
                99,
        99, 99, 99, 99, 99, 99
    };

    public QuantisationTables {
        Require.that(
                luminance.length == ENTRIES && chrominance.length == ENTRIES, "a quantisation table has 64 entries");
    }

    /** The IJG's tables of a quality of 1 to 100. */
    public static QuantisationTables ofQuality(int quality) {
        return new QuantisationTables(scaled(STANDARD_LUMINANCE, quality), scaled(STANDARD_CHROMINANCE, quality));
    }

    /** The table of a grey JPEG, beside that of colour which goes with it. */
    public static QuantisationTables ofGrey(int[] luminance) {
        int best = 1;
        long least = Long.MAX_VALUE;
        for (int quality = 100; quality >= 1; quality--) {
            long difference = difference(luminance, ofQuality(quality).luminance);
            if (difference < least) {
                least = difference;
                best = quality;
            }
        }
        return new QuantisationTables(luminance, ofQuality(best).chrominance);
    }

    private static int[] scaled(int[] standard, int quality) {
        int percent = quality < 50 ? 5000 / quality : 200 - 2 * quality;
        return IntStream.of(standard)
                .map(entry -> Math.max(1, Math.min(255, (entry * percent + 50) / 100)))
                .toArray();
    }

    /** Where in a table row by row each entry of a JPEG's table belongs (T.81, figure A.6). */
    public static int[] zigzag() {
        int[] places = new int[ENTRIES];
        int at = 0;
        for (int diagonal = 0; diagonal < 15; diagonal++) {
            for (int i = Math.max(0, diagonal - 7); i <= Math.min(7, diagonal); i++) {
                int row = diagonal % 2 == 0 ? diagonal - i : i; // Even diagonals run upwards.
                places[at++] = 8 * row + diagonal - row;
            }
        }
        return places;
    }

    /** The quality, 1 to 100, whose tables are nearest, by the sum of differences. */
    public int quality() {
        int best = 1;
        long least = Long.MAX_VALUE;
        for (int quality = 100; quality >= 1; quality--) {
            QuantisationTables standard = ofQuality(quality);
            long difference = difference(luminance, standard.luminance) + difference(chrominance, standard.chrominance);
            if (difference < least) {
                least = difference;
                best = quality;
            }
        }
        return best;
    }

    private static long difference(int[] a, int[] b) {
        long sum = 0;
        for (int i = 0; i < ENTRIES; i++) {
            sum += Math.abs(a[i] - b[i]);
        }
        return sum;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof QuantisationTables tables
                && Arrays.equals(luminance, tables.luminance)
                && Arrays.equals(chrominance, tables.chrominance);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(luminance) + Arrays.hashCode(chrominance);
    }
}
