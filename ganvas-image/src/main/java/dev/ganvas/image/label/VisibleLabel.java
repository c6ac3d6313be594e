package dev.ganvas.image.label;

import dev.ganvas.error.Require;

/**
 * Words in a corner of a picture that say that it is generated (GB 45438-2025, 4.2: a label that people see).
 *
 * @param text in one line
 * @param corner where it stands
 * @param height of the letters, as a proportion of the picture's shorter side, 0.05 to 0.25; the standard asks for 0.05 at least
 */
public record VisibleLabel(String text, Corner corner, double height) {
    /** The least height that the standard allows. */
    public static final double LEAST_HEIGHT = 0.05;

    private static final double MOST_HEIGHT = 0.25;
    private static final int MAX_LETTERS = 40;

    /** The words that the standard names as an example, at the lower right. */
    public static final VisibleLabel USUAL = new VisibleLabel("AI生成", Corner.BOTTOM_RIGHT, LEAST_HEIGHT);

    /** A corner of a picture. */
    public enum Corner {
        TOP_LEFT,
        TOP_RIGHT,
        BOTTOM_LEFT,
        BOTTOM_RIGHT
    }

    public VisibleLabel {
        Require.that(
                !text.isBlank()
                        && text.codePoints().count() <= MAX_LETTERS
                        && text.chars().noneMatch(Character::isISOControl),
                "a visible label is 1 to " + MAX_LETTERS + " letters in one line, not \"" + text + "\"");
        Require.within(height, LEAST_HEIGHT, MOST_HEIGHT, "height of the visible label");
    }

    /** The same place and height with other words. */
    public VisibleLabel saying(String words) {
        return new VisibleLabel(words, corner, height);
    }
}
