package dev.ganvas.bench.quality;

import dev.ganvas.bench.peer.Quantiles;
import dev.ganvas.bench.quality.QualityResult.Entry;
import dev.ganvas.bench.quality.QualityResult.Milestone;
import dev.ganvas.bench.result.MarkdownTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** The tables of a {@link QualitySection}, one number a cell. Trainings come by system, those of one system by seed. */
final class QualityTables {
    private static final double THOUSAND = 1000;

    private record Shown(String name, String metric, double scale) {}

    private static final List<Shown> METRICS =
            List.of(new Shown("KD x 1000", "kd", THOUSAND), new Shown("FD", "fd", 1));

    private QualityTables() {}

    static List<String> extractors(Map<String, List<Entry>> systems) {
        return systems.values().stream()
                .flatMap(List::stream)
                .flatMap(entry -> entry.last().stream())
                .map(Figures::extractor)
                .distinct()
                .toList();
    }

    static MarkdownTable trainings(Map<String, List<Entry>> systems) {
        MarkdownTable table =
                new MarkdownTable(List.of("system", "seeds", "training, s", "pictures shown", "pictures/s"));
        systems.forEach((system, entries) -> table.row(List.of(
                system,
                Integer.toString(entries.size()),
                number("%.0f", median(entries, entry -> entry.outcome().seconds())),
                number("%,.0f", median(entries, entry -> entry.outcome().images())),
                number(
                        "%.0f",
                        median(
                                entries,
                                entry -> entry.outcome().images()
                                        / entry.outcome().seconds())))));
        return table;
    }

    /** Every metric of one extractor with its interval, of each system, and of other real pictures where they were kept. */
    static MarkdownTable figures(Map<String, List<Entry>> systems, List<Figures> floor, String extractor) {
        List<String> header = new ArrayList<>(List.of("system"));
        METRICS.forEach(metric -> header.addAll(List.of(metric.name(), "from", "to")));
        MarkdownTable table = new MarkdownTable(header);
        systems.forEach((system, entries) -> table.row(row(
                system,
                entries.stream()
                        .flatMap(entry -> of(entry.last(), extractor).stream())
                        .toList())));
        if (!floor.isEmpty()) {
            table.row(row("other real pictures", of(floor, extractor)));
        }
        return table;
    }

    /** KD of the first extractor after each share of the time; nothing where no race has any before its end. */
    static String onTheWay(Map<String, List<Entry>> systems) {
        TreeSet<Double> shares = new TreeSet<>();
        systems.values()
                .forEach(entries -> entries.forEach(
                        entry -> entry.milestones().forEach(milestone -> shares.add(milestone.share()))));
        if (shares.size() < 2) {
            return "";
        }
        List<String> header = new ArrayList<>(List.of("KD x 1000 after"));
        shares.forEach(share -> header.add(number("%.0f %%", 100 * share)));
        MarkdownTable table = new MarkdownTable(header);
        systems.forEach((system, entries) -> {
            List<String> row = new ArrayList<>(List.of(system));
            shares.forEach(share -> row.add(kernelDistanceAt(entries, share)));
            table.row(row);
        });
        return "\nOn the way, by `" + extractors(systems).get(0) + "`:\n\n" + table;
    }

    private static String kernelDistanceAt(List<Entry> entries, double share) {
        double[] values = entries.stream()
                .flatMap(entry -> entry.milestones().stream())
                .filter(milestone -> milestone.share() == share)
                .map(Milestone::figures)
                .mapToDouble(figures -> THOUSAND * figures.get(0).metrics().get("kd"))
                .toArray();
        return values.length == 0 ? "" : number("%.2f", Quantiles.median(values));
    }

    /** How each ran, which hardly changes from seed to seed: what the first entry says. */
    static MarkdownTable manner(Map<String, List<Entry>> systems) {
        MarkdownTable table = new MarkdownTable(List.of(
                "system",
                "library",
                "precision",
                "layout",
                "width",
                "generator, million weights",
                "discriminator, million weights",
                "commits"));
        systems.forEach((system, entries) -> {
            RaceOutcome outcome = entries.get(0).outcome();
            table.row(List.of(
                    system,
                    outcome.version(),
                    outcome.precision(),
                    outcome.layout(),
                    Integer.toString(outcome.width()),
                    number("%.2f", outcome.generatorParameters() / 1e6),
                    number("%.2f", outcome.discriminatorParameters() / 1e6),
                    entries.stream().map(Entry::commit).distinct().collect(Collectors.joining(", "))));
        });
        return table;
    }

    private static List<Figures> of(List<Figures> figures, String extractor) {
        return figures.stream().filter(one -> one.extractor().equals(extractor)).toList();
    }

    private static List<String> row(String name, List<Figures> seen) {
        List<String> row = new ArrayList<>(List.of(name));
        METRICS.forEach(metric -> row.addAll(seen.isEmpty() ? List.of("", "", "") : spread(seen, metric)));
        return row;
    }

    /** Median, lowest and highest; of one training the ends of its interval. */
    private static List<String> spread(List<Figures> seen, Shown metric) {
        double[] values = seen.stream()
                .mapToDouble(figures -> figures.metrics().get(metric.metric()))
                .toArray();
        boolean single = values.length == 1;
        Map<String, Double> first = seen.get(0).metrics();
        double low = single ? first.getOrDefault(metric.metric() + "_low", values[0]) : Quantiles.quantile(values, 0);
        double high = single ? first.getOrDefault(metric.metric() + "_high", values[0]) : Quantiles.quantile(values, 1);
        return List.of(
                number("%.2f", metric.scale() * Quantiles.median(values)),
                number("%.2f", metric.scale() * low),
                number("%.2f", metric.scale() * high));
    }

    private static double median(List<Entry> entries, ToDoubleFunction<Entry> value) {
        return Quantiles.median(entries.stream().mapToDouble(value).toArray());
    }

    static String number(String format, double value) {
        boolean whole = format.equals("%s") && value == Math.rint(value);
        String text = whole ? Long.toString((long) value) : String.format(Locale.ROOT, format, value);
        return text.matches("-0\\.0+") ? text.substring(1) : text;
    }
}
