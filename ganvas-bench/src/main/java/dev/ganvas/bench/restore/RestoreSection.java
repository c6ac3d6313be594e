package dev.ganvas.bench.restore;

import dev.ganvas.bench.restore.RestoreResult.Entry;
import dev.ganvas.bench.result.MarkdownTable;
import dev.ganvas.bench.result.ReportSection;
import dev.ganvas.bench.result.ResultFile;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Shows {@link RestoreResult}s. */
public final class RestoreSection implements ReportSection {
    @Override
    public String kind() {
        return RestoreResult.KIND;
    }

    @Override
    public String title() {
        return "Restoring a picture";
    }

    @Override
    public String introduction() {
        return "The networks that ship, each run over the same picture of noise: by Ganvas in its tiles, and by PyTorch, which "
                + "loads the TorchScript that `ganvas export` writes, frozen, over the whole picture in both layouts of memory. "
                + "Reading and writing files is not timed. The ratio is taken within each round against the faster layout.\n";
    }

    @Override
    public String markdown(ResultFile file, List<ResultFile> all) throws IOException {
        RestoreResult result = file.body(RestoreResult.class);
        MarkdownTable table = new MarkdownTable(List.of(
                "network",
                "parameters",
                "kMAC a pixel",
                "program",
                "precision",
                "layout",
                "ms",
                "megapixels/s",
                "resident memory, MiB",
                "times as fast as the peer"));
        for (Entry entry : result.entries()) {
            boolean ours = entry.peer().equals(RestoreResult.SUBJECT);
            table.row(List.of(
                    entry.network(),
                    Long.toString(entry.parameters()),
                    number("%.1f", entry.operationsPerPixel() / 1e3),
                    entry.peer() + " " + entry.rounds().get(0).version(),
                    entry.precision(),
                    entry.layout(),
                    number("%.0f", entry.medianMs()),
                    number("%.2f", result.settings().megapixels() / entry.medianMs() * 1e3),
                    number("%.0f", entry.medianRssMb()),
                    ours
                            ? result.ratio(entry)
                                    .map(ratio -> number("%.2f", ratio))
                                    .orElse("")
                            : ""));
        }
        RestoreResult.Settings settings = result.settings();
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "A picture of %d x %d pixels, %d threads, %d rounds of %.0f seconds.%n%n%s",
                settings.side(),
                settings.side(),
                settings.threads(),
                settings.rounds(),
                settings.seconds(),
                table));
        result.absent().forEach(absent -> text.append("\nAbsent: ")
                .append(absent.who())
                .append(": ")
                .append(absent.reason())
                .append('\n'));
        return text.toString();
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
