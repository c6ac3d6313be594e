package dev.ganvas.cli.option;

import dev.ganvas.batch.FileBatch;
import dev.ganvas.cli.terminal.Output;
import dev.ganvas.data.ProgressListener;
import dev.ganvas.image.Outlines;
import dev.ganvas.image.Picture;
import dev.ganvas.image.Pictures;
import dev.ganvas.image.Planes;
import dev.ganvas.image.geometry.Quad;
import dev.ganvas.image.label.Origin;
import dev.ganvas.plates.Plate;
import dev.ganvas.plates.PlateExplanation;
import dev.ganvas.plates.PlateReader;
import dev.ganvas.plates.PlateReading;
import dev.ganvas.plates.PlateVote;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** Where plates that were found go: lines, JSON, pictures with plates marked, pictures that explain. */
public final class FoundPlatesOutput {
    @Option(
            names = "--draw",
            paramLabel = "DIR",
            description = "Write each picture with its plates marked into this folder, as PNG.")
    private Optional<Path> draw = Optional.empty();

    @Option(
            names = "--explain",
            paramLabel = "DIR",
            description = "Write a picture for each plate that shows which regions decided each character.")
    private Optional<Path> explain = Optional.empty();

    @Option(
            names = "--vote",
            description = "Take the pictures as frames of one scene, and say what they come to together.")
    private boolean vote;

    private final List<Map<String, Object>> pictures = new ArrayList<>();
    private final List<PlateReading> readings = new ArrayList<>();
    private int plates;

    /** The files; each with where it is drawn, if it is. */
    public FileBatch batch(InputFiles inputs) throws IOException {
        return inputs.drawnTo(draw);
    }

    /** Prints, draws and collects what was found in a picture. */
    public void found(FileBatch.Job job, Picture picture, List<Plate> found, Output output) throws IOException {
        if (draw.isPresent()) {
            List<Outlines.Outline> outlines = found.stream()
                    .map(plate -> new Outlines.Outline(plate.corners(), caption(plate.reading())))
                    .toList();
            Pictures.writePng(job.output(), Outlines.draw(picture, outlines), Origin.real());
        }
        if (found.isEmpty()) {
            output.say(job.input() + ": no plate");
        }
        for (Plate plate : found) {
            output.say(job.input() + ": " + line(plate.reading())
                    + plate.restored()
                            .map(other -> "; enlarged first: " + line(other))
                            .orElse(""));
            readings.add(plate.reading());
        }
        plates += found.size();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("file", job.input().toString());
        fields.put("plates", found.stream().map(FoundPlatesOutput::fields).toList());
        pictures.add(fields);
    }

    /** Writes what decided each plate's characters, where that is asked for. */
    public void explain(FileBatch.Job job, Planes photo, List<Plate> found, PlateOptions.Opened opened)
            throws IOException {
        for (int i = 0; explain.isPresent() && i < found.size(); i++) {
            Plate plate = found.get(i);
            String name = String.valueOf(job.input().getFileName()).replaceFirst("\\.[^.]*$", "");
            Planes front = PlateReader.front(photo, plate.corners());
            Pictures.writePng(
                    explain.get().resolve(name + "-plate" + (i + 1) + ".png"),
                    PlateExplanation.picture(opened.reader(), front, plate.reading()),
                    Origin.real());
        }
    }

    /** Tells of progress and of files that fail. */
    public FileBatch.Listener listener(Output output, ProgressListener progress) {
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

    /** Says what came of it all. */
    public void end(Output output, FileBatch batch, FileBatch.Result result) {
        Map<String, String> failed = new LinkedHashMap<>();
        result.failed().forEach((file, reason) -> failed.put(file.toString(), reason));
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("pictures", pictures);
        if (vote) {
            fields.put("together", elected(output));
        }
        fields.put("failed", failed);
        fields.put("no_pictures", batch.passedOver());
        fields.put("interrupted", result.interrupted());
        output.result(fields);
        output.note(plates + " plates in " + result.done() + " pictures"
                + (failed.isEmpty() ? "" : ", " + failed.size() + " not usable")
                + (batch.passedOver() > 0 ? ", " + batch.passedOver() + " no pictures" : ""));
    }

    private List<Map<String, Object>> elected(Output output) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (PlateVote.Elected elected : PlateVote.of(readings)) {
            output.say("together: " + line(elected.reading()) + ", of " + elected.frames() + " frames");
            Map<String, Object> fields = fields(elected.reading());
            fields.put("frames", elected.frames());
            all.add(fields);
        }
        return all;
    }

    private static String caption(PlateReading reading) {
        return String.format(Locale.ROOT, "%s %.0f %%", reading.text(), 100 * reading.confidence());
    }

    private static String line(PlateReading reading) {
        String letters = reading.letters().stream()
                .map(letter -> String.format(Locale.ROOT, "%s %.0f", letter.text(), 100 * letter.confidence()))
                .collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT,
                "%s %.1f %% (%s%s%s; %s)",
                reading.text(),
                100 * reading.confidence(),
                reading.kind(),
                reading.region().map(region -> ", " + region).orElse(""),
                reading.seen()
                        .map(place -> String.format(
                                Locale.ROOT, ", looks like %s %.0f %%", place.name(), 100 * place.confidence()))
                        .orElse(""),
                letters);
    }

    private static Map<String, Object> fields(Plate plate) {
        Map<String, Object> fields = fields(plate.reading());
        fields.put("score", plate.score());
        fields.put("corners", corners(plate.corners()));
        plate.restored().ifPresent(other -> fields.put("enlarged_first", fields(other)));
        return fields;
    }

    private static Map<String, Object> fields(PlateReading reading) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("text", reading.text());
        fields.put("confidence", reading.confidence());
        fields.put("country", reading.country().toString());
        fields.put("kind", reading.kind().toString());
        reading.region().ifPresent(region -> fields.put("region", region));
        reading.state().ifPresent(state -> fields.put("state", state));
        reading.seen().ifPresent(place -> fields.put("looks_like", place));
        fields.put("usual_form", reading.usual());
        fields.put("reader", reading.reader());
        fields.put("letters", reading.letters());
        return fields;
    }

    private static List<List<Double>> corners(Quad corners) {
        return corners.corners().stream()
                .map(corner -> List.of(corner.x(), corner.y()))
                .toList();
    }
}
