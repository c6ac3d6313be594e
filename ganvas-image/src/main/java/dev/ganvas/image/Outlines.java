package dev.ganvas.image;

import dev.ganvas.error.UsageException;
import dev.ganvas.image.geometry.Point;
import dev.ganvas.image.geometry.Quad;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;

/** What was found in a picture, drawn around it. */
public final class Outlines {
    private static final Color LINE = new Color(255, 60, 0);
    private static final double PADDING = 0.25;
    private static final int LEAST_HEIGHT = 10;

    private Outlines() {}

    /** Something found, and what to write above it; letters that this computer has no font for are left out. */
    public record Outline(Quad corners, String caption) {}

    /** The picture in colour, with each outline and its caption on it. */
    public static Picture draw(Picture picture, List<Outline> outlines) {
        BufferedImage image = Pictures.toBufferedImage(picture.toRgb());
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        float thickness = Math.max(1.5f, Math.min(picture.width(), picture.height()) / 250f);
        for (Outline outline : outlines) {
            graphics.setStroke(new BasicStroke(thickness));
            graphics.setColor(LINE);
            graphics.draw(path(outline.corners()));
            words(outline.caption()).ifPresent(words -> caption(graphics, words, outline.corners(), picture));
        }
        graphics.dispose();
        return Pictures.of(image);
    }

    private static Path2D path(Quad corners) {
        Path2D path = new Path2D.Double();
        Point last = corners.corner(3);
        path.moveTo(last.x(), last.y());
        corners.corners().forEach(corner -> path.lineTo(corner.x(), corner.y()));
        return path;
    }

    private static Optional<Shape> words(String caption) {
        try {
            Shape words = LabelGlyphs.outline(caption);
            return words.getBounds2D().isEmpty() ? Optional.empty() : Optional.of(words);
        } catch (UsageException e) {
            // No font has these letters: those of ASCII are always there.
            String ascii = caption.replaceAll("[^ -~]", "");
            return ascii.isBlank() ? Optional.empty() : Optional.of(LabelGlyphs.outline(ascii));
        }
    }

    private static void caption(Graphics2D graphics, Shape words, Quad corners, Picture picture) {
        Rectangle2D bounds = words.getBounds2D();
        double height = Math.max(LEAST_HEIGHT, Math.min(corners.height() * 0.6, picture.height() / 24.0));
        double scale = height / bounds.getHeight();
        double wide = bounds.getWidth() * scale + 2 * PADDING * height;
        double high = height * (1 + 2 * PADDING);
        double left = Math.max(0, Math.min(picture.width() - wide, corners.left()));
        double top = corners.top() >= high ? corners.top() - high : Math.min(picture.height() - high, corners.bottom());
        graphics.setColor(LINE);
        graphics.fill(new Rectangle2D.Double(left, top, wide, high));
        graphics.setColor(Color.WHITE);
        AffineTransform place = AffineTransform.getTranslateInstance(left + PADDING * height, top + PADDING * height);
        place.scale(scale, scale);
        place.translate(-bounds.getX(), -bounds.getY());
        graphics.fill(place.createTransformedShape(words));
    }
}
