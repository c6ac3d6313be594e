package dev.ganvas.text;

import dev.ganvas.image.Picture;
import dev.ganvas.image.Planes;
import dev.ganvas.image.geometry.Homography;
import dev.ganvas.image.geometry.Quad;
import dev.ganvas.vision.CharacterProbabilities.Letter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads all text in a picture: Chinese and Latin characters and digits, at any angle.
 *
 * <pre>{@code
 * try (TextReader reader = TextReader.open(2)) {
 *     reader.read(picture).forEach(line -> System.out.println(line.text()));
 * }
 * }</pre>
 *
 * <p>Owns native memory until closed. For one thread at a time.
 */
public final class TextReader implements AutoCloseable {
    /** Lines of a lower mean confidence are no text. */
    private static final double LEAST_CONFIDENCE = 0.5;

    /** As many times as high as wide: a column, whose characters lie on their sides or stand on one another. */
    private static final double COLUMN = 1.5;

    private static final int MOST_HEIGHT = 96;

    private final TextDetector detector;
    private final LineDirection direction;
    private final PpOcrLines lines;

    private TextReader(TextDetector detector, LineDirection direction, PpOcrLines lines) {
        this.detector = detector;
        this.direction = direction;
        this.lines = lines;
    }

    /**
     * Opens the networks.
     *
     * @param threads to compute with
     * @throws dev.ganvas.error.MalformedFileException when they are not those that are known
     */
    public static TextReader open(int threads) throws IOException {
        TextDetector detector = TextDetector.open(threads);
        try {
            LineDirection direction = LineDirection.open(threads);
            try {
                return new TextReader(detector, direction, PpOcrLines.open(threads));
            } catch (IOException | RuntimeException e) {
                direction.close();
                throw e;
            }
        } catch (IOException | RuntimeException e) {
            detector.close();
            throw e;
        }
    }

    /** All lines, in the order of reading; none where there is no text. */
    public List<TextLine> read(Picture picture) {
        Planes planes = Planes.of(picture.toRgb());
        List<TextLine> found = new ArrayList<>();
        for (Quad box : detector.find(planes)) {
            Quad upright = box.height() >= COLUMN * box.width() ? box.turned(1) : box;
            Planes line = direction.upright(cut(planes, upright));
            List<Letter> letters = lines.read(List.of(line)).get(0).letters();
            TextLine read = new TextLine(upright, letters);
            if (!letters.isEmpty() && read.confidence() >= LEAST_CONFIDENCE) {
                found.add(read);
            }
        }
        return found;
    }

    private static Planes cut(Planes picture, Quad box) {
        double scale = Math.min(1, MOST_HEIGHT / box.height());
        int width = (int) Math.max(1, Math.round(box.width() * scale));
        int height = (int) Math.max(1, Math.round(box.height() * scale));
        return Homography.rectified(picture, box, width, height);
    }

    @Override
    public void close() {
        detector.close();
        direction.close();
        lines.close();
    }
}
