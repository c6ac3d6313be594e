package dev.ganvas.plates.render;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Digits and Latin letters as a pen draws them, in the manner of DIN 1451 and of the letters of American plates. Drawn for Ganvas; no
 * font is needed, so that they are the same on every computer.
 */
record StrokeFont(Pen pen, boolean flatThree, boolean footedOne) {
    private static final int WIDTH = 40;
    private static final int HEIGHT = 72;

    /** Sides of the field that strokes are given in. */
    private static final double ACROSS = 10;

    private static final double DOWN = 20;

    private static final Map<Key, Glyph> DRAWN = new ConcurrentHashMap<>();
    private static final Map<Character, String> STROKES = strokes();

    /** Thickness, as twentieths of the height, and whether ends are round. */
    enum Pen {
        THIN(2.1, false),
        USUAL(2.7, false),
        ROUND(2.7, true),
        BOLD(3.3, false),
        BOLD_ROUND(3.2, true);

        private final double thickness;
        private final boolean round;

        Pen(double thickness, boolean round) {
            this.thickness = thickness;
            this.round = round;
        }
    }

    private record Key(StrokeFont font, char character) {}

    private static Map<Character, String> strokes() {
        Map<Character, String> all = new HashMap<>();
        all.put('A', "M0,20 L5,0 L10,20 M1.8,13 L8.2,13");
        all.put('B', "M0,0 L0,20 L6,20 Q10,20 10,15.2 Q10,10 6,10 L0,10 M0,0 L5.5,0 Q9.3,0 9.3,5 Q9.3,10 5.5,10");
        all.put('C', "M10,5 Q10,0 5,0 Q0,0 0,6 L0,14 Q0,20 5,20 Q10,20 10,15");
        all.put('D', "M0,0 L0,20 L5,20 Q10,20 10,14 L10,6 Q10,0 5,0 L0,0");
        all.put('E', "M10,0 L0,0 L0,20 L10,20 M0,10 L8,10");
        all.put('F', "M10,0 L0,0 L0,20 M0,10 L8,10");
        all.put('G', "M10,5 Q10,0 5,0 Q0,0 0,6 L0,14 Q0,20 5,20 Q10,20 10,15 L10,11 L5.5,11");
        all.put('H', "M0,0 L0,20 M10,0 L10,20 M0,10 L10,10");
        all.put('I', "M5,0 L5,20");
        all.put('J', "M10,0 L10,14 Q10,20 5,20 Q0,20 0,15");
        all.put('K', "M0,0 L0,20 M10,0 L0,12 M3.5,8 L10,20");
        all.put('L', "M0,0 L0,20 L10,20");
        all.put('M', "M0,20 L0,0 L5,12 L10,0 L10,20");
        all.put('N', "M0,20 L0,0 L10,20 L10,0");
        all.put('O', "M5,0 Q10,0 10,6 L10,14 Q10,20 5,20 Q0,20 0,14 L0,6 Q0,0 5,0");
        all.put('P', "M0,20 L0,0 L5.5,0 Q10,0 10,5.5 Q10,11 5.5,11 L0,11");
        all.put('Q', all.get('O') + " M6,14.5 L10,20");
        all.put('R', all.get('P') + " M5,11 L10,20");
        all.put('S', "M10,4.5 Q10,0 5,0 Q0,0 0,5 Q0,9 5,10 Q10,11 10,15 Q10,20 5,20 Q0,20 0,15.5");
        all.put('T', "M0,0 L10,0 M5,0 L5,20");
        all.put('U', "M0,0 L0,14 Q0,20 5,20 Q10,20 10,14 L10,0");
        all.put('V', "M0,0 L5,20 L10,0");
        all.put('W', "M0,0 L2.5,20 L5,6 L7.5,20 L10,0");
        all.put('X', "M0,0 L10,20 M10,0 L0,20");
        all.put('Y', "M0,0 L5,10 L10,0 M5,10 L5,20");
        all.put('Z', "M0,0 L10,0 L0,20 L10,20");
        all.put('0', "M5,0 Q9.4,0 9.4,6 L9.4,14 Q9.4,20 5,20 Q0.6,20 0.6,14 L0.6,6 Q0.6,0 5,0");
        all.put('1', "M2,5 L6,0 L6,20");
        all.put('2', "M0,5 Q0,0 5,0 Q10,0 10,5 Q10,8 7,11 L0,20 L10,20");
        all.put('3', "M0,4 Q0,0 5,0 Q9.6,0 9.6,5 Q9.6,9.5 5,9.5 L3.5,9.5 M5,9.5 Q10,9.5 10,15 Q10,20 5,20 Q0,20 0,16");
        all.put('4', "M7.5,20 L7.5,0 L0,14 L10,14");
        all.put('5', "M9.5,0 L1,0 L0.5,9 Q2,7.5 5,7.5 Q10,7.5 10,13.5 Q10,20 5,20 Q0,20 0,16");
        all.put('6', "M8.5,0.5 Q0,5 0,14 Q0,20 5,20 Q10,20 10,14 Q10,8.5 5,8.5 Q0.8,8.5 0.2,13");
        all.put('7', "M0,0 L10,0 L4,20");
        all.put(
                '8',
                "M5,0 Q9.3,0 9.3,5 Q9.3,9.5 5,9.5 Q0.7,9.5 0.7,5 Q0.7,0 5,0 M5,9.5 Q10,9.5 10,15 Q10,20 5,20 Q0,20 0,15 Q0,9.5 5,9.5");
        all.put('9', "M1.5,19.5 Q10,15 10,6 Q10,0 5,0 Q0,0 0,6 Q0,11.5 5,11.5 Q9.2,11.5 9.8,7");
        return all;
    }

    /** Fills its box but for a stroke's half. */
    Glyph glyph(char character) {
        return DRAWN.computeIfAbsent(new Key(this, character), key -> drawn(strokesOf(key.character())));
    }

    private String strokesOf(char character) {
        if (character == '3' && flatThree) {
            return "M0,0 L10,0 L4.5,8.5 Q10,8.5 10,14 Q10,20 5,20 Q0,20 0,16";
        }
        if ((character == '1' || character == 'I') && footedOne) {
            return (character == '1' ? "M2,3 L5,0 L5,20" : "M5,0 L5,20 M2,0 L8,0") + " M2,20 L8,20";
        }
        return STROKES.get(character);
    }

    private Glyph drawn(String strokes) {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.setColor(Color.WHITE);
        double pixels = pen.thickness * HEIGHT / DOWN;
        graphics.setStroke(new BasicStroke(
                (float) pixels,
                pen.round ? BasicStroke.CAP_ROUND : BasicStroke.CAP_SQUARE,
                pen.round ? BasicStroke.JOIN_ROUND : BasicStroke.JOIN_MITER,
                2.5f));
        AffineTransform fitted = new AffineTransform();
        fitted.translate(pixels / 2, pixels / 2);
        fitted.scale((WIDTH - pixels) / ACROSS, (HEIGHT - pixels) / DOWN);
        graphics.draw(fitted.createTransformedShape(path(strokes)));
        graphics.dispose();
        byte[] values = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        float[] ink = new float[values.length];
        for (int i = 0; i < ink.length; i++) {
            ink[i] = (values[i] & 0xff) / 255f;
        }
        return new Glyph(WIDTH, HEIGHT, ink);
    }

    private static Path2D path(String strokes) {
        Path2D path = new Path2D.Double();
        double controlX = 0;
        double controlY = 0;
        boolean bent = false;
        for (String part : strokes.split(" ")) {
            boolean named = Character.isLetter(part.charAt(0));
            String[] numbers = (named ? part.substring(1) : part).split(",");
            double x = Double.parseDouble(numbers[0]);
            double y = Double.parseDouble(numbers[1]);
            if (!named && bent) {
                path.quadTo(controlX, controlY, x, y);
                bent = false;
            } else if (part.charAt(0) == 'M') {
                path.moveTo(x, y);
            } else if (part.charAt(0) == 'L') {
                path.lineTo(x, y);
            } else {
                controlX = x;
                controlY = y;
                bent = true;
            }
        }
        return path;
    }
}
