package dev.ganvas.generate.latent;

import dev.ganvas.error.UsageException;
import dev.ganvas.generate.Latent;
import dev.ganvas.image.Animation;
import dev.ganvas.image.Picture;
import dev.ganvas.image.PictureTable;
import dev.ganvas.image.Pictures;
import dev.ganvas.image.Video;
import dev.ganvas.image.label.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A round trip through latent points as files.
 *
 * @param points at least 2
 * @param steps pictures from each point to the next; absent, {@value #STEPS_OF_A_TABLE} in a table, else
 *     {@value #STEPS_OF_A_FILM}
 * @param framesPerSecond of an animation or a film
 * @param asAllClasses whether all classes are shown at once, in cells; a table has room for the points' own class alone
 */
public record RoundTrip(List<Latent> points, OptionalInt steps, int framesPerSecond, boolean asAllClasses) {
    private static final int STEPS_OF_A_TABLE = 8;
    private static final int STEPS_OF_A_FILM = 24;

    /** What kind of file it becomes. */
    public enum Form {
        /** A PNG table with a row for each way. */
        TABLE,
        /** An animated GIF or PNG. */
        ANIMATION,
        /** An MP4 film; see {@link Video}. */
        FILM,
        /** A folder of numbered PNG files. */
        FRAMES;

        /**
         * By the name: {@code .png}, {@code .gif}, {@code .apng} and {@code .mp4} are files, a name without an ending or
         * an existing folder is a folder.
         *
         * @throws UsageException when it is none of these
         */
        public static Form of(Path out) {
            String name = String.valueOf(out.getFileName()).toLowerCase(Locale.ROOT);
            if (Files.isDirectory(out) || !name.contains(".")) {
                return FRAMES;
            }
            if (name.endsWith(".png")) {
                return TABLE;
            }
            if (Animation.isNameOfOne(out)) {
                return ANIMATION;
            }
            if (Video.isNameOfOne(out)) {
                return FILM;
            }
            throw new UsageException(
                    "A round trip becomes a .png table, a .gif, .apng or .mp4 file, or a folder of single"
                            + " pictures, not " + out + ".");
        }
    }

    /**
     * Draws and writes it.
     *
     * @param out whose name says in what {@link Form}
     * @param origin goes into every file
     * @return the table, where it is one, with the names of its rows
     */
    public Optional<PictureTable> write(LatentGallery gallery, Path out, Origin origin) throws IOException {
        Form form = Form.of(out);
        int each = steps.orElse(form == Form.TABLE ? STEPS_OF_A_TABLE : STEPS_OF_A_FILM);
        Origin described = origin.with("frames", Integer.toString(each));
        if (form == Form.TABLE) {
            PictureTable table = gallery.strip(points, each);
            Pictures.writePng(out, table.named().orElseGet(table::plain), described);
            return Optional.of(table);
        }
        Animation animation = asAllClasses
                ? gallery.loopOfClasses(points, each, framesPerSecond)
                : gallery.loop(points, each, framesPerSecond);
        switch (form) {
            case ANIMATION -> animation.write(out, described);
            case FILM -> Video.write(animation, out, described);
            default -> frames(animation.frames(), out, described);
        }
        return Optional.empty();
    }

    private static void frames(List<Picture> frames, Path folder, Origin origin) throws IOException {
        for (int i = 0; i < frames.size(); i++) {
            Origin described = origin.with("number", Integer.toString(i));
            Pictures.writePng(folder.resolve(String.format("%06d.png", i)), frames.get(i), described);
        }
    }
}
