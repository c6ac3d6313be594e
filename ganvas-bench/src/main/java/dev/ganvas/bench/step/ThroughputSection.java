package dev.ganvas.bench.step;

import dev.ganvas.bench.result.MarkdownTable;
import dev.ganvas.bench.result.ReportSection;
import dev.ganvas.bench.result.ResultFile;
import dev.ganvas.bench.step.ThroughputResult.Entry;
import dev.ganvas.bench.step.ThroughputResult.Ratio;
import dev.ganvas.bench.step.ThroughputResult.Settings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** Shows {@link ThroughputResult}s: speeds, then ratios, then who was absent. */
public final class ThroughputSection implements ReportSection {
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
        return """
                One DCGAN-64 training step (batch 64, both networks updated), the same arithmetic in every program. \
                [ganvas-bench/peers/README.md](../ganvas-bench/peers/README.md) says what is the same and what is not. \
                Each program is a process of its own; they take turns. Figures are medians over the rounds; *slowest* and \
                *fastest* are single rounds. A ratio is taken within each round before its median.

                One difference in the work is meant. PyTorch's tutorial, and with it `pytorch`, `djl` and `dl4j`, computes \
                the gradients of the discriminator's weights once more in the generator's update and drops them. Ganvas \
                never computes those. `pytorch-frozen-d` is PyTorch with them switched off: it does the same work as Ganvas.
                """;
    }

    @Override
    public String markdown(ResultFile file, List<ResultFile> all) throws IOException {
        ThroughputResult result = file.body(ThroughputResult.class);
        Settings settings = result.settings();
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%d rounds of %.0f s, %d steps of warm-up, %d threads.%n%n",
                settings.rounds(),
                settings.seconds(),
                settings.warmup(),
                settings.threads()));
        Optional<GemmResult> peaks = peaks(file, settings.threads(), all);
        text.append(speeds(result.entries(), peaks));
        peaks.ifPresent(found -> text.append(utilisationNote(found)));
        if (!result.ratios().isEmpty()) {
            text.append("\nHow many times as fast; above 1 the first is faster:\n\n")
                    .append(ratios(result.ratios()));
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

    private static MarkdownTable speeds(List<Entry> entries, Optional<GemmResult> peaks) {
        List<String> header = new ArrayList<>(List.of(
                "program",
                "precision",
                "layout",
                "images/s",
                "slowest",
                "fastest",
                "step, ms",
                "resident memory, MiB"));
        if (peaks.isPresent()) {
            header.addAll(List.of("MFU of fp32 peak, %", "MFU of own peak, %"));
        }
        MarkdownTable table = new MarkdownTable(header);
        for (Entry entry : entries) {
            StepTiming first = entry.rounds().get(0);
            List<String> row = new ArrayList<>(List.of(
                    first.peer() + " " + first.version(),
                    first.precision(),
                    first.layout(),
                    number("%.1f", entry.medianImagesPerS()),
                    number("%.1f", entry.lowestImagesPerS()),
                    number("%.1f", entry.highestImagesPerS()),
                    number("%.0f", entry.medianStepMs()),
                    number("%.0f", entry.medianRssMb())));
            peaks.ifPresent(found -> {
                row.add(utilisation(found, entry, "fp32"));
                row.add(utilisation(found, entry, first.precision()));
            });
            table.row(row);
        }
        return table;
    }

    /** The newest peaks that were measured on the same processor with the same number of threads. */
    private static Optional<GemmResult> peaks(ResultFile file, int threads, List<ResultFile> all) throws IOException {
        List<ResultFile> newestFirst = all.stream()
                .filter(other -> other.kind().equals(GemmResult.KIND))
                .filter(other -> other.machine().cpu().equals(file.machine().cpu())
                        && other.machine().cores() == file.machine().cores())
                .sorted(Comparator.comparing(ResultFile::date).reversed())
                .toList();
        for (ResultFile other : newestFirst) {
            GemmResult peaks = other.body(GemmResult.class);
            if (peaks.threads() == threads) {
                return Optional.of(peaks);
            }
        }
        return Optional.empty();
    }

    private static String utilisation(GemmResult peaks, Entry entry, String precision) {
        OptionalDouble part = peaks.utilisation(entry.medianImagesPerS(), precision);
        return part.isPresent() ? number("%.0f", 100 * part.getAsDouble()) : "";
    }

    private static String utilisationNote(GemmResult peaks) {
        return String.format(
                Locale.ROOT,
                "%nMFU: images/s times the %.2f GFLOP that a picture needs, over the peak of the matrix products. "
                        + "Gradients that are dropped do not count as needed.%n",
                peaks.step().perImage() / 1e9);
    }

    private static MarkdownTable ratios(List<Ratio> ratios) {
        MarkdownTable table =
                new MarkdownTable(List.of("program", "set against", "times as fast", "lowest", "highest"));
        ratios.forEach(ratio -> table.row(List.of(
                ratio.of(),
                ratio.to(),
                number("%.2f", ratio.median()),
                number("%.2f", ratio.lowest()),
                number("%.2f", ratio.highest()))));
        return table;
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
