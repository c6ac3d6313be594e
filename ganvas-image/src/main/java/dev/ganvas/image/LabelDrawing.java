package dev.ganvas.image;

import dev.ganvas.error.Require;
import dev.ganvas.image.colour.Srgb;
import dev.ganvas.image.label.VisibleLabel;
import dev.ganvas.image.label.VisibleLabel.Corner;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.Optional;

/**
 * Draws a visible label so that it can be read on whatever is behind it: white or black, whichever has the higher contrast, on a plate
 * as opaque as is needed. Contrast is that of WCAG 2.2 (1.4.3), measured against the worst pixel behind the words.
 */
final class LabelDrawing {
    /** Thin strokes cover pixels in part and lose contrast; what is aimed at leaves 4.5, the least of WCAG's AA, for these. */
    private static final double CONTRAST = 9;

    /** Chinese letters of fewer pixels cannot be read; small pictures get a label of this height, which is more than is asked for. */
    private static final int LEGIBLE_HEIGHT = 12;

    /** Letters below are drawn bolder, so that every stroke covers a pixel. */
    private static final int SMALL_HEIGHT = 28;

    private static final float BOLDER = 0.7f;
    private static final double PADDING = 0.35;
    private static final int OPACITY_STEPS = 10;

    private final Picture picture;
    private final byte[] pixels;
    private final int left;
    private final int top;
    private final int wide;
    private final int high;

    private LabelDrawing(Picture picture, Corner corner, int wide, int high, int inset) {
        this.picture = picture;
        this.pixels = picture.pixels().clone();
        this.wide = wide;
        this.high = high;
        int across = Math.min(inset, picture.width() - wide);
        int down = Math.min(inset, picture.height() - high);
        boolean atLeft = corner == Corner.TOP_LEFT || corner == Corner.BOTTOM_LEFT;
        boolean atTop = corner == Corner.TOP_LEFT || corner == Corner.TOP_RIGHT;
        this.left = atLeft ? across : picture.width() - wide - across;
        this.top = atTop ? down : picture.height() - high - down;
    }

    /** The picture with the label, or as it is without one. */
    static Picture on(Picture picture, Optional<VisibleLabel> label) {
        return label.isEmpty() ? picture : on(picture, label.get());
    }

    /**
     * A copy with the label in it.
     *
     * @throws dev.ganvas.error.UsageException when the words have no room at the height asked for, or no font has their letters
     */
    static Picture on(Picture picture, VisibleLabel label) {
        Shape words = LabelGlyphs.outline(label.text());
        Rectangle2D bounds = words.getBounds2D();
        double least = label.height() * Math.min(picture.width(), picture.height());
        double asked = Math.max(Math.ceil(least), LEGIBLE_HEIGHT);
        double room = Math.min(
                picture.height() / (1 + 2 * PADDING),
                picture.width() / (bounds.getWidth() / bounds.getHeight() + 2 * PADDING));
        double height = Math.min(asked, Math.floor(room));
        Require.that(
                height >= least && height >= 1,
                "the visible label \"" + label.text() + "\" is too long for a picture of " + picture.width() + " x "
                        + picture.height() + " pixels; shorten it");
        double scale = height / bounds.getHeight();
        int padding = (int) Math.floor(PADDING * height);
        int wide = Math.min(picture.width(), (int) Math.ceil(scale * bounds.getWidth()) + 2 * padding);
        int high = Math.min(picture.height(), (int) height + 2 * padding);
        LabelDrawing drawing = new LabelDrawing(picture, label.corner(), wide, high, padding);
        AffineTransform place = AffineTransform.getTranslateInstance(padding, padding);
        place.scale(scale, scale);
        place.translate(-bounds.getX(), -bounds.getY());
        drawing.draw(coverage(place.createTransformedShape(words), wide, high, height));
        return new Picture(picture.width(), picture.height(), picture.channels(), drawing.pixels);
    }

    /** How much of each pixel the words cover, 0 to 255. */
    private static byte[] coverage(Shape words, int wide, int high, double height) {
        BufferedImage mask = new BufferedImage(wide, high, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = mask.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.setColor(Color.WHITE);
        graphics.fill(words);
        if (height < SMALL_HEIGHT) {
            graphics.setStroke(new BasicStroke(BOLDER));
            graphics.draw(words);
        }
        graphics.dispose();
        return ((DataBufferByte) mask.getRaster().getDataBuffer()).getData();
    }

    private void draw(byte[] coverage) {
        boolean seeThrough = makeOpaque();
        int white = 255;
        int ink = contrast(white, 0, 0) >= contrast(0, 0, 0) ? white : 0;
        int plate = white - ink;
        int opacity = seeThrough ? OPACITY_STEPS : 0;
        while (opacity < OPACITY_STEPS && contrast(ink, plate, opacity) < CONTRAST) {
            opacity++;
        }
        for (int i = 0; i < wide * high; i++) {
            int at = at(i);
            for (int channel = 0; channel < colours(); channel++) {
                double behind = behind(at + channel, plate, opacity);
                double covered = (coverage[i] & 0xff) / 255.0;
                pixels[at + channel] = (byte) Math.round(behind + covered * (ink - behind));
            }
        }
    }

    private int colours() {
        return picture.channels() == 1 ? 1 : 3;
    }

    private int at(int i) {
        return picture.channels() * ((top + i / wide) * picture.width() + left + i % wide);
    }

    /** What is behind a picture that can be seen through is not known; the label brings its own. */
    private boolean makeOpaque() {
        boolean seeThrough = false;
        for (int i = 0; picture.channels() == 4 && i < wide * high; i++) {
            seeThrough |= pixels[at(i) + 3] != (byte) 0xff;
            pixels[at(i) + 3] = (byte) 0xff;
        }
        return seeThrough;
    }

    private double behind(int at, int plate, int opacity) {
        int value = pixels[at] & 0xff;
        return value + (double) opacity / OPACITY_STEPS * (plate - value);
    }

    /** The least contrast of any pixel behind the words. */
    private double contrast(int ink, int plate, int opacity) {
        double darkest = 1;
        double lightest = 0;
        for (int i = 0; i < wide * high; i++) {
            int at = at(i);
            double luminance = colours() == 1
                    ? linear(behind(at, plate, opacity))
                    : 0.2126 * linear(behind(at, plate, opacity))
                            + 0.7152 * linear(behind(at + 1, plate, opacity))
                            + 0.0722 * linear(behind(at + 2, plate, opacity));
            darkest = Math.min(darkest, luminance);
            lightest = Math.max(lightest, luminance);
        }
        return ink == 0 ? (darkest + 0.05) / 0.05 : 1.05 / (lightest + 0.05);
    }

    private static double linear(double value) {
        return Srgb.toLight(value / 255);
    }
}
