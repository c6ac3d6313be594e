package dev.ganvas.data.inspect;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ganvas.data.DecodingPass;
import dev.ganvas.data.PictureSource;
import dev.ganvas.data.ProgressListener;
import dev.ganvas.error.Require;
import dev.ganvas.image.Picture;
import dev.ganvas.image.Pictures;
import dev.ganvas.image.label.Origin;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** One look at every picture of a source: how many, how large, which twice, which unreadable and why. */
public final class Inspection {
    /** The most pictures a contact sheet shows, and their size when they are kept for it. */
    public static final int MAX_SHEET = 400;

    private static final int THUMBNAIL = 128;

    private final InspectionReport report;
    private final List<Thumbnail> thumbnails;

    private Inspection(InspectionReport report, List<Thumbnail> thumbnails) {
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
        List<Thumbnail> thumbnails = new ArrayList<>();
        DecodingPass.run(
                source,
                (index, picture) -> new Seen(
                        Survey.measure(picture, source.size(index, picture)),
                        index % stride == 0
                                ? Optional.of(new Thumbnail(Pictures.square(picture, THUMBNAIL), source.origin(index)))
                                : Optional.empty()),
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

    private record Thumbnail(Picture picture, Origin.Kind kind) {}

    private record Seen(Survey.Measures measures, Optional<Thumbnail> thumbnail) {}

    /** Many pictures as one, and what that one is. */
    public record ContactSheet(Picture picture, Origin origin) {}

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
        Map<String, Object> json = new ObjectMapper().convertValue(report, new TypeReference<>() {});
        json.put("understood", report.summary().line());
        return json;
    }

    /**
     * Readable pictures spread evenly over the source, each cropped to its central square.
     *
     * @param cell width and height of each in pixels
     */
    public ContactSheet contactSheet(int columns, int rows, int cell) {
        Require.positive(columns, "columns");
        Require.positive(rows, "rows");
        Require.positive(cell, "cell");
        Require.that(!thumbnails.isEmpty(), report.source() + ": no readable picture to show");
        int count = (int) Math.min((long) columns * rows, thumbnails.size());
        List<Thumbnail> shown = IntStream.range(0, count)
                .mapToObj(i -> thumbnails.get((int) ((long) i * thumbnails.size() / count)))
                .toList();
        List<Picture> cells = shown.stream()
                .map(each -> Pictures.resize(each.picture(), cell, cell))
                .toList();
        return new ContactSheet(
                Pictures.grid(cells, columns, Math.max(1, cell / 32)),
                Origin.of(Origin.Kind.of(shown.stream().map(Thumbnail::kind).toList())));
    }
}
