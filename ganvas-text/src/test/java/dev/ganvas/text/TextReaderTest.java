package dev.ganvas.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ganvas.image.Picture;
import dev.ganvas.image.Pictures;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.GraphicsEnvironment;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextReaderTest {
    private static Picture picture(double angle, String... lines) {
        BufferedImage image = new BufferedImage(420, 240, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setColor(new Color(235, 230, 220));
        graphics.fillRect(0, 0, 420, 240);
        graphics.setColor(new Color(20, 30, 60));
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 28));
        graphics.rotate(angle, 210, 120);
        for (int i = 0; i < lines.length; i++) {
            graphics.drawString(lines[i], 60, 100 + 50 * i);
        }
        graphics.dispose();
        return Pictures.of(image);
    }

    private static void assumeFonts() {
        assumeTrue(
                GraphicsEnvironment.getLocalGraphicsEnvironment().getAllFonts().length > 0,
                "this computer has no font");
    }

    @Test
    void linesAreReadInOrderWhereTheyAre() throws IOException {
        assumeFonts();
        try (TextReader reader = TextReader.open(1)) {
            List<TextLine> lines = reader.read(picture(0, "GANVAS 2026", "Licence 4711"));
            assertThat(lines.stream().map(line -> line.text().replace(" ", "")))
                    .containsExactly("GANVAS2026", "Licence4711");
            assertThat(lines.get(0).corners().middle().y()).isBetween(80.0, 100.0);
            assertThat(lines).allMatch(line -> line.leastConfidence() > 0.3 && line.confidence() > 0.8);
            assertThat(reader.read(picture(0))).isEmpty();
            List<TextLine> turned = reader.read(picture(Math.PI / 7, "GANVAS 2026"));
            assertThat(turned.stream().map(line -> line.text().replace(" ", "")))
                    .containsExactly("GANVAS2026");
            List<TextLine> onItsHead = reader.read(picture(Math.PI, "GANVAS 2026"));
            assertThat(onItsHead.stream().map(line -> line.text().replace(" ", "")))
                    .containsExactly("GANVAS2026");
        }
    }
}
