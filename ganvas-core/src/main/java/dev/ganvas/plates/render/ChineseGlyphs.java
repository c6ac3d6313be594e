package dev.ganvas.plates.render;

import dev.ganvas.image.Picture;
import dev.ganvas.image.PictureDecoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The characters of Chinese plates (GA 36). Their pictures are those of chinese_license_plate_generator by leijd (MIT licence, beside
 * them), made smaller.
 */
final class ChineseGlyphs {
    private static final String PICTURE = "cn-glyphs.png";
    private static final String PLACES = "cn-glyphs.txt";

    private static final Map<Set, Map<Character, Glyph>> GLYPHS = read();

    private ChineseGlyphs() {}

    /** Shapes of the same character in different places. */
    enum Set {
        /** 45 x 90 mm: plates with one row. */
        SINGLE,
        /** 43 x 90 mm: new-energy plates. */
        GREEN,
        /** 80 x 60 mm: the upper of two rows. */
        UPPER,
        /** 65 x 110 mm: the lower of two rows. */
        LOWER
    }

    /** A character in the shape of a set, or of the nearest that has it. */
    static Glyph of(Set set, char character) {
        Glyph own = GLYPHS.get(set).get(character);
        return own != null ? own : GLYPHS.get(Set.SINGLE).get(character);
    }

    private static Map<Set, Map<Character, Glyph>> read() {
        Map<Set, Map<Character, Glyph>> glyphs = new HashMap<>();
        for (Set set : Set.values()) {
            glyphs.put(set, new HashMap<>());
        }
        try {
            Picture sheet = PictureDecoder.decode(bytes(PICTURE), PICTURE);
            for (String line : new String(bytes(PLACES), StandardCharsets.UTF_8).split("\n")) {
                String[] fields = line.trim().split(" ");
                if (!line.startsWith("#")) {
                    Set set = Set.valueOf(fields[0].toUpperCase(Locale.ROOT));
                    glyphs.get(set).put(fields[1].charAt(0), cut(sheet, fields));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the shapes of the characters of Chinese plates are damaged", e);
        }
        return glyphs;
    }

    private static byte[] bytes(String name) throws IOException {
        try (InputStream in = ChineseGlyphs.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException(name + " is missing");
            }
            return in.readAllBytes();
        }
    }

    private static Glyph cut(Picture sheet, String[] fields) {
        int left = Integer.parseInt(fields[2]);
        int top = Integer.parseInt(fields[3]);
        int width = Integer.parseInt(fields[4]);
        int height = Integer.parseInt(fields[5]);
        float[] ink = new float[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int at = ((top + y) * sheet.width() + left + x) * sheet.channels();
                ink[y * width + x] = (sheet.pixels()[at] & 0xff) / 255f;
            }
        }
        return new Glyph(width, height, ink);
    }
}
