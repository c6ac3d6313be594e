package dev.ganvas.cli;

import dev.ganvas.cli.option.FaceOptions;
import dev.ganvas.cli.option.GalleryOptions;
import dev.ganvas.cli.terminal.Output;
import dev.ganvas.cli.usage.OnDevice;
import dev.ganvas.engine.tensor.Threads;
import dev.ganvas.error.MalformedFileException;
import dev.ganvas.error.Require;
import dev.ganvas.explain.saliency.HeatMap;
import dev.ganvas.explain.saliency.SaliencyMap;
import dev.ganvas.faces.FaceGallery;
import dev.ganvas.faces.FaceReader;
import dev.ganvas.faces.MatchRegions;
import dev.ganvas.features.VerificationCurve;
import dev.ganvas.image.Picture;
import dev.ganvas.image.Pictures;
import dev.ganvas.image.label.Origin;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@OnDevice
@Command(
        name = "verify",
        description = {
            "Says whether two pictures show the same person: the largest face of each.",
            "The threshold is that of a gallery of yours, with how often it is wrong there."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example:  ganvas faces verify a.jpg b.jpg --gallery people.faces"})
final class FacesVerifyCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "A", description = "A picture.")
    private Path first;

    @Parameters(index = "1", paramLabel = "B", description = "Another.")
    private Path second;

    @Option(
            names = "--gallery",
            paramLabel = "FILE",
            description = "A gallery ('faces enrol') whose own pairs tell the threshold and how often it is wrong.")
    private Optional<Path> gallery;

    @Option(
            names = "--false-accepts",
            paramLabel = "SHARE",
            defaultValue = "0.001",
            description =
                    "0 to 1: share of pairs of two persons that may be taken for one (default: ${DEFAULT-VALUE}).")
    private double falseAccepts;

    @Option(
            names = "--explain",
            paramLabel = "FILE.png",
            description = "Write both faces with the regions that made them alike.")
    private Optional<Path> explain;

    @Mixin
    private FaceOptions faces;

    @Mixin
    private GalleryOptions options;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws IOException {
        Require.within(falseAccepts, 0, 1, "--false-accepts");
        Optional<FaceGallery> known = gallery.isPresent()
                ? Optional.of(FaceGallery.open(gallery.get(), options.password()))
                : Optional.empty();
        try (Threads threads = Threads.use(Runtime.getRuntime().availableProcessors());
                FaceReader reader = faces.reader(options.embedder())) {
            known.ifPresent(opened -> opened.requireMadeBy(reader.embedder()));
            FaceReader.Seen a = largest(reader, first);
            FaceReader.Seen b = largest(reader, second);
            if (explain.isPresent()) {
                List<Picture> cells = List.of(
                        FaceOptions.shown(a.aligned()),
                        FaceOptions.shown(b.aligned()),
                        over(reader, a, b),
                        over(reader, b, a));
                Pictures.writePng(explain.get(), Pictures.grid(cells, 2, 4), Origin.real());
                output.say("Open     " + explain.get() + "   (below: what made each like the other)");
            }
            report(FaceReader.similarity(a.vector(), b.vector()), known.flatMap(FaceGallery::curve));
            return 0;
        }
    }

    private static Picture over(FaceReader reader, FaceReader.Seen face, FaceReader.Seen other) {
        SaliencyMap map = new SaliencyMap(
                face.aligned().width(),
                face.aligned().height(),
                MatchRegions.of(reader, face.aligned(), other.vector()));
        return FaceOptions.shown(HeatMap.over(face.aligned(), map));
    }

    private FaceReader.Seen largest(FaceReader reader, Path file) throws IOException {
        return reader.read(faces.picture(file)).stream()
                .findFirst()
                .orElseThrow(() -> new MalformedFileException(file, "no face was found in it"));
    }

    private void report(double similarity, Optional<VerificationCurve> curve) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("similarity", similarity);
        if (curve.isEmpty()) {
            output.say(String.format(
                    Locale.ROOT,
                    "Similarity %.3f. Whether that is the same person, only a threshold tells that was found on pairs of which"
                            + " the truth is known: enrol people with 'faces enrol', two pictures each, and name the gallery.",
                    similarity));
            fields.put("same", null);
        } else {
            VerificationCurve.Threshold threshold = curve.get().forFalseAccepts(falseAccepts);
            boolean same = similarity >= threshold.similarity();
            output.say((same ? "The same person" : "Not the same person")
                    + String.format(
                            Locale.ROOT, ": similarity %.3f, threshold %.3f.", similarity, threshold.similarity()));
            output.say(words(curve.get(), threshold));
            fields.put("same", same);
            fields.put("threshold", threshold);
            fields.put("equal_error", curve.get().equalError());
        }
        output.result(fields);
    }

    /** How often a threshold is wrong, and on how much that rests. */
    static String words(VerificationCurve curve, VerificationCurve.Threshold threshold) {
        return String.format(
                Locale.ROOT,
                "In the gallery this threshold takes %.2f %% of pairs of two persons for one and %.2f %% of pairs of one person"
                        + " for two (%d and %d pairs; what is rarer than one of them it cannot tell).",
                100 * threshold.falseAccepts(),
                100 * threshold.falseRejects(),
                curve.differentPairs(),
                curve.samePairs());
    }
}
