package dev.ganvas.plates.render;

import dev.ganvas.plates.PlateAlphabet;
import dev.ganvas.plates.PlateKind;
import dev.ganvas.random.RandomStream;
import java.util.ArrayList;
import java.util.List;

/** Where the characters of a plate stand, in millimetres from its upper left corner. Chinese ones after GA 36-2018, appendix A. */
final class PlateLayout {
    /** A character in its box. */
    record Placed(char character, Glyph glyph, double left, double top, double width, double height) {}

    private static final double HEIGHT = 90;
    private static final double SINGLE_WIDTH = 45;
    private static final double GAP = 12;

    private PlateLayout() {}

    static List<Placed> of(PlateKind kind, String text, RandomStream random) {
        return switch (kind) {
            case CN_BLUE, CN_YELLOW, CN_BLACK, CN_WHITE -> single(text);
            case CN_GREEN -> green(text);
            case CN_YELLOW_DOUBLE -> twoRows(text);
            case EU -> spread(text, european(random), random);
            case US -> spread(text, american(random), random);
        };
    }

    private static List<Placed> single(String text) {
        List<Placed> placed = new ArrayList<>();
        double left = 15.5;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            placed.add(new Placed(
                    character, ChineseGlyphs.of(ChineseGlyphs.Set.SINGLE, character), left, 25, SINGLE_WIDTH, HEIGHT));
            left += SINGLE_WIDTH + (i == 1 ? 34 : GAP);
        }
        return placed;
    }

    private static List<Placed> green(String text) {
        List<Placed> placed = new ArrayList<>();
        double left = 15.5;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            double width = i == 0 ? 45 : 43;
            placed.add(new Placed(
                    character, ChineseGlyphs.of(ChineseGlyphs.Set.GREEN, character), left, 25, width, HEIGHT));
            left += width + (i == 1 ? 49 : 9);
        }
        return placed;
    }

    private static List<Placed> twoRows(String text) {
        List<Placed> placed = new ArrayList<>();
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            boolean upper = i < 2;
            placed.add(new Placed(
                    character,
                    ChineseGlyphs.of(upper ? ChineseGlyphs.Set.UPPER : ChineseGlyphs.Set.LOWER, character),
                    upper ? 110 + 140 * i : 27.5 + 80 * (i - 2),
                    upper ? 15 : 90,
                    upper ? 80 : 65,
                    upper ? 60 : 110));
        }
        return placed;
    }

    /**
     * A row to be filled.
     *
     * @param left where it may begin
     * @param right where it must end
     * @param top of characters
     * @param height of characters
     * @param letter width of characters at most
     * @param font that draws them
     */
    private record Row(double left, double right, double top, double height, double letter, StrokeFont font) {}

    private static Row european(RandomStream random) {
        StrokeFont font = new StrokeFont(
                random.nextBoolean() ? StrokeFont.Pen.USUAL : StrokeFont.Pen.values()[random.nextInt(5)],
                random.nextBoolean(),
                random.nextDouble() < 0.3);
        double height = random.nextDouble(70, 82);
        return new Row(50, 512, (110 - height) / 2, height, random.nextDouble(40, 50), font);
    }

    private static Row american(RandomStream random) {
        StrokeFont font = new StrokeFont(
                StrokeFont.Pen.values()[random.nextInt(5)], random.nextDouble() < 0.2, random.nextDouble() < 0.5);
        double height = random.nextDouble(62, 76);
        return new Row(14, 291, random.nextDouble(44, 52), height, random.nextDouble(28, 36), font);
    }

    /** Characters side by side in the middle of a row, with a wider gap somewhere where letters meet digits. */
    private static List<Placed> spread(String text, Row row, RandomStream random) {
        double gap = random.nextDouble(0.12, 0.28);
        double wide = random.nextDouble() < 0.7 ? random.nextDouble(0.4, 1.4) : 0;
        double boxes = text.length() + gap * (text.length() - 1);
        for (int i = 1; i < text.length(); i++) {
            boxes += changes(text, i) ? wide : 0;
        }
        double letter = Math.min(row.letter(), (row.right() - row.left()) / boxes);
        double left = (row.left() + row.right() - boxes * letter) / 2;
        List<Placed> placed = new ArrayList<>();
        for (int i = 0; i < text.length(); i++) {
            left += i > 0 && changes(text, i) ? wide * letter : 0;
            char character = text.charAt(i);
            placed.add(new Placed(character, row.font().glyph(character), left, row.top(), letter, row.height()));
            left += letter * (1 + gap);
        }
        return placed;
    }

    private static boolean changes(String text, int at) {
        return PlateAlphabet.LATIN.indexOf(text.charAt(at)) < 10
                != PlateAlphabet.LATIN.indexOf(text.charAt(at - 1)) < 10;
    }
}
