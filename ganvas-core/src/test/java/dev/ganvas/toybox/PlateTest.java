package dev.ganvas.toybox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganvas.error.UsageException;
import dev.ganvas.image.Picture;
import dev.ganvas.random.Seed;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlateTest {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    @Test
    void glyphsDifferAndStayInTheirCells() {
        Set<String> shapes = new HashSet<>();
        for (int glyph = 0; glyph < ALPHABET.length(); glyph++) {
            char c = ALPHABET.charAt(glyph);
            Path2D outline = Glyphs.outline(String.valueOf(c));
            assertThat(new Rectangle2D.Double(0, 0, 5, 7).contains(outline.getBounds2D()))
                    .as("%s fits", c)
                    .isTrue();
            StringBuilder shape = new StringBuilder();
            for (int cell = 0; cell < 35; cell++) {
                shape.append(outline.contains(cell % 5 + 0.5, row(cell) + 0.5) ? '#' : '.');
            }
            assertThat(shapes.add(shape.toString())).as("%s is new", c).isTrue();
        }
        assertThatThrownBy(() -> Glyphs.outline("a")).isInstanceOf(UsageException.class);
    }

    /** Reads the plate back from the pixels with a ruler: where its cells must be, are they dark or bright? */
    @Test
    void platesOfLargePicturesCanBeRead() {
        int plates = 0;
        int right = 0;
        for (int i = 0; i < 160; i++) {
            VehicleScene scene = VehicleScene.draw(Seed.of(8).child("plates").child(i).stream());
            if (scene.view() != VehicleScene.View.SIDE) {
                plates++;
                right += readPlate(scene, 128).equals(scene.plate()) ? 1 : 0;
            }
        }
        assertThat(plates).isGreaterThan(50);
        assertThat(right).isGreaterThanOrEqualTo(plates);
    }

    private static String readPlate(VehicleScene scene, int size) {
        Canvas canvas = new Canvas(size, scene.backdrop().light());
        canvas.enter(scene.pose());
        scene.paint(canvas);
        Picture picture = canvas.toPicture();
        StringBuilder text = new StringBuilder();
        for (int at = 0; at < 7; at++) {
            text.append(at == 2 ? ' ' : nearest(picture, scene, at));
        }
        return text.toString();
    }

    private static char nearest(Picture picture, VehicleScene scene, int at) {
        double letters = Palette.luma(scene.plateStyle().letters);
        double ground = Palette.luma(scene.plateStyle().ground);
        double[] cells = new double[35];
        for (int cell = 0; cell < 35; cell++) {
            cells[cell] = luma(picture, scene, at * 6 + cell % 5 + 0.5, row(cell) + 0.5);
        }
        char best = ' ';
        double most = -Double.MAX_VALUE;
        for (int glyph = 0; glyph < ALPHABET.length(); glyph++) {
            char c = ALPHABET.charAt(glyph);
            Path2D outline = Glyphs.outline(String.valueOf(c));
            double match = correlation(cells, outline) * Math.signum(letters - ground);
            if (match > most) {
                most = match;
                best = c;
            }
        }
        return best;
    }

    private static int row(int cell) {
        return cell / 5;
    }

    private static double correlation(double[] cells, Path2D outline) {
        double sumX = 0;
        double sumY = 0;
        double sumXx = 0;
        double sumYy = 0;
        double sumXy = 0;
        for (int cell = 0; cell < 35; cell++) {
            double x = cells[cell];
            double y = outline.contains(cell % 5 + 0.5, row(cell) + 0.5) ? 1 : 0;
            sumX += x;
            sumY += y;
            sumXx += x * x;
            sumYy += y * y;
            sumXy += x * y;
        }
        double spread = Math.sqrt((sumXx - sumX * sumX / 35) * (sumYy - sumY * sumY / 35));
        return (sumXy - sumX * sumY / 35) / spread;
    }

    /** Brightness at a cell of the text, the mean of four samples around its middle. */
    private static double luma(Picture picture, VehicleScene scene, double cellX, double cellY) {
        Rectangle2D box = scene.plateText();
        AffineTransform frame = scene.pose().frame();
        double sum = 0;
        for (int k = 0; k < 4; k++) {
            double x = (cellX + (k % 2 - 0.5) * 0.5) / Glyphs.width(scene.plate()) * box.getWidth();
            double y = (cellY + (k < 2 ? -0.25 : 0.25)) / Glyphs.HEIGHT * box.getHeight();
            double left = scene.pose().mirrored() ? box.getMaxX() - x : box.getX() + x;
            Point2D unit = frame.transform(new Point2D.Double(left, box.getY() + y), null);
            int column = (int) (unit.getX() * picture.width());
            int row = (int) (unit.getY() * picture.height());
            int pixel = row * picture.width() + column;
            byte[] rgb = picture.rgb();
            int red = rgb[pixel * 3] & 0xff;
            int green = rgb[pixel * 3 + 1] & 0xff;
            int blue = rgb[pixel * 3 + 2] & 0xff;
            sum += Palette.luma((red << 16) | (green << 8) | blue);
        }
        return sum / 4;
    }
}
