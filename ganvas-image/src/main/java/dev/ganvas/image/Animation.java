package dev.ganvas.image;

import dev.ganvas.error.Require;
import dev.ganvas.error.UsageException;
import dev.ganvas.image.label.LabelledFile;
import dev.ganvas.image.label.Origin;
import dev.ganvas.io.AtomicFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * Pictures of one size shown one after another, over and over.
 *
 * @param frames at least one
 * @param millis how long each frame stands, in milliseconds, 10 to 60,000; one for each frame
 */
public record Animation(List<Picture> frames, List<Integer> millis) {
    /** Frames an animation may have; what a viewer still opens. */
    public static final int MAX_FRAMES = 2_000;

    private static final int SHORTEST_MILLIS = 10;
    private static final int LONGEST_MILLIS = 60_000;

    public Animation {
        frames = List.copyOf(frames);
        millis = List.copyOf(millis);
        Require.within(frames.size(), 1, MAX_FRAMES, "frames of an animation");
        Require.that(
                frames.size() == millis.size(), frames.size() + " frames need as many times, not " + millis.size());
        int width = frames.get(0).width();
        int height = frames.get(0).height();
        for (Picture frame : frames) {
            Require.that(
                    frame.width() == width && frame.height() == height, "all frames of an animation have one size");
            Require.that(
                    frame.channels() == frames.get(0).channels(), "all frames of an animation have as many channels");
        }
        Require.that(
                (long) width * height * frames.size() <= PictureDecoder.MAX_PIXELS,
                "an animation of " + frames.size() + " frames of " + width + " x " + height
                        + " pixels is above the limit of " + PictureDecoder.MAX_PIXELS + " pixels");
        millis.forEach(time -> Require.within(time, SHORTEST_MILLIS, LONGEST_MILLIS, "milliseconds of a frame"));
    }

    /** Every frame for the same time. */
    public static Animation steady(List<Picture> frames, int millis) {
        return new Animation(frames, Collections.nCopies(frames.size(), millis));
    }

    /**
     * Encodes as animated GIF (GIF89a): one palette of 256 colours for all frames, without dithering, which would
     * flicker; what is transparent is shown on white; times are rounded to hundredths of a second.
     *
     * @param origin what the frames are; its entries become the comment, one {@code keyword: value} a line, where other
     *     characters than ASCII become {@code ?}
     */
    public byte[] gif(Origin origin) {
        return LabelledFile.of(GifEncoder.encode(marked(origin), origin), origin);
    }

    /**
     * Encodes as animated PNG (PNG, third edition, 2025): full colour, and shown as its first frame by programs that do
     * not know animations.
     *
     * @param origin what the frames are, as in {@link Pictures#png}
     */
    public byte[] apng(Origin origin) {
        return LabelledFile.of(ApngEncoder.encode(marked(origin), origin), origin);
    }

    /** With visible label and invisible mark on every frame, where these are asked for. */
    Animation marked(Origin origin) {
        return origin.visibleLabel().isEmpty() && origin.watermark().isEmpty()
                ? this
                : new Animation(
                        frames.stream()
                                .map(frame ->
                                        InvisibleMark.asked(LabelDrawing.on(frame, origin.visibleLabel()), origin))
                                .toList(),
                        millis);
    }

    /** Whether {@link #write} knows how to write a file of this name. */
    public static boolean isNameOfOne(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return name.endsWith(".gif") || name.endsWith(".apng");
    }

    /**
     * Replaces {@code file} in one step, in the format that its name ends in: {@code .gif} or {@code .apng}.
     *
     * @throws UsageException when it ends in anything else
     * @throws IOException when the disk refuses; an old file is then still whole
     */
    public void write(Path file, Origin origin) throws IOException {
        if (!isNameOfOne(file)) {
            throw new UsageException("An animation is a .gif or an .apng file, not " + file + ".");
        }
        boolean gif = file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".gif");
        AtomicFile.write(file, gif ? gif(origin) : apng(origin));
    }
}
