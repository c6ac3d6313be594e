package dev.ganvas.bench.quality;

import dev.ganvas.bench.quality.QualityResult.Entry;
import dev.ganvas.bench.quality.QualityResult.Settings;
import dev.ganvas.bench.result.ReportSection;
import dev.ganvas.bench.result.ResultFile;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Shows {@link QualityResult}s: figures for each time, how each system ran, samples, and who was absent. */
public final class QualitySection implements ReportSection {
    /** From the page, which lies in {@code docs}. */
    private static final String RESULTS = "../ganvas-bench/results/";

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
        return """
                Ganvas and PyTorch ports of published GANs train on the same pictures for the same time, one after another. \
                The ports are written from the papers; \
                [ganvas-bench/peers/pytorch/quality](../ganvas-bench/peers/pytorch/quality/README.md) says where they differ. \
                Where a race takes one thread, another may have run on the other core.

                - `ganvas@` with settings is Ganvas with these instead of its own choice.
                - The seconds are those that each training took. Drawing samples is outside of the clock. Ganvas's time \
                includes its measuring, planning and own evaluation.
                - Ganvas plans a number of pictures, so it may end before or after the time.
                - KD and FD are distances from real pictures, as one evaluator sees the samples of all. Lower is better. \
                Figures of different extractors cannot be compared.
                - *From* and *to*: with one seed the 95 % interval over the draw of the pictures, with several seeds the \
                lowest and the highest of them around the median.
                """;
    }

    @Override
    public String markdown(ResultFile file, List<ResultFile> all) throws IOException {
        QualityResult result = file.body(QualityResult.class);
        StringBuilder text = new StringBuilder(described(result.settings()));
        for (double minutes :
                result.entries().stream().map(Entry::minutes).distinct().toList()) {
            Map<String, List<Entry>> systems = bySystem(result.entries().stream()
                    .filter(entry -> entry.minutes() == minutes)
                    .toList());
            text.append("\n#### ").append(QualityTables.number("%s", minutes)).append(" min\n\n");
            text.append(QualityTables.trainings(systems));
            for (String extractor : QualityTables.extractors(systems)) {
                text.append("\nBy `").append(extractor).append("`:\n\n");
                text.append(QualityTables.figures(systems, result.floor(), extractor));
            }
            text.append(QualityTables.onTheWay(systems));
        }
        if (!result.entries().isEmpty()) {
            text.append("\n#### How each ran\n\n").append(QualityTables.manner(bySystem(result.entries())));
        }
        text.append(grids(file.name(), result.pictured()));
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

    private static Map<String, List<Entry>> bySystem(List<Entry> entries) {
        return entries.stream().collect(Collectors.groupingBy(Entry::system, LinkedHashMap::new, Collectors.toList()));
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

    private static String grids(String name, List<Entry> pictured) {
        return pictured.stream()
                .map(entry -> "\n" + entry.system() + " after " + QualityTables.number("%s", entry.minutes())
                        + " min, not selected:\n\n![" + entry.system() + "](" + RESULTS + entry.gridName(name) + ")\n")
                .collect(Collectors.joining());
    }
}
