package dev.ganvas.compare;

import dev.ganvas.image.Picture;
import dev.ganvas.image.Pictures;
import dev.ganvas.image.label.Origin;
import dev.ganvas.image.raster.BoxReduction;
import dev.ganvas.image.raster.Raster;
import dev.ganvas.image.raster.RasterFile;
import dev.ganvas.page.Html;
import dev.ganvas.page.Numbers;
import dev.ganvas.page.Page;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A page of pictures before and after that needs no other file. The view of each is moved from before to after by a row of
 * buttons, with the mouse or the arrow keys, without a script. Holds what it shows in memory until it is written, and keeps to a
 * limit: what comes after is counted, not shown. For one thread at a time.
 */
public final class ComparePage {
    /** Pixels of the longer side of pictures on the page, at most. */
    static final int LONGEST = 1000;

    /** Pictures that are shown with all there is to them, at most. */
    static final int MOST = 100;

    /** Bytes of pictures on the page, at most about. */
    static final long MOST_BYTES = 48L << 20;

    private static final int QUALITY = 88;
    private static final int GAP = 8;

    /** Places of the border between before and after, and the buttons that move it there; CSS has a class for each. */
    private static final List<String> PLACES = List.of("before", "¼", "½", "¾", "after", "side by side");

    private static final int FIRST_PLACE = 2;

    private final String title;
    private final List<Html> shown = new ArrayList<>();
    private long bytes;
    private long more;

    /** @param title of the page, such as {@code Restored pictures} */
    public ComparePage(String title) {
        this.title = title;
    }

    /**
     * What a step has made of a picture.
     *
     * @param name such as {@code denoise}
     * @param picture after it, as {@link #view} gives it
     */
    public record Step(String name, Picture picture) {}

    /** A picture in sRGB of 8 bits, no larger than the page shows it. */
    public static Picture view(Raster raster) {
        // Twice the size first, by boxes, which are coarse; the rest with a better filter.
        Picture picture = BoxReduction.of(raster, Math.max(1, BoxReduction.factorTo(2 * LONGEST, raster)))
                .toPicture();
        int side = Math.max(picture.width(), picture.height());
        if (side <= LONGEST) {
            return picture;
        }
        int width = Math.max(1, Math.round((float) picture.width() * LONGEST / side));
        int height = Math.max(1, Math.round((float) picture.height() * LONGEST / side));
        return Pictures.resize(picture, width, height);
    }

    /** Both beside each other as large as the second is, for a file of its own. */
    public static Picture strip(Picture before, Picture after) {
        return Pictures.grid(
                List.of(Pictures.resize(before, after.width(), after.height()).toRgb(), after.toRgb()), 2, GAP);
    }

    /** Whether nothing is on it. */
    public boolean isEmpty() {
        return shown.isEmpty();
    }

    /** Counts a picture that is not shown. */
    public void count() {
        more++;
    }

    /** Whether the page takes no further pictures; they are counted alone. */
    public boolean isFull() {
        return shown.size() >= MOST || bytes >= MOST_BYTES;
    }

    /**
     * Adds a picture.
     *
     * @param name of its file
     * @param before as {@link #view} gives it
     * @param after likewise; another size is shown as large
     * @param said what was found and done
     * @param steps between the two; may be empty
     */
    public void add(String name, Picture before, Picture after, List<String> said, List<Step> steps)
            throws IOException {
        if (isFull()) {
            count();
            return;
        }
        String id = "c" + shown.size();
        List<Html> parts = new ArrayList<>();
        parts.add(Html.tag("h2").of(name));
        for (int place = 0; place < PLACES.size(); place++) {
            parts.addAll(button(id, name, place));
        }
        parts.add(
                Html.tag("div").with("class", "view").of(figure("before", name, before), figure("after", name, after)));
        parts.add(Html.tag("ul")
                .of(said.stream().map(line -> Html.tag("li").of(line)).toList()));
        if (!steps.isEmpty()) {
            List<Html> figures = new ArrayList<>();
            for (Step step : steps) {
                figures.add(figure(step.name(), name, step.picture()));
            }
            parts.add(Html.tag("details")
                    .of(
                            Html.tag("summary").of("After each step"),
                            Html.tag("div").with("class", "steps").of(figures)));
        }
        shown.add(Html.tag("section").with("class", "compare").of(parts));
    }

    private static List<Html> button(String id, String name, int place) {
        String own = id + "-" + place;
        Html.Tag input = Html.tag("input")
                .with("type", "radio")
                .with("name", id)
                .with("id", own)
                .with("class", "at" + place)
                .with("aria-label", name + ": " + PLACES.get(place));
        if (place == FIRST_PLACE) {
            input.with("checked", "checked");
        }
        return List.of(input.of(), Html.tag("label").with("for", own).of(PLACES.get(place)));
    }

    private Html figure(String label, String name, Picture picture) throws IOException {
        boolean opaque = picture.channels() != 4;
        byte[] file = opaque ? RasterFile.jpeg(picture, QUALITY) : Pictures.png(picture, Origin.real());
        bytes += file.length;
        return Html.tag("figure")
                .with("class", label)
                .of(
                        Page.picture(file, opaque ? "jpeg" : "png", name + ", " + label)
                                .of(),
                        Html.tag("figcaption").of(label));
    }

    /** Writes the page whole or not at all. */
    public void write(Path file) throws IOException {
        List<Html> body = new ArrayList<>(shown);
        if (more > 0) {
            body.add(Page.note(
                    "The page shows the first " + shown.size() + " pictures, to stay small enough for a browser; "
                            + Numbers.grouped(more) + " more were written and are not shown."));
        }
        String subtitle =
                "Choose before, after or a place between, with the mouse or the arrow keys. Large pictures are"
                        + " reduced here; the files are as large as they should be.";
        new Page(title, subtitle, body).write(file);
    }
}
