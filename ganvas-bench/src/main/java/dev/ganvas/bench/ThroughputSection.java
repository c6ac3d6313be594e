package dev.ganvas.bench;

import dev.ganvas.bench.ThroughputResult.Entry;
import dev.ganvas.bench.ThroughputResult.Ratio;
import dev.ganvas.bench.ThroughputResult.Settings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Shows {@link ThroughputResult}s: speeds, then ratios, then who was absent. */
final class ThroughputSection implements ReportSection {
    @Override
    public String kind() {
        return ThroughputResult.KIND;
    }

    @Override
    public String title() {
        return "Training speed";
    }

    @Override
    public String introduction() {
        return "One DCGAN-64 training step (batch 64, both networks updated), the same arithmetic in every program; "
                + "what is the same and what is not is written in "
                + "[ganvas-bench/peers/README.md](../ganvas-bench/peers/README.md). Each program is a process of its "
                + "own; they take turns. Numbers are medians over the rounds, with the slowest and fastest round in "
                + "brackets. A ratio is taken within each round before its median.\n";
    }

    @Override
    public String markdown(ResultFile file) throws IOException {
        ThroughputResult result = file.body(ThroughputResult.class);
        Settings settings = result.settings();
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%d rounds of %.0f s, %d steps of warm-up, %d threads.%n%n",
                settings.rounds(),
                settings.seconds(),
                settings.warmup(),
                settings.threads()));
        text.append(speeds(result.entries()));
        if (!result.ratios().isEmpty()) {
            text.append("\nTimes as fast as:\n\n").append(ratios(result.ratios()));
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

    private static MarkdownTable speeds(List<Entry> entries) {
        MarkdownTable table = new MarkdownTable(
                List.of("program", "precision", "layout", "images/s", "step, ms", "resident memory, MiB"));
        for (Entry entry : entries) {
            StepTiming first = entry.rounds().get(0);
            table.row(List.of(
                    first.peer() + " " + first.version(),
                    first.precision(),
                    first.layout(),
                    spread("%.1f", entry.medianImagesPerS(), entry.lowestImagesPerS(), entry.highestImagesPerS()),
                    String.format(Locale.ROOT, "%.0f", entry.medianStepMs()),
                    String.format(Locale.ROOT, "%.0f", entry.medianRssMb())));
        }
        return table;
    }

    /** A row for each entry that is judged, a column for each it is set against. */
    private static MarkdownTable ratios(List<Ratio> ratios) {
        List<String> columns = ratios.stream().map(Ratio::to).distinct().toList();
        List<String> header = new ArrayList<>(List.of(""));
        header.addAll(columns);
        MarkdownTable table = new MarkdownTable(header);
        for (String of : ratios.stream().map(Ratio::of).distinct().toList()) {
            List<String> row = new ArrayList<>(List.of(of));
            ratios.stream()
                    .filter(ratio -> ratio.of().equals(of))
                    .map(ratio -> spread("%.2f", ratio.median(), ratio.lowest(), ratio.highest()))
                    .forEach(row::add);
            table.row(row);
        }
        return table;
    }

    private static String spread(String format, double median, double lowest, double highest) {
        return String.format(Locale.ROOT, format + " (" + format + " to " + format + ")", median, lowest, highest);
    }
}
