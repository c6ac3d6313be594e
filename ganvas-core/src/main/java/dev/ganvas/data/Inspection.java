package dev.ganvas.data;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ganvas.error.Require;
import dev.ganvas.image.Picture;
import dev.ganvas.image.Pictures;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One look at every picture of a source: how many, how large, which twice, which unreadable and why. */
public final class Inspection {
    /** The most pictures a contact sheet shows, and their size when they are kept for it. */
    public static final int MAX_SHEET = 400;

    private static final int THUMBNAIL = 128;

    private final InspectionReport report;
    private final List<Picture> thumbnails;

    private Inspection(InspectionReport report, List<Picture> thumbnails) {
        this.report = report;
        this.thumbnails = thumbnails;
    }

    /**
     * Decodes every item once.
     *
     * @throws IOException when the pass is interrupted; items that cannot be read are reported, not thrown
     */
    public static Inspection of(PictureSource source, ProgressListener listener) throws IOException {
        Survey survey = new Survey(source);
        int stride = Math.max(1, (source.count() + MAX_SHEET - 1) / MAX_SHEET);
        List<Picture> thumbnails = new ArrayList<>();
        DecodingPass.run(
                source,
                (index, picture) -> new Seen(
                        Survey.measure(picture, source.size(index, picture)),
                        index % stride == 0 ? Optional.of(Pictures.square(picture, THUMBNAIL)) : Optional.empty()),
                new DecodingPass.Sink<>() {
                    @Override
                    public void decoded(int index, Seen seen) {
                        survey.add(index, seen.measures());
                        seen.thumbnail().ifPresent(thumbnails::add);
                    }

                    @Override
                    public void failed(int index, String reason, boolean lasting) {
                        survey.skip(index, reason);
                    }
                },
                listener);
        return new Inspection(survey.report(), List.copyOf(thumbnails));
    }

    private record Seen(Survey.Measures measures, Optional<Picture> thumbnail) {}

    /** The findings. */
    public InspectionReport report() {
        return report;
    }

    /** For people, some lines long. */
    public String toText() {
        return report.toText();
    }

    /** The findings as plain maps, lists, numbers and strings. */
    public Map<String, Object> toJson() {
        return new ObjectMapper().convertValue(report, new TypeReference<>() {});
    }

    /**
     * Readable pictures spread evenly over the source, each cropped to its central square.
     *
     * @param cell width and height of each in pixels
     */
    public Picture contactSheet(int columns, int rows, int cell) {
        Require.positive(columns, "columns");
        Require.positive(rows, "rows");
        Require.positive(cell, "cell");
        Require.that(!thumbnails.isEmpty(), report.source() + ": no readable picture to show");
        int count = (int) Math.min((long) columns * rows, thumbnails.size());
        Picture[] cells = new Picture[count];
        Arrays.setAll(
                cells, i -> Pictures.resize(thumbnails.get((int) ((long) i * thumbnails.size() / count)), cell, cell));
        return Pictures.grid(List.of(cells), columns, Math.max(1, cell / 32));
    }
}
