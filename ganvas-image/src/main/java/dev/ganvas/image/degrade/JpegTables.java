package dev.ganvas.image.degrade;

import java.util.List;
import javax.imageio.plugins.jpeg.JPEGQTable;

/** Quantisation tables as libjpeg makes them from a quality: those of ITU-T T.81, annex K, scaled. */
final class JpegTables {
    /** Table K.1 for luma, in rows. */
    private static final List<Integer> LUMA = List.of(
            16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22,
            29, 51, 87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, 49, 64, 78, 87, 103,
            121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99);

    /** Table K.2 for chroma, in rows. */
    private static final List<Integer> CHROMA = List.of(
            17, 18, 24, 47, 99, 99, 99, 99, 18, 21, 26, 66, 99, 99, 99, 99, 24, 26, 56, 99, 99, 99, 99, 99, 47, 66, 99,
            99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
            99, 99, 99, 99, 99, 99, 99, 99, 99, 99);

    private JpegTables() {}

    /**
     * Tables for luma and, when there is colour, for chroma.
     *
     * @param quality 1 to 100
     */
    static JPEGQTable[] of(int quality, boolean colour) {
        JPEGQTable luma = scaled(LUMA, quality);
        return colour ? new JPEGQTable[] {luma, scaled(CHROMA, quality)} : new JPEGQTable[] {luma};
    }

    private static JPEGQTable scaled(List<Integer> table, int quality) {
        int percent = quality < 50 ? 5000 / quality : 200 - 2 * quality;
        return new JPEGQTable(table.stream()
                .mapToInt(step -> Math.max(1, Math.min(255, (step * percent + 50) / 100)))
                .toArray());
    }
}
