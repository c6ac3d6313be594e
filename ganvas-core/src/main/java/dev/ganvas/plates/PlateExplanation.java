package dev.ganvas.plates;

import dev.ganvas.image.Interpolation;
import dev.ganvas.image.Picture;
import dev.ganvas.image.Pictures;
import dev.ganvas.image.Planes;
import java.util.ArrayList;
import java.util.List;

/**
 * Which regions of a plate decided each character: what covering them takes from its confidence (Zeiler and Fergus, "Visualizing and
 * understanding convolutional networks", ECCV 2014, section 4.2).
 */
public final class PlateExplanation {
    /** How many times Ganvas's own strip is enlarged to be looked at. */
    private static final int ENLARGED = 4;

    private PlateExplanation() {}

    /**
     * What is covered at a time, in pixels.
     *
     * @param across how far it moves at a time
     * @param down how far it moves at a time
     */
    private record Cover(int width, int height, int across, int down) {
        /** Of Ganvas's own strip, of which many are read at once. */
        static final Cover STRIP = new Cover(8, 8, 4, 4);

        /** Of a plate; larger ones, as each is read alone. */
        static Cover of(Planes plate) {
            int width = Math.max(2, plate.width() / 8);
            int height = Math.max(2, plate.height() / 2);
            return new Cover(width, height, width / 2, height / 2);
        }
    }

    /**
     * For each character a map: what is lost of its log-probability when what is around a pixel is covered, 0 or more. Of readings by
     * Ganvas's own network it is one of the strip, {@link PlateStrip#WIDTH} x {@link PlateStrip#HEIGHT}; of others' one of the plate.
     *
     * @param reader that read it
     * @param plate from the front
     */
    public static List<Planes> maps(PlateReader reader, Planes plate, PlateReading reading) {
        CharacterReader characters = reader.characters(reading.country());
        Planes seen = seen(reader, plate, reading);
        Cover cover = characters instanceof NetworkCharacters ? Cover.STRIP : Cover.of(seen);
        List<Planes> covered = new ArrayList<>();
        covered.add(seen);
        for (int top = -cover.down(); top < seen.height(); top += cover.down()) {
            for (int left = -cover.across(); left < seen.width(); left += cover.across()) {
                covered.add(covered(seen, cover, left, top));
            }
        }
        boolean twoRows = reading.kind().twoRows();
        List<CharacterReader.Said> said = characters instanceof NetworkCharacters network
                ? network.readStrips(covered)
                : covered.stream().map(each -> characters.read(each, twoRows)).toList();
        int[] text = PlateAlphabet.classesOf(reading.text());
        List<Planes> maps = new ArrayList<>();
        for (int place = 0; place < text.length; place++) {
            maps.add(map(said, cover, seen, text, place));
        }
        return maps;
    }

    /** What the reader looks at. */
    private static Planes seen(PlateReader reader, Planes plate, PlateReading reading) {
        return reader.characters(reading.country()) instanceof NetworkCharacters
                ? NetworkCharacters.strip(plate, reading.kind().twoRows())
                : plate;
    }

    private static Planes covered(Planes seen, Cover cover, int left, int top) {
        Planes covered = seen.crop(0, 0, seen.width(), seen.height());
        int area = seen.area();
        for (int c = 0; c < seen.channels(); c++) {
            double mean = 0;
            for (int i = 0; i < area; i++) {
                mean += seen.values()[c * area + i] / area;
            }
            for (int y = Math.max(0, top); y < Math.min(seen.height(), top + cover.height()); y++) {
                for (int x = Math.max(0, left); x < Math.min(seen.width(), left + cover.width()); x++) {
                    covered.values()[c * area + y * seen.width() + x] = (float) mean;
                }
            }
        }
        return covered;
    }

    private static Planes map(List<CharacterReader.Said> said, Cover cover, Planes seen, int[] text, int place) {
        double before = Math.log(Math.max(1e-9, said.get(0).scores().confidence(text, place)));
        Planes lost = Planes.black(seen.width(), seen.height(), 1);
        float each = (float) (cover.across() * cover.down()) / (cover.width() * cover.height());
        int at = 1;
        for (int top = -cover.down(); top < seen.height(); top += cover.down()) {
            for (int left = -cover.across(); left < seen.width(); left += cover.across()) {
                double now = Math.log(Math.max(1e-9, said.get(at++).scores().confidence(text, place)));
                float loss = (float) Math.max(0, before - now) * each;
                for (int y = Math.max(0, top); y < Math.min(seen.height(), top + cover.height()); y++) {
                    for (int x = Math.max(0, left); x < Math.min(seen.width(), left + cover.width()); x++) {
                        lost.values()[y * seen.width() + x] += loss;
                    }
                }
            }
        }
        return lost;
    }

    /** The plate, and below it once for each character with what decided it in red, from the first to the last. */
    public static Picture picture(PlateReader reader, Planes plate, PlateReading reading) {
        Planes seen = seen(reader, plate, reading);
        List<Picture> cells = new ArrayList<>();
        cells.add(enlarged(seen));
        for (Planes map : maps(reader, plate, reading)) {
            cells.add(enlarged(marked(seen, map)));
        }
        return Pictures.grid(cells, 1, ENLARGED);
    }

    private static Picture enlarged(Planes seen) {
        double times = (double) ENLARGED * PlateStrip.WIDTH / seen.width();
        return Interpolation.BICUBIC
                .resize(seen, ENLARGED * PlateStrip.WIDTH, (int) Math.max(1, Math.round(times * seen.height())))
                .toPicture();
    }

    private static Planes marked(Planes strip, Planes map) {
        float most = 1e-6f;
        for (float value : map.values()) {
            most = Math.max(most, value);
        }
        Planes marked = strip.crop(0, 0, strip.width(), strip.height());
        int area = strip.area();
        for (int i = 0; i < area; i++) {
            float part = map.values()[i] / most;
            float grey = (strip.values()[i] + strip.values()[area + i] + strip.values()[2 * area + i]) / 3;
            marked.values()[i] = grey * (1 - 0.6f * part) + 0.6f * part;
            marked.values()[area + i] = grey * (1 - 0.6f * part);
            marked.values()[2 * area + i] = grey * (1 - 0.6f * part);
        }
        return marked;
    }
}
