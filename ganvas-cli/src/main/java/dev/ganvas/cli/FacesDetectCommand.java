package dev.ganvas.cli;

import dev.ganvas.batch.FileBatch;
import dev.ganvas.cli.option.FaceOptions;
import dev.ganvas.cli.option.InputFiles;
import dev.ganvas.cli.terminal.Interruption;
import dev.ganvas.cli.terminal.Output;
import dev.ganvas.cli.usage.OnDevice;
import dev.ganvas.image.Picture;
import dev.ganvas.image.Pictures;
import dev.ganvas.image.label.Origin;
import dev.ganvas.vision.Face;
import dev.ganvas.vision.FaceDetector;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@OnDevice
@Command(
        name = "detect",
        description = "Finds the faces of pictures.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:  ganvas faces detect photos --draw boxes"})
final class FacesDetectCommand implements Callable<Integer> {
    private static final double MOST_OVERLAP = 0.5;

    @Mixin
    private InputFiles inputs;

    @Option(
            names = "--draw",
            paramLabel = "DIR",
            description = "Write each picture with boxes around its faces into this folder, as PNG.")
    private Optional<Path> draw;

    @Mixin
    private FaceOptions faces;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws IOException {
        FileBatch batch = inputs.drawnTo(draw);
        List<FaceDetector> detectors = faces.detectors();
        List<Map<String, Object>> found = new ArrayList<>();
        try (Interruption interruption = Interruption.of(output, "Interrupted.", "Stopping after this picture ...")) {
            FileBatch.Result result =
                    batch.run(job -> of(job, detectors, found), false, new Lines(output), Interruption::requested);
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("pictures", found);
            fields.put("failed", Lines.failed(result));
            output.result(fields);
            return Main.code(result);
        } finally {
            detectors.forEach(FaceDetector::close);
        }
    }

    /** A line for each picture. */
    record Lines(Output output) implements FileBatch.Listener {
        @Override
        public void done(FileBatch.Job job, String what) {
            output.say(job.input() + ": " + what);
        }

        @Override
        public void failed(FileBatch.Job job, String reason) {
            output.warn(reason.startsWith(job.input().toString()) ? reason : job.input() + ": " + reason);
        }

        static Map<String, String> failed(FileBatch.Result result) {
            Map<String, String> failed = new LinkedHashMap<>();
            result.failed().forEach((file, reason) -> failed.put(file.toString(), reason));
            return failed;
        }
    }

    private String of(FileBatch.Job job, List<FaceDetector> detectors, List<Map<String, Object>> found)
            throws IOException {
        Picture picture = faces.picture(job.input());
        List<Face> all = new ArrayList<>();
        detectors.forEach(detector -> all.addAll(detector.find(picture)));
        List<Face> distinct = Face.distinct(all, MOST_OVERLAP);
        if (draw.isPresent()) {
            Pictures.writePng(job.output(), drawn(picture, distinct), Origin.real());
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("file", job.input().toString());
        fields.put("faces", distinct);
        found.add(fields);
        return words(distinct);
    }

    private static String words(List<Face> faces) {
        StringBuilder words = new StringBuilder(faces.size() + (faces.size() == 1 ? " face" : " faces"));
        for (Face face : faces) {
            words.append(String.format(
                    Locale.ROOT,
                    "; %.0fx%.0f at %.0f,%.0f (%.2f)",
                    face.width(),
                    face.height(),
                    face.left(),
                    face.top(),
                    face.confidence()));
        }
        return words.toString();
    }

    private static Picture drawn(Picture picture, List<Face> faces) {
        BufferedImage image = Pictures.toBufferedImage(picture);
        Graphics2D graphics = image.createGraphics();
        float line = Math.max(1, Math.min(picture.width(), picture.height()) / 200f);
        for (Color colour : List.of(Color.BLACK, Color.YELLOW)) {
            graphics.setColor(colour);
            graphics.setStroke(new BasicStroke(colour == Color.BLACK ? 2 * line : line));
            for (Face face : faces) {
                graphics.draw(new Rectangle2D.Double(face.left(), face.top(), face.width(), face.height()));
                for (Face.Point point : face.points()) {
                    graphics.draw(new Ellipse2D.Double(point.x() - line, point.y() - line, 2 * line, 2 * line));
                }
            }
        }
        graphics.dispose();
        return Pictures.of(image);
    }
}
