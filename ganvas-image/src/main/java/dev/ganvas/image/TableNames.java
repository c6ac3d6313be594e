package dev.ganvas.image;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Draws the names of a table's rows and columns beside it. */
final class TableNames {
    private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 11);
    private static final int MARGIN = 4;

    private final PictureTable table;
    private final BufferedImage pictures;
    private final FontMetrics metrics;
    private final int left;
    private final int top;
    private final boolean upwards;

    private TableNames(PictureTable table, FontMetrics metrics) {
        this.table = table;
        this.pictures = Pictures.toBufferedImage(table.plain());
        this.metrics = metrics;
        this.left = table.rowNames().isEmpty() ? 0 : widest(table.rowNames()) + 2 * MARGIN;
        int widest = widest(table.columnNames());
        this.upwards = widest > table.cells().get(0).width();
        this.top = table.columnNames().isEmpty() ? 0 : (upwards ? widest : metrics.getHeight()) + 2 * MARGIN;
    }

    static Optional<Picture> around(PictureTable table) {
        BufferedImage scratch = new BufferedImage(1, 1, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = scratch.createGraphics();
        try {
            boolean letters = Stream.concat(table.rowNames().stream(), table.columnNames().stream())
                    .allMatch(name -> FONT.canDisplayUpTo(name) < 0);
            return letters
                    ? Optional.of(new TableNames(table, graphics.getFontMetrics(FONT)).drawn())
                    : Optional.empty();
        } catch (LinkageError | InternalError e) {
            // A Java without its font libraries, or a computer without any font, as small containers are.
            return Optional.empty();
        } finally {
            graphics.dispose();
        }
    }

    private int widest(List<String> names) {
        return names.stream().mapToInt(metrics::stringWidth).max().orElse(0);
    }

    private Picture drawn() {
        BufferedImage whole =
                new BufferedImage(left + pictures.getWidth(), top + pictures.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = whole.createGraphics();
        try {
            graphics.setColor(new Color(Pictures.GRID_BACKGROUND, Pictures.GRID_BACKGROUND, Pictures.GRID_BACKGROUND));
            graphics.fillRect(0, 0, whole.getWidth(), whole.getHeight());
            graphics.drawImage(pictures, left, top, null);
            graphics.setColor(Color.BLACK);
            graphics.setFont(FONT);
            graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            rows(graphics);
            columns(graphics);
            return Pictures.of(whole);
        } finally {
            graphics.dispose();
        }
    }

    private void rows(Graphics2D graphics) {
        int height = table.cells().get(0).height();
        for (int row = 0; row < table.rowNames().size(); row++) {
            String name = table.rowNames().get(row);
            int middle = top + PictureTable.GAP + row * (height + PictureTable.GAP) + height / 2;
            graphics.drawString(name, left - MARGIN - metrics.stringWidth(name), middle + metrics.getAscent() / 2);
        }
    }

    private void columns(Graphics2D graphics) {
        int width = table.cells().get(0).width();
        for (int column = 0; column < table.columnNames().size(); column++) {
            String name = table.columnNames().get(column);
            int middle = left + PictureTable.GAP + column * (width + PictureTable.GAP) + width / 2;
            if (upwards) {
                Graphics2D turned = (Graphics2D) graphics.create();
                turned.rotate(-Math.PI / 2, middle, top - MARGIN);
                turned.drawString(name, middle, top - MARGIN + metrics.getAscent() / 2);
                turned.dispose();
            } else {
                graphics.drawString(name, middle - metrics.stringWidth(name) / 2, top - MARGIN - metrics.getDescent());
            }
        }
    }
}
