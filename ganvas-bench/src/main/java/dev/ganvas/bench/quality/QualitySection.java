package dev.ganvas.bench.quality;

import dev.ganvas.bench.peer.Quantiles;
import dev.ganvas.bench.quality.QualityResult.Entry;
import dev.ganvas.bench.quality.QualityResult.Milestone;
import dev.ganvas.bench.quality.QualityResult.Settings;
import dev.ganvas.bench.result.MarkdownTable;
import dev.ganvas.bench.result.ReportSection;
import dev.ganvas.bench.result.ResultFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Shows {@link QualityResult}s: figures for each time, figures on the way, samples, how each ran, and who was absent. */
public final class QualitySection implements ReportSection {
    private static final double THOUSAND = 1000;
    /** From the page, which lies in {@code docs}. */
    private static final String RESULTS = "../ganvas-bench/results/";

    private record Shown(String name, String metric, double scale) {}

    private static final List<Shown> METRICS =
            List.of(new Shown("KD x 1000", "kd", THOUSAND), new Shown("FD", "fd", 1));

    @Override
    public String kind() {
        return QualityResult.KIND;
    }

    @Override
    public String title() {
        return "Quality in equal time";
    }

    @Override
    public String introduction() {
        return "Ganvas and PyTorch ports of the literature, written from the papers "
                + "([ganvas-bench/peers/pytorch/quality](../ganvas-bench/peers/pytorch/quality/README.md) says where they "
                + "differ from them), train on the same pictures for the same time, one after another; where a race takes "
                + "one thread, another may have run on the other core. `ganvas@` with settings is Ganvas as it would be "
                + "with these instead of its own choice. Drawing samples is outside of the clock; Ganvas's time includes "
                + "its measuring, planning and own evaluation. Ganvas plans a number of pictures and may end before or after "
                + "the time; the seconds are those that each training took. One evaluator sees the samples of all. Lower is "
                + "better; figures of different extractors cannot be compared. In brackets: with one seed the 95 % "
                + "interval of the draw of the pictures, with several seeds the lowest and highest of them around the "
                + "median.\n";
    }

    @Override
    public String markdown(ResultFile file, List<ResultFile> all) throws IOException {
        QualityResult result = file.body(QualityResult.class);
        StringBuilder text = new StringBuilder(described(result.settings()));
        for (double minutes :
                result.entries().stream().map(Entry::minutes).distinct().toList()) {
            Map<String, List<Entry>> systems = result.entries().stream()
                    .filter(entry -> entry.minutes() == minutes)
                    .collect(Collectors.groupingBy(Entry::system, LinkedHashMap::new, Collectors.toList()));
            text.append("\n**").append(number("%s", minutes)).append(" min**\n\n");
            text.append(figures(systems, result.floor()));
            text.append(onTheWay(systems));
            text.append('\n').append(manner(systems));
            text.append('\n').append(grids(file.name(), systems));
        }
        if (!result.absent().isEmpty()) {
            text.append("\nAbsent:\n\n");
            result.absent().forEach(absent -> text.append("- ")
                    .append(absent.who())
                    .append(": ")
                    .append(absent.reason())
                    .append('\n'));
        }
        return text.toString();
    }

    private static String described(Settings settings) {
        return String.format(
                Locale.ROOT,
                "%s: %,d pictures at %d px, %s. %,d samples of each system, evaluated against as many real pictures at most;"
                        + " %s.%n",
                settings.data(),
                settings.pictures(),
                settings.size(),
                settings.classes() == 0 ? "no classes" : settings.classes() + " classes",
                settings.samples(),
                settings.threads() == 1 ? "one thread" : settings.threads() + " threads");
    }

    private static MarkdownTable figures(Map<String, List<Entry>> systems, List<Figures> floor) {
        List<String> extractors = systems.values().stream()
                .flatMap(List::stream)
                .flatMap(entry -> entry.last().stream())
                .map(Figures::extractor)
                .distinct()
                .toList();
        List<String> header =
                new ArrayList<>(List.of("system", "seeds", "training, s", "pictures shown", "pictures/s"));
        for (String extractor : extractors) {
            METRICS.forEach(metric -> header.add(metric.name() + ", " + extractor));
        }
        MarkdownTable table = new MarkdownTable(header);
        systems.forEach((system, entries) -> {
            List<String> row = new ArrayList<>(List.of(
                    system,
                    Integer.toString(entries.size()),
                    number("%.0f", median(entries, entry -> entry.outcome().seconds())),
                    number("%,.0f", median(entries, entry -> entry.outcome().images())),
                    number(
                            "%.0f",
                            median(
                                    entries,
                                    entry -> entry.outcome().images()
                                            / entry.outcome().seconds()))));
            for (String extractor : extractors) {
                List<Figures> seen = entries.stream()
                        .flatMap(entry -> of(entry.last(), extractor).stream())
                        .toList();
                METRICS.forEach(metric -> row.add(spread(seen, metric)));
            }
            table.row(row);
        });
        if (!floor.isEmpty()) {
            List<String> row = new ArrayList<>(List.of("other real pictures", "", "", "", ""));
            for (String extractor : extractors) {
                METRICS.forEach(metric -> row.add(spread(of(floor, extractor), metric)));
            }
            table.row(row);
        }
        return table;
    }

    /** KD of the first extractor after each share of the time; nothing where no race was looked at on its way. */
    private static String onTheWay(Map<String, List<Entry>> systems) {
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
            for (double share : shares) {
                double[] values = entries.stream()
                        .flatMap(entry -> entry.milestones().stream())
                        .filter(milestone -> milestone.share() == share)
                        .map(Milestone::figures)
                        .mapToDouble(
                                figures -> THOUSAND * figures.get(0).metrics().get("kd"))
                        .toArray();
                row.add(values.length == 0 ? "" : number("%.2f", Quantiles.median(values)));
            }
            table.row(row);
        });
        return "\n" + table;
    }

    /** How each ran, which hardly changes from seed to seed: what the first entry says. */
    private static MarkdownTable manner(Map<String, List<Entry>> systems) {
        MarkdownTable table = new MarkdownTable(List.of(
                "how it ran", "library", "precision", "layout", "width", "generator, M", "discriminator, M", "commit"));
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

    private static String grids(String name, Map<String, List<Entry>> systems) {
        return systems.values().stream()
                .map(entries -> entries.get(0))
                .map(entry -> entry.system() + ", not selected:\n\n![" + entry.system() + "](" + RESULTS
                        + entry.gridName(name) + ")\n")
                .collect(Collectors.joining("\n"));
    }

    private static List<Figures> of(List<Figures> figures, String extractor) {
        return figures.stream().filter(one -> one.extractor().equals(extractor)).toList();
    }

    private static String spread(List<Figures> seen, Shown metric) {
        if (seen.isEmpty()) {
            return "";
        }
        double[] values = seen.stream()
                .mapToDouble(figures -> figures.metrics().get(metric.metric()))
                .toArray();
        boolean single = values.length == 1;
        Map<String, Double> first = seen.get(0).metrics();
        double low = single ? first.getOrDefault(metric.metric() + "_low", values[0]) : Quantiles.quantile(values, 0);
        double high = single ? first.getOrDefault(metric.metric() + "_high", values[0]) : Quantiles.quantile(values, 1);
        return String.format(
                Locale.ROOT,
                "%.2f (%.2f to %.2f)",
                metric.scale() * Quantiles.median(values),
                metric.scale() * low,
                metric.scale() * high);
    }

    private static double median(List<Entry> entries, ToDoubleFunction<Entry> value) {
        return Quantiles.median(entries.stream().mapToDouble(value).toArray());
    }

    private static String number(String format, double value) {
        boolean whole = format.equals("%s") && value == Math.rint(value);
        return whole ? Long.toString((long) value) : String.format(Locale.ROOT, format, value);
    }
}
