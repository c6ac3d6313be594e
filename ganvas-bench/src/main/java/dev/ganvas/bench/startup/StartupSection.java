package dev.ganvas.bench.startup;

import dev.ganvas.bench.result.MarkdownTable;
import dev.ganvas.bench.result.ReportSection;
import dev.ganvas.bench.result.ResultFile;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Shows {@link StartupResult}s. */
public final class StartupSection implements ReportSection {
    @Override
    public String kind() {
        return StartupResult.KIND;
    }

    @Override
    public String title() {
        return "Whole calls of the command line";
    }

    @Override
    public String introduction() {
        return "Wall time of a whole call: from starting the `ganvas` script, which starts a new JVM, until it has ended "
                + "and the pictures are there. One untimed call before has built the program and unpacked the natives. "
                + "`generate` writes its pictures as files; `evaluate` draws as many itself.\n";
    }

    @Override
    public String markdown(ResultFile file, List<ResultFile> all) throws IOException {
        StartupResult result = file.body(StartupResult.class);
        MarkdownTable table = new MarkdownTable(List.of("command", "median, s", "fastest, s", "slowest, s", "runs"));
        for (StartupResult.Timed timed : result.commands()) {
            table.row(List.of(
                    "`" + timed.command() + "`",
                    seconds(timed.medianS()),
                    seconds(Collections.min(timed.runsS())),
                    seconds(Collections.max(timed.runsS())),
                    Integer.toString(timed.runsS().size())));
        }
        return "Model: " + result.model() + ".\n\n" + table;
    }

    private static String seconds(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
