package dev.ganvas.cli;

import dev.ganvas.batch.FileBatch;
import dev.ganvas.cli.terminal.Interruption;
import dev.ganvas.cli.terminal.Output;
import dev.ganvas.cli.terminal.PhaseBar;
import dev.ganvas.data.ProgressListener;
import dev.ganvas.image.Outlines;
import dev.ganvas.image.Picture;
import dev.ganvas.image.PictureDecoder;
import dev.ganvas.image.Pictures;
import dev.ganvas.image.label.Origin;
import dev.ganvas.text.TextLine;
import dev.ganvas.text.TextReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Text in pictures, printed, drawn and collected. */
final class TextRecognition {
    private final Output output;
    private final List<Map<String, Object>> found = new ArrayList<>();
    private int lines;

    TextRecognition(Output output) {
        this.output = output;
    }

    /** @param batch whose outputs are other files than its inputs where pictures are to be drawn */
    int run(FileBatch batch) throws IOException {
        try (TextReader reader = TextReader.open(Runtime.getRuntime().availableProcessors());
                Interruption interruption = Interruption.of(output, "Interrupted.", "Stopping after this picture ...");
                PhaseBar bar = new PhaseBar(output)) {
            FileBatch.Result result = batch.run(
                    job -> {
                        Picture picture = PictureDecoder.decode(job.input());
                        read(job, picture, reader.read(picture));
                        return "";
                    },
                    false,
                    listener(bar.of("reading")),
                    Interruption::requested);
            bar.close();
            end(batch, result);
            return Main.code(result);
        }
    }

    private void read(FileBatch.Job job, Picture picture, List<TextLine> text) throws IOException {
        if (!job.output().equals(job.input())) {
            List<Outlines.Outline> outlines = text.stream()
                    .map(line -> new Outlines.Outline(line.corners(), line.text()))
                    .toList();
            Pictures.writePng(job.output(), Outlines.draw(picture, outlines), Origin.real());
        }
        if (text.isEmpty()) {
            output.say(job.input() + ": no text");
        }
        for (TextLine line : text) {
            output.say(job.input() + ": "
                    + String.format(
                            Locale.ROOT,
                            "%s (%.1f %%, least %.1f %%)",
                            line.text(),
                            100 * line.confidence(),
                            100 * line.leastConfidence()));
        }
        lines += text.size();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("file", job.input().toString());
        fields.put("lines", text.stream().map(TextRecognition::fields).toList());
        found.add(fields);
    }

    private static Map<String, Object> fields(TextLine line) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("text", line.text());
        fields.put("confidence", line.confidence());
        fields.put("least_confidence", line.leastConfidence());
        fields.put(
                "corners",
                line.corners().corners().stream()
                        .map(corner -> List.of(corner.x(), corner.y()))
                        .toList());
        fields.put("letters", line.letters());
        return fields;
    }

    private FileBatch.Listener listener(ProgressListener progress) {
        return new FileBatch.Listener() {
            @Override
            public void begins(FileBatch.Job job, int number, int total) {
                progress.at(number, total);
            }

            @Override
            public void failed(FileBatch.Job job, String reason) {
                output.warn(reason.startsWith(job.input().toString()) ? reason : job.input() + ": " + reason);
            }
        };
    }

    private void end(FileBatch batch, FileBatch.Result result) {
        Map<String, String> failed = new LinkedHashMap<>();
        result.failed().forEach((file, reason) -> failed.put(file.toString(), reason));
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("pictures", found);
        fields.put("failed", failed);
        fields.put("no_pictures", batch.passedOver());
        fields.put("interrupted", result.interrupted());
        output.result(fields);
        output.note(lines + " lines of text in " + result.done() + " pictures"
                + (failed.isEmpty() ? "" : ", " + failed.size() + " not usable")
                + (batch.passedOver() > 0 ? ", " + batch.passedOver() + " no pictures" : ""));
    }
}
