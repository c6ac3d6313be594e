package dev.ganvas.image;

import dev.ganvas.image.container.QuantisationTables;
import dev.ganvas.image.label.Origin;
import dev.ganvas.image.watermark.Detection;
import dev.ganvas.image.watermark.Watermark;
import java.util.Optional;

/** The invisible mark of {@link Watermark} in pictures. */
public final class InvisibleMark {
    /** Of luma (ITU-R BT.601). */
    private static final float[] LUMA = {0.299f, 0.587f, 0.114f};

    private static final float WHITE = 255;

    /** The quality of a JPEG that a mark is made to outlive. */
    private static final int OUTLIVED = 70;

    private InvisibleMark() {}

    /**
     * The same picture with the mark in it; opacity stays.
     *
     * @param number that the mark holds, 0 to {@link Watermark#MOST}
     * @throws dev.ganvas.error.UsageException when the picture is smaller than {@link Watermark#LEAST_SIDE} on a side
     */
    public static Picture on(Picture picture, long number) {
        return picture.channels() == Channels.RGBA.count()
                ? withOpacity(picture, on(Planes.of(picture), number).toPicture())
                : on(Planes.of(picture), number).toPicture();
    }

    /** With the mark that an origin asks for, if any. */
    static Picture asked(Picture picture, Origin origin) {
        return origin.watermark().isPresent() ? on(picture, origin.watermark().getAsLong()) : picture;
    }

    private static Picture withOpacity(Picture picture, Picture marked) {
        byte[] pixels = marked.pixels().clone();
        for (int i = 3; i < pixels.length; i += 4) {
            pixels[i] = picture.pixels()[i];
        }
        return new Picture(picture.width(), picture.height(), picture.channels(), pixels);
    }

    /**
     * As {@link #on(Picture, long)}, of planes in 0 to 1.
     *
     * @param planes grey or red, green and blue first; further ones stay
     */
    public static Planes on(Planes planes, long number) {
        float[] pattern = Watermark.usual()
                .pattern(
                        luma(planes),
                        planes.width(),
                        planes.height(),
                        number,
                        QuantisationTables.ofQuality(OUTLIVED).luminance());
        float[] marked = planes.values().clone();
        int area = planes.area();
        for (int i = 0; i < coloured(planes) * area; i++) {
            marked[i] = Math.max(0, Math.min(1, marked[i] + pattern[i % area] / WHITE));
        }
        return new Planes(planes.width(), planes.height(), planes.channels(), marked);
    }

    /** What is found in a picture; nothing in one that is too small to hold a mark. */
    public static Optional<Detection> in(Planes planes) {
        return Watermark.usual().findIn(luma(planes), planes.width(), planes.height());
    }

    /** As {@link #in(Planes)}. */
    public static Optional<Detection> in(Picture picture) {
        return in(Planes.of(picture));
    }

    private static int coloured(Planes planes) {
        return planes.channels() >= LUMA.length ? LUMA.length : 1;
    }

    private static float[] luma(Planes planes) {
        int area = planes.area();
        float[] luma = new float[area];
        int colours = coloured(planes);
        for (int channel = 0; channel < colours; channel++) {
            float share = colours == 1 ? 1 : LUMA[channel];
            for (int i = 0; i < area; i++) {
                luma[i] += WHITE * share * planes.values()[channel * area + i];
            }
        }
        return luma;
    }
}
