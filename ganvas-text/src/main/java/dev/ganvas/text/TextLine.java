package dev.ganvas.text;

import dev.ganvas.image.geometry.Quad;
import dev.ganvas.vision.CharacterProbabilities.Letter;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A line of text in a picture.
 *
 * @param corners pixels; the first is where reading begins
 * @param letters its characters with their confidences; at least one
 */
public record TextLine(Quad corners, List<Letter> letters) {
    public TextLine {
        letters = List.copyOf(letters);
    }

    /** What it says. */
    public String text() {
        return letters.stream().map(Letter::text).collect(Collectors.joining());
    }

    /** Mean confidence of its characters, 0 to 1. */
    public double confidence() {
        return letters.stream().mapToDouble(Letter::confidence).average().orElse(0);
    }

    /** Confidence of the least certain character, 0 to 1. */
    public double leastConfidence() {
        return letters.stream().mapToDouble(Letter::confidence).min().orElse(0);
    }
}
