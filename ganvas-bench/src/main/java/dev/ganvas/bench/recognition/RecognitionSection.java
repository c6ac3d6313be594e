package dev.ganvas.bench.recognition;

import dev.ganvas.bench.result.MarkdownTable;
import dev.ganvas.bench.result.ReportSection;
import dev.ganvas.bench.result.ResultFile;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Shows {@link RecognitionResult}s. */
public final class RecognitionSection implements ReportSection {
    @Override
    public String kind() {
        return RecognitionResult.KIND;
    }

    @Override
    public String title() {
        return "Recognising files";
    }

    @Override
    public String introduction() {
        return "Files are read, decoded, resized, recognised and written as JSON; beside it, the same network on the same "
                + "pictures, decoded and resized before. Rounds take turns in one process, and medians are shown. The loss "
                + "is the part of the time that does not go into the network.\n";
    }

    @Override
    public String markdown(ResultFile file, List<ResultFile> all) throws IOException {
        RecognitionResult result = file.body(RecognitionResult.class);
        MarkdownTable table = new MarkdownTable(List.of("what", "pictures/s"))
                .row(List.of("files to JSON", number(result.filesPerS())))
                .row(List.of("the network alone", number(result.networkPerS())));
        if (result.onnxPerS() > 0) {
            table.row(List.of("the same network by ONNX Runtime", number(result.onnxPerS())));
        }
        return String.format(
                Locale.ROOT,
                "%,d pictures of %s, %s, %d threads. Loss outside the network: %.1f %%.%n%n%s",
                result.pictures(),
                result.data(),
                result.model(),
                result.threads(),
                100 * result.loss(),
                table);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.0f", value);
    }
}
