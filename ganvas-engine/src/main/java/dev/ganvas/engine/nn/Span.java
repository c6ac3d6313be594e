package dev.ganvas.engine.nn;

import dev.ganvas.error.Require;

/**
 * Pixels {@code first} to {@code last} along one axis, both included: what a part of a network's output depends on. Followed from the
 * output back through every layer, it is the network's receptive field.
 *
 * @param first may lie before the picture
 * @param last at least {@code first}
 */
public record Span(int first, int last) {
    public Span {
        Require.that(first <= last, "a span from " + first + " to " + last + " is empty");
    }

    /** A single pixel. */
    public static Span of(int pixel) {
        return new Span(pixel, pixel);
    }

    /** The smallest span that holds both. */
    public Span with(Span other) {
        return new Span(Math.min(first, other.first), Math.max(last, other.last));
    }

    /** What is seen of a picture that is then enlarged, each pixel becoming {@code factor} of them. */
    public Span shrunk(int factor) {
        return new Span(Math.floorDiv(first, factor), Math.floorDiv(last, factor));
    }

    /** What is seen of a picture of which {@code factor} pixels become one. */
    public Span grown(int factor) {
        return new Span(first * factor, last * factor + factor - 1);
    }

    /** So many pixels more at both ends. */
    public Span wider(int pixels) {
        return new Span(first - pixels, last + pixels);
    }
}
