package dev.ganvas.bench.step;

import dev.ganvas.bench.result.MarkdownTable;
import dev.ganvas.bench.result.ReportSection;
import dev.ganvas.bench.result.ResultFile;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Shows {@link MemoryResult}s. */
public final class MemorySection implements ReportSection {
    @Override
    public String kind() {
        return MemoryResult.KIND;
    }

    @Override
    public String title() {
        return "Memory of a long training";
    }

    @Override
    public String introduction() {
        return String.format(
                Locale.ROOT,
                "Resident memory of a process that takes Ganvas's DCGAN-64 step at batch 64 in bf16, over and over. Its "
                        + "Java heap is fixed and touched at the start, so what grows is native memory, where tensors "
                        + "lie. More than %.0f MiB is a leak.%n",
                MemoryResult.LIMIT_MB);
    }

    @Override
    public String markdown(ResultFile file, List<ResultFile> all) throws IOException {
        MemoryResult result = file.body(MemoryResult.class);
        MemoryResult.Settings settings = result.settings();
        return settings.steps() + " steps, measured every " + settings.every() + ", " + settings.threads()
                + " threads.\n\n"
                + new MarkdownTable(List.of("resident memory", "MiB"))
                        .row(List.of("at step " + settings.settled(), mebibytes(result.settledMb())))
                        .row(List.of("highest after", mebibytes(result.highestMb())))
                        .row(List.of("growth", mebibytes(result.growthMb())));
    }

    private static String mebibytes(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
