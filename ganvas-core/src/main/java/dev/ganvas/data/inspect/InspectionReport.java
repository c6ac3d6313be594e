package dev.ganvas.data.inspect;

import dev.ganvas.data.DataSummary;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What is in a source.
 *
 * @param source its name
 * @param kind its kind
 * @param listed items listed, readable or not
 * @param readable items that were decoded
 * @param sizes of the readable ones
 * @param classes number of readable items by class, in label order
 * @param unlabelled readable items without a class
 * @param exactDuplicates groups of items with the same size and pixels
 * @param nearDuplicates groups of items that look alike (equal 64-bit difference hash), other than exact duplicates alone
 * @param skipped items that are not used, by reason
 * @param mean of red, green and blue over all pixels, in [0, 1]
 * @param std standard deviation of red, green and blue over all pixels
 * @param parts names of the parts found, the opened one first; empty when there are none
 * @param notes what people should know, a sentence each
 */
public record InspectionReport(
        String source,
        String kind,
        int listed,
        int readable,
        Sizes sizes,
        Map<String, Integer> classes,
        int unlabelled,
        List<List<String>> exactDuplicates,
        List<List<String>> nearDuplicates,
        Map<String, List<String>> skipped,
        List<Double> mean,
        List<Double> std,
        List<String> parts,
        List<String> notes) {
    private static final int SHOWN = 3;
    private static final int CLASSES_SHOWN = 20;

    /** Least, middle and greatest of some measure. */
    public record Span(double min, double median, double max) {
        private String text() {
            String format = min == Math.rint(min) && max == Math.rint(max) ? "%.0f" : "%.2f";
            String middle = String.format(Locale.ROOT, format, median);
            return min == max
                    ? middle
                    : middle + String.format(Locale.ROOT, " (" + format + " to " + format + ")", min, max);
        }
    }

    /**
     * Sizes of pictures.
     *
     * @param width pixels
     * @param height pixels
     * @param aspect width by height
     * @param shorterSide number of pictures by the length of the shorter side, in steps of powers of two
     */
    public record Sizes(Span width, Span height, Span aspect, Map<String, Integer> shorterSide) {}

    /** What was understood of the source. */
    public DataSummary summary() {
        return new DataSummary(
                source, kind, readable, parts, classes, unlabelled, OptionalInt.empty(), OptionalInt.empty());
    }

    /** For people, some lines long. */
    public String toText() {
        StringBuilder text = new StringBuilder();
        line(text, "source", "%s (%s)", source, kind);
        line(text, "understood", "%s", summary().line());
        line(text, "pictures", "%d readable of %d", readable, listed);
        if (readable > 0) {
            line(text, "width", "%s", sizes.width().text());
            line(text, "height", "%s", sizes.height().text());
            line(text, "aspect", "%s", sizes.aspect().text());
            line(text, "shorter side", "%s", counts(sizes.shorterSide()));
            line(text, "mean RGB", "%.4f %.4f %.4f", mean.toArray());
            line(text, "std RGB", "%.4f %.4f %.4f", std.toArray());
        }
        line(text, "classes", "%s", classes.isEmpty() ? "none" : classes.size() + ": " + counts(classes));
        if (!classes.isEmpty() && unlabelled > 0) {
            line(text, "unlabelled", "%d", unlabelled);
        }
        groups(text, "same pixels", exactDuplicates);
        groups(text, "look alike", nearDuplicates);
        notes.forEach(note -> line(text, "note", "%s", note));
        skipped.forEach((reason, names) -> line(text, "skipped", "%d x %s: %s", names.size(), reason, shown(names)));
        return text.toString();
    }

    private static void groups(StringBuilder text, String title, List<List<String>> groups) {
        line(
                text,
                title,
                "%s",
                groups.isEmpty() ? "none" : groups.size() + (groups.size() == 1 ? " group" : " groups"));
        groups.stream().limit(SHOWN).forEach(group -> line(text, "", "%s", shown(group)));
    }

    private static String counts(Map<String, Integer> counts) {
        String shown = String.join(
                ", ",
                counts.entrySet().stream()
                        .limit(CLASSES_SHOWN)
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .toList());
        int more = counts.size() - CLASSES_SHOWN;
        return more > 0 ? shown + " and " + more + " more" : shown;
    }

    private static String shown(List<String> names) {
        String first = String.join(", ", names.subList(0, Math.min(SHOWN, names.size())));
        int more = names.size() - SHOWN;
        return more > 0 ? first + " and " + more + " more" : first;
    }

    private static void line(StringBuilder text, String title, String format, Object... values) {
        text.append(String.format(Locale.ROOT, "%-14s", title))
                .append(String.format(Locale.ROOT, format, values))
                .append('\n');
    }
}
