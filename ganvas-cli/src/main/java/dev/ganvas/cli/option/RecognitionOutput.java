package dev.ganvas.cli.option;

import dev.ganvas.batch.FileBatch;
import dev.ganvas.cli.terminal.Output;
import dev.ganvas.data.ProgressListener;
import dev.ganvas.error.UsageException;
import dev.ganvas.image.Picture;
import dev.ganvas.image.PictureTable;
import dev.ganvas.image.Pictures;
import dev.ganvas.image.label.Origin;
import dev.ganvas.recognize.Recognition;
import dev.ganvas.recognize.Recognition.Found;
import dev.ganvas.vision.Prediction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where what was recognised goes: lines, CSV, JSON, and pictures with it written above. */
public final class RecognitionOutput {
    private static final int LEAST_WIDTH = 256;

    @Option(names = "--csv", description = "Print a line for each answer: file, model, rank, class, probability, none.")
    private boolean csv;

    @Option(
            names = "--draw",
            paramLabel = "DIR",
            description = "Write each picture with its class above it into this folder, as PNG.")
    private Optional<Path> draw = Optional.empty();

    private final List<Map<String, Object>> found = new ArrayList<>();

    /** Whether lines for programs are asked for. */
    public boolean isCsv() {
        return csv;
    }

    /** Whether pictures with their answers are asked for. */
    public boolean isDrawn() {
        return draw.isPresent();
    }

    /** The files; each with where it is drawn, if it is. */
    public FileBatch batch(InputFiles inputs) throws IOException {
        return inputs.drawnTo(draw);
    }

    /** Prints, draws and collects. */
    public Recognition.Listener listener(Output output, ProgressListener progress) {
        if (csv && output.isJson()) {
            throw new UsageException("--csv and --json are two forms of the same; give one of them.");
        }
        if (csv) {
            output.say("file,model,rank,class,probability,none");
        }
        return new Recognition.Listener() {
            @Override
            public void recognised(FileBatch.Job job, Picture picture, List<Found> answers) throws IOException {
                if (draw.isPresent()) {
                    Pictures.writePng(job.output(), drawn(picture, answers), Origin.real());
                }
                answers.forEach(answer -> say(job.input(), answer, output));
                found.add(fields(job.input(), answers));
            }

            @Override
            public void failed(FileBatch.Job job, String reason) {
                output.warn(reason.startsWith(job.input().toString()) ? reason : job.input() + ": " + reason);
            }

            @Override
            public void progressed(int done, int total) {
                progress.at(done, total);
            }
        };
    }

    private void say(Path file, Found answer, Output output) {
        if (csv) {
            for (int i = 0; i < answer.answers().size(); i++) {
                Prediction.Answer one = answer.answers().get(i);
                output.say(String.join(
                        ",",
                        quoted(file.toString()),
                        quoted(answer.model()),
                        Integer.toString(i + 1),
                        quoted(one.name()),
                        String.format(Locale.ROOT, "%.4f", one.probability()),
                        Boolean.toString(answer.none())));
            }
        } else {
            List<String> names = answer.answers().stream()
                    .map(one -> String.format(Locale.ROOT, "%s %.1f %%", one.name(), one.probability() * 100))
                    .toList();
            output.say(file + ": " + (answer.none() ? "none of these (" : "") + String.join(", ", names)
                    + (answer.none() ? ")" : ""));
        }
    }

    /** As RFC 4180 has it. */
    public static String quoted(String text) {
        return text.matches("[^\",\\r\\n]*") ? text : "\"" + text.replace("\"", "\"\"") + "\"";
    }

    private static Map<String, Object> fields(Path file, List<Found> answers) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("file", file.toString());
        fields.put("found", answers);
        return fields;
    }

    private static Picture drawn(Picture picture, List<Found> answers) {
        Found first = answers.get(0);
        Prediction.Answer best = first.answers().get(0);
        String caption = first.none()
                ? "none of these"
                : String.format(Locale.ROOT, "%s %.0f %%", best.name(), best.probability() * 100);
        Picture large = picture.width() >= LEAST_WIDTH
                ? picture
                : Pictures.resize(
                        picture,
                        LEAST_WIDTH,
                        Math.max(1, Math.round((float) picture.height() * LEAST_WIDTH / picture.width())));
        PictureTable table = new PictureTable(List.of(large), 1, List.of(), List.of(caption));
        return table.named().orElseGet(table::plain);
    }

    /** Says what came of it all. */
    public void end(Output output, FileBatch batch, FileBatch.Result result) {
        Map<String, String> failed = new LinkedHashMap<>();
        result.failed().forEach((file, reason) -> failed.put(file.toString(), reason));
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("pictures", found);
        fields.put("failed", failed);
        fields.put("no_pictures", batch.passedOver());
        fields.put("interrupted", result.interrupted());
        output.result(fields);
        output.note(result.done() + " pictures recognised"
                + (failed.isEmpty() ? "" : ", " + failed.size() + " not usable")
                + (batch.passedOver() > 0 ? ", " + batch.passedOver() + " no pictures" : ""));
    }
}
