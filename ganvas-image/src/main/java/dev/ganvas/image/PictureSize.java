package dev.ganvas.image;

import dev.ganvas.error.Require;
import dev.ganvas.error.UsageException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Width and height.
 *
 * @param width pixels, at least 1
 * @param height pixels, at least 1
 */
public record PictureSize(int width, int height) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,5})(?:x(\\d{1,5}))?");

    public PictureSize {
        Require.positive(width, "width");
        Require.positive(height, "height");
    }

    /** As wide as high. */
    public static PictureSize square(int side) {
        return new PictureSize(side, side);
    }

    /** Reads {@code 64}, for a square, or {@code 96x64}, width first. */
    public static PictureSize parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            throw new UsageException("a size is a side such as 64, or width x height such as 96x64, not " + text);
        }
        int width = Integer.parseInt(matcher.group(1));
        return new PictureSize(width, matcher.group(2) == null ? width : Integer.parseInt(matcher.group(2)));
    }

    private boolean isSquare() {
        return width == height;
    }

    /** What {@link #parse} reads. */
    @Override
    public String toString() {
        return isSquare() ? Integer.toString(width) : width + "x" + height;
    }
}
