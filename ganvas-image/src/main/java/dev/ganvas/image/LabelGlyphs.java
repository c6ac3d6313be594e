package dev.ganvas.image;

import dev.ganvas.error.UsageException;
import java.awt.Font;
import java.awt.GraphicsEnvironment;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Outlines of words for visible labels. Those of ASCII and of some Chinese words come with Ganvas, because small computers have no
 * font; other letters are of the first font of the computer that has them all.
 */
final class LabelGlyphs {
    private static final String RESOURCE = "visible-label-glyphs.txt";
    private static final int UNITS = 1000;
    private static final Map<Integer, Glyph> OWN = read();

    private record Glyph(int advance, Path2D outline) {}

    private LabelGlyphs() {}

    /**
     * The outline of a line of text, 1000 units an em, y down from the base line.
     *
     * @throws UsageException when no font has its letters
     */
    static Shape outline(String text) {
        if (text.codePoints().allMatch(OWN::containsKey)) {
            Path2D line = new Path2D.Double();
            int x = 0;
            for (int letter : text.codePoints().toArray()) {
                Glyph glyph = OWN.get(letter);
                line.append(AffineTransform.getTranslateInstance(x, 0).createTransformedShape(glyph.outline()), false);
                x += glyph.advance();
            }
            return line;
        }
        Font font = font(text)
                .orElseThrow(() -> new UsageException("No font of this computer has all letters of the visible label \""
                        + text + "\": install one, such as Noto Sans SC, or use \"AI生成\" or Latin letters."));
        return font.deriveFont((float) UNITS)
                .createGlyphVector(new FontRenderContext(null, true, true), text)
                .getOutline();
    }

    private static Optional<Font> font(String text) {
        try {
            return Arrays.stream(
                            GraphicsEnvironment.getLocalGraphicsEnvironment().getAllFonts())
                    .filter(font -> font.canDisplayUpTo(text) < 0)
                    .findFirst();
        } catch (LinkageError | InternalError | RuntimeException e) {
            // A Java without its font libraries, or a computer without any font, as small containers are.
            return Optional.empty();
        }
    }

    private static Map<Integer, Glyph> read() {
        Map<Integer, Glyph> glyphs = new HashMap<>();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(LabelGlyphs.class.getResourceAsStream(RESOURCE), StandardCharsets.US_ASCII))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith("#")) {
                    Iterator<String> words = List.of(line.split(" ")).iterator();
                    int letter = Integer.parseInt(words.next(), 16);
                    glyphs.put(letter, new Glyph(Integer.parseInt(words.next()), path(words)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the glyphs are part of this library", e);
        }
        return glyphs;
    }

    private static Path2D path(Iterator<String> words) {
        Path2D path = new Path2D.Double();
        while (words.hasNext()) {
            switch (words.next()) {
                case "M" -> path.moveTo(number(words), number(words));
                case "L" -> path.lineTo(number(words), number(words));
                case "Q" -> path.quadTo(number(words), number(words), number(words), number(words));
                default -> path.closePath();
            }
        }
        return path;
    }

    private static double number(Iterator<String> words) {
        return Double.parseDouble(words.next());
    }
}
