package dev.ganvas.image.raster;

import dev.ganvas.image.container.JpegSegments.Segment;
import dev.ganvas.image.container.QuantisationTables;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How a JPEG was encoded, from its tables of quantisation (ITU-T T.81, B.2.4.1) and its frame header (B.2.2). */
final class JpegTables {
    private static final int QUANTISATION = 0xdb;

    /** Where a frame header counts the components: after the bits, the height and the width. */
    static final int COMPONENTS_AT = 5;

    private JpegTables() {}

    /** The usual encoding when the file's own is not understood. */
    static Encoding encoding(byte[] jpeg, List<Segment> segments) {
        Map<Integer, int[]> tables = new HashMap<>();
        Encoding.Jpeg usual = new Encoding.Jpeg(Encoding.DEFAULT_QUALITY, JpegSampling.FULL);
        for (Segment segment : segments) {
            if (segment.marker() == QUANTISATION) {
                read(jpeg, segment, tables);
            }
            if (segment.isFrame()) {
                return encoding(jpeg, segment, tables, usual);
            }
        }
        return usual;
    }

    /** A segment holds tables one after another: the width of entries and the number in a byte, then the entries. */
    private static void read(byte[] jpeg, Segment segment, Map<Integer, int[]> tables) {
        int[] places = QuantisationTables.zigzag();
        for (int at = segment.body(); at < segment.end(); ) {
            int width = jpeg[at] >> 4 == 0 ? 1 : 2;
            int number = jpeg[at++] & 15;
            if (at + width * QuantisationTables.ENTRIES > segment.end()) {
                return;
            }
            int[] table = new int[QuantisationTables.ENTRIES];
            for (int place : places) {
                int high = width == 1 ? 0 : (jpeg[at++] & 0xff) << 8;
                table[place] = Math.max(1, high | jpeg[at++] & 0xff);
            }
            tables.put(number, table);
        }
    }

    /** Each component has a name, the sampling of both axes in a byte, and the number of its table. */
    private static Encoding encoding(byte[] jpeg, Segment frame, Map<Integer, int[]> tables, Encoding.Jpeg usual) {
        int from = frame.body() + COMPONENTS_AT;
        int components = from < frame.end() ? jpeg[from] & 0xff : 0;
        if (components == 0 || from + 3 * components >= frame.end()) {
            return usual;
        }
        int[] luminance = tables.get(jpeg[from + 3] & 0xff);
        if (luminance == null) {
            return usual;
        }
        if (components < 3) {
            return of(QuantisationTables.ofGrey(luminance), usual.sampling());
        }
        int[] chrominance = tables.getOrDefault(jpeg[from + 6] & 0xff, luminance);
        int own = jpeg[from + 2];
        int colour = jpeg[from + 5];
        boolean known = isFactor(own >> 4, colour >> 4) && isFactor(own & 15, colour & 15);
        JpegSampling sampling =
                known ? new JpegSampling((own >> 4) / (colour >> 4), (own & 15) / (colour & 15)) : usual.sampling();
        return of(new QuantisationTables(luminance, chrominance), sampling);
    }

    private static Encoding of(QuantisationTables tables, JpegSampling sampling) {
        return new Encoding.Jpeg(tables.quality(), sampling, Optional.of(tables));
    }

    private static boolean isFactor(int brightness, int colour) {
        return colour > 0 && brightness % colour == 0 && List.of(1, 2, 4).contains(brightness / colour);
    }
}
