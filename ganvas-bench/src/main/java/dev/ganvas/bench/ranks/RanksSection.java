package dev.ganvas.bench.ranks;

import dev.ganvas.bench.ranks.RanksResult.Entry;
import dev.ganvas.bench.ranks.RanksResult.Settings;
import dev.ganvas.bench.result.MarkdownTable;
import dev.ganvas.bench.result.ReportSection;
import dev.ganvas.bench.result.ResultFile;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Shows {@link RanksResult}s: what was measured, then what more machines would do on paper. */
public final class RanksSection implements ReportSection {
    private static final List<Integer> ON_PAPER = List.of(1, 2, 4, 8, 16, 32, 64);
    private static final int FULL_BYTES = 4;
    private static final int HALF_BYTES = 2;

    @Override
    public String kind() {
        return RanksResult.KIND;
    }

    @Override
    public String title() {
        return "Several processes";
    }

    @Override
    public String introduction() {
        return """
                The same networks trained on pictures of noise by one process and by several on this machine, which share a batch: \
                by Ganvas, and by PyTorch's DistributedDataParallel, both over Gloo. A step of `dcgan` is both updates of a DCGAN \
                of width 64; one of `unet-16` is that of a restorer of width 16 on 64 x 64 pixels. Batch statistics are not \
                exchanged. The share of the exchange is the part of a step by which it is longer than a step of the same processes \
                that exchange nothing (`no_sync` of PyTorch). The ratio is taken within each round against the faster layout.
                """;
    }

    @Override
    public String markdown(ResultFile file, List<ResultFile> all) throws IOException {
        RanksResult result = file.body(RanksResult.class);
        Settings settings = result.settings();
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "Batches of %d, %d threads a process, %d rounds of %d steps after %d of warm-up.%n%n%s",
                settings.batch(),
                settings.threads(),
                settings.rounds(),
                settings.steps(),
                settings.warmup(),
                measured(result)));
        result.absent().forEach(absent -> text.append("\nAbsent: ")
                .append(absent.who())
                .append(": ")
                .append(absent.reason())
                .append('\n'));
        if (result.entries().stream().anyMatch(RanksSection::isModelled)) {
            text.append(String.format(
                    Locale.ROOT,
                    "%n**On paper, not measured:** images/s of Ganvas on 1 to 64 machines alike, of one process each that computes a "
                            + "batch of %d by itself, over links of %.1f Gbit/s. From the measured step of one process and a ring "
                            + "in which each sends 2 (N - 1) / N of the bytes; without latency or waiting for the slowest. The truth "
                            + "lies between an exchange that follows the computing and one that is hidden behind it.%n%n%s",
                    settings.batch(),
                    settings.gigabits(),
                    onPaper(result)));
        }
        return text.toString();
    }

    private static MarkdownTable measured(RanksResult result) {
        MarkdownTable table = new MarkdownTable(List.of(
                "network",
                "learned values",
                "program",
                "layout",
                "gradients",
                "processes",
                "images/s",
                "step, ms",
                "exchange, %",
                "times one process",
                "times as fast as the peer"));
        for (Entry entry : result.entries()) {
            boolean ours = entry.peer().equals(RanksResult.SUBJECT);
            table.row(List.of(
                    entry.network(),
                    Long.toString(entry.values()),
                    entry.peer() + " " + entry.version(),
                    entry.layout(),
                    entry.exchange(),
                    Integer.toString(entry.ranks()),
                    number("%.1f", result.settings().batch() / entry.medianMs() * 1e3),
                    number("%.0f", entry.medianMs()),
                    entry.ranks() == 1 ? "" : number("%.0f", 100 * entry.exchangeShare()),
                    result.gain(entry).map(gain -> number("%.2f", gain)).orElse(""),
                    ours
                            ? result.ratio(entry)
                                    .map(ratio -> number("%.2f", ratio))
                                    .orElse("")
                            : ""));
        }
        return table;
    }

    private static boolean isModelled(Entry entry) {
        return entry.ranks() == 1 && entry.peer().equals(RanksResult.SUBJECT);
    }

    private static MarkdownTable onPaper(RanksResult result) {
        MarkdownTable table = new MarkdownTable(List.of(
                "network", "machines", "exchange after, fp32", "hidden, fp32", "exchange after, bf16", "hidden, bf16"));
        int batch = result.settings().batch();
        for (Entry entry :
                result.entries().stream().filter(RanksSection::isModelled).toList()) {
            PaperModel full = model(entry, FULL_BYTES, result.settings());
            PaperModel half = model(entry, HALF_BYTES, result.settings());
            for (int ranks : ON_PAPER) {
                table.row(List.of(
                        entry.network(),
                        Integer.toString(ranks),
                        number("%.0f", full.imagesAfter(ranks, batch)),
                        number("%.0f", full.imagesDuring(ranks, batch)),
                        number("%.0f", half.imagesAfter(ranks, batch)),
                        number("%.0f", half.imagesDuring(ranks, batch))));
            }
        }
        return table;
    }

    private static PaperModel model(Entry entry, int bytes, Settings settings) {
        return new PaperModel(entry.medianMs(), (double) entry.values() * bytes, settings.gigabits());
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
