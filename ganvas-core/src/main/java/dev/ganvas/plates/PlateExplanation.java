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
    /** Pixels of what covers a part of the strip, and by how many it moves. */
    private static final int COVER_WIDTH = 8;

    private static final int COVER_HEIGHT = 8;
    private static final int STEP = 4;

    /** How many times the strip is enlarged to be looked at. */
    private static final int ENLARGED = 4;

    private PlateExplanation() {}

    /**
     * For each character a map of the strip, {@link PlateStrip#WIDTH} x {@link PlateStrip#HEIGHT}: what is lost of its log-probability
     * when what is around a pixel is covered, 0 or more.
     *
     * @param plate from the front
     * @param reading of this plate by Ganvas's own network
     */
    public static List<Planes> maps(PlateReader reader, Planes plate, PlateReading reading) {
        Planes strip = NetworkCharacters.strip(plate, reading.kind().twoRows());
        List<Planes> covered = new ArrayList<>();
        covered.add(strip);
        for (int top = -STEP; top < PlateStrip.HEIGHT; top += STEP) {
            for (int left = -STEP; left < PlateStrip.WIDTH; left += STEP) {
                covered.add(covered(strip, left, top));
            }
        }
        List<CharacterReader.Said> said = reader.characters().readStrips(covered);
        int[] text = PlateAlphabet.classesOf(reading.text());
        List<Planes> maps = new ArrayList<>();
        for (int place = 0; place < text.length; place++) {
            maps.add(map(said, text, place));
        }
        return maps;
    }

    private static Planes covered(Planes strip, int left, int top) {
        Planes covered = strip.crop(0, 0, strip.width(), strip.height());
        int area = strip.area();
        for (int c = 0; c < strip.channels(); c++) {
            double mean = 0;
            for (int i = 0; i < area; i++) {
                mean += strip.values()[c * area + i] / area;
            }
            for (int y = Math.max(0, top); y < Math.min(strip.height(), top + COVER_HEIGHT); y++) {
                for (int x = Math.max(0, left); x < Math.min(strip.width(), left + COVER_WIDTH); x++) {
                    covered.values()[c * area + y * strip.width() + x] = (float) mean;
                }
            }
        }
        return covered;
    }

    private static Planes map(List<CharacterReader.Said> said, int[] text, int place) {
        double before = Math.log(Math.max(1e-9, said.get(0).scores().confidence(text, place)));
        Planes lost = Planes.black(PlateStrip.WIDTH, PlateStrip.HEIGHT, 1);
        int at = 1;
        for (int top = -STEP; top < PlateStrip.HEIGHT; top += STEP) {
            for (int left = -STEP; left < PlateStrip.WIDTH; left += STEP) {
                double now = Math.log(Math.max(1e-9, said.get(at++).scores().confidence(text, place)));
                float loss = (float) Math.max(0, before - now);
                for (int y = Math.max(0, top); y < Math.min(PlateStrip.HEIGHT, top + COVER_HEIGHT); y++) {
                    for (int x = Math.max(0, left); x < Math.min(PlateStrip.WIDTH, left + COVER_WIDTH); x++) {
                        int pixel = y * PlateStrip.WIDTH + x;
                        lost.values()[pixel] += loss * STEP * STEP / (COVER_WIDTH * COVER_HEIGHT);
                    }
                }
            }
        }
        return lost;
    }

    /** The plate, and below it once for each character with what decided it in red, from the first to the last. */
    public static Picture picture(PlateReader reader, Planes plate, PlateReading reading) {
        Planes strip = NetworkCharacters.strip(plate, reading.kind().twoRows());
        List<Picture> cells = new ArrayList<>();
        cells.add(enlarged(strip));
        for (Planes map : maps(reader, plate, reading)) {
            cells.add(enlarged(marked(strip, map)));
        }
        return Pictures.grid(cells, 1, ENLARGED);
    }

    private static Picture enlarged(Planes strip) {
        return Interpolation.BICUBIC
                .resize(strip, ENLARGED * strip.width(), ENLARGED * strip.height())
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
