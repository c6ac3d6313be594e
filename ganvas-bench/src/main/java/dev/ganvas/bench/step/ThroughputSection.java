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
        return "One DCGAN-64 training step (batch 64, both networks updated), the same arithmetic in every program; "
                + "what is the same and what is not is written in "
                + "[ganvas-bench/peers/README.md](../ganvas-bench/peers/README.md). Each program is a process of its "
                + "own; they take turns. Numbers are medians over the rounds, with the slowest and fastest round in "
                + "brackets. A ratio is taken within each round before its median.\n\n"
                + "One difference in the work is meant: PyTorch's tutorial, and with it `pytorch`, `djl` and `dl4j`, "
                + "computes the gradients of the discriminator's weights once more in the generator's update and drops "
                + "them. Ganvas asks for the generator's gradients only and never computes those. "
                + "`pytorch-frozen-d` is PyTorch with them switched off: the step that does the same work as "
                + "Ganvas's.\n";
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

    private static MarkdownTable speeds(List<Entry> entries, Optional<GemmResult> peaks) {
        List<String> header = new ArrayList<>(
                List.of("program", "precision", "layout", "images/s", "step, ms", "resident memory, MiB"));
        if (peaks.isPresent()) {
            header.addAll(List.of("MFU of fp32 peak", "MFU of own peak"));
        }
        MarkdownTable table = new MarkdownTable(header);
        for (Entry entry : entries) {
            StepTiming first = entry.rounds().get(0);
            List<String> row = new ArrayList<>(List.of(
                    first.peer() + " " + first.version(),
                    first.precision(),
                    first.layout(),
                    spread("%.1f", entry.medianImagesPerS(), entry.lowestImagesPerS(), entry.highestImagesPerS()),
                    String.format(Locale.ROOT, "%.0f", entry.medianStepMs()),
                    String.format(Locale.ROOT, "%.0f", entry.medianRssMb())));
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
        return part.isPresent() ? String.format(Locale.ROOT, "%.0f %%", 100 * part.getAsDouble()) : "";
    }

    private static String utilisationNote(GemmResult peaks) {
        return String.format(
                Locale.ROOT,
                "%nMFU: images/s times the %.2f GFLOP that a picture needs, over the peak of the matrix products. "
                        + "Gradients that are dropped do not count as needed.%n",
                peaks.step().perImage() / 1e9);
    }

    /** A row for each entry that is evaluated, a column for each it is set against. */
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
