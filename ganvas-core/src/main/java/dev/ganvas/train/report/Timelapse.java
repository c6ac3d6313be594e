package dev.ganvas.train.report;

import dev.ganvas.error.MalformedFileException;
import dev.ganvas.image.Animation;
import dev.ganvas.image.Picture;
import dev.ganvas.image.PictureDecoder;
import dev.ganvas.image.Pictures;
import dev.ganvas.image.label.Origin;
import dev.ganvas.page.Html;
import dev.ganvas.page.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How the same latent points looked as training went on, as one animation: {@code timelapse.gif}, made of the sample
 * pictures that lie in the run's folder.
 */
public final class Timelapse {
    /** The file's name in the run's folder. */
    public static final String FILE = "timelapse.gif";

    /** More samples than these are thinned out evenly. */
    private static final int MOST_FRAMES = 60;
    /** Larger samples are shown smaller, so that the file stays one that can be sent. */
    private static final int LARGEST_SIDE = 560;

    private static final int FRAME_MILLIS = 200;
    private static final int LAST_MILLIS = 2500;
    /** A larger animation would make the report unwieldy and is left out of it. */
    private static final long LARGEST_IN_REPORT = 8L << 20;

    private Timelapse() {}

    /**
     * Writes or replaces {@code timelapse.gif}; does nothing where there are fewer than two usable samples of one size.
     *
     * @param samples what the run's sample pictures are
     * @throws IOException when the file cannot be written
     */
    public static void write(Path runDirectory, Origin samples) throws IOException {
        List<Picture> frames = frames(runDirectory.resolve("samples"));
        if (frames.size() < 2) {
            return;
        }
        List<Integer> millis = new ArrayList<>(Collections.nCopies(frames.size() - 1, FRAME_MILLIS));
        millis.add(LAST_MILLIS);
        new Animation(frames, millis)
                .write(runDirectory.resolve(FILE), samples.with("frames", "one an evaluation in training"));
    }

    private static List<Picture> frames(Path folder) throws IOException {
        List<Path> files = SampleGallery.choose(SampleGallery.pictures(folder), MOST_FRAMES);
        List<Picture> frames = new ArrayList<>();
        // From the last, whose size the others must have: a folder may hold samples of an older run.
        for (int i = files.size() - 1; i >= 0; i--) {
            try {
                Picture frame = fitted(PictureDecoder.decode(files.get(i)));
                if (frames.isEmpty()
                        || frame.width() == frames.get(0).width()
                                && frame.height() == frames.get(0).height()) {
                    frames.add(frame);
                }
            } catch (MalformedFileException damaged) {
                // A sample that cannot be read is missing from the film; it is no reason to have none.
                continue;
            }
        }
        Collections.reverse(frames);
        return frames;
    }

    private static Picture fitted(Picture picture) {
        int side = Math.max(picture.width(), picture.height());
        if (side <= LARGEST_SIDE) {
            return picture;
        }
        return Pictures.resize(
                picture,
                Math.max(1, picture.width() * LARGEST_SIDE / side),
                Math.max(1, picture.height() * LARGEST_SIDE / side));
    }

    /** The animation embedded in the page; nothing where there is none. */
    static Html figure(Path runDirectory) throws IOException {
        Path file = runDirectory.resolve(FILE);
        if (!Files.isRegularFile(file) || Files.size(file) > LARGEST_IN_REPORT) {
            return Html.NOTHING;
        }
        return Page.picture(file, "the samples one after another")
                .with("class", "timelapse")
                .of();
    }
}
