package dev.ganvas.cli;

import dev.ganvas.cli.option.FaceOptions;
import dev.ganvas.cli.option.GalleryOptions;
import dev.ganvas.cli.terminal.Output;
import dev.ganvas.cli.usage.OnDevice;
import dev.ganvas.engine.tensor.Threads;
import dev.ganvas.error.Require;
import dev.ganvas.faces.FaceGallery;
import dev.ganvas.faces.FaceReader;
import dev.ganvas.features.VerificationCurve;
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
import picocli.CommandLine.Parameters;

@OnDevice
@Command(
        name = "find",
        description = "Says who of a gallery is in a picture, with how often such an answer is wrong.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:  ganvas faces find party.jpg --gallery people.faces"})
final class FacesFindCommand implements Callable<Integer> {
    @Parameters(paramLabel = "IMAGE", description = "The picture.")
    private Path image;

    @Option(names = "--gallery", required = true, paramLabel = "FILE", description = "The gallery ('faces enrol').")
    private Path gallery;

    @Option(
            names = {"-k", "--matches"},
            defaultValue = "1",
            description = "People to name for each face (default: ${DEFAULT-VALUE}).")
    private int k;

    @Option(
            names = "--false-accepts",
            paramLabel = "SHARE",
            defaultValue = "0.001",
            description =
                    "0 to 1: share of pairs of two persons that may be taken for one (default: ${DEFAULT-VALUE}).")
    private double falseAccepts;

    @Mixin
    private FaceOptions faces;

    @Mixin
    private GalleryOptions options;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws IOException {
        Require.positive(k, "--matches");
        Require.within(falseAccepts, 0, 1, "--false-accepts");
        FaceGallery opened = FaceGallery.open(gallery, options.password());
        Optional<VerificationCurve.Threshold> threshold =
                opened.curve().map(curve -> curve.forFalseAccepts(falseAccepts));
        try (Threads threads = Threads.use(Runtime.getRuntime().availableProcessors());
                FaceReader reader = faces.reader(options.embedder())) {
            opened.requireMadeBy(reader.embedder());
            List<Map<String, Object>> found = new ArrayList<>();
            List<FaceReader.Seen> seen = reader.read(faces.picture(image));
            for (FaceReader.Seen face : seen) {
                List<FaceGallery.Match> matches = opened.find(face.vector(), k);
                Optional<Boolean> known = threshold.map(
                        least -> !matches.isEmpty() && matches.get(0).similarity() >= least.similarity());
                output.say(words(face, matches, known));
                Map<String, Object> fields = new LinkedHashMap<>();
                fields.put("face", face.face());
                fields.put("known", known.orElse(null));
                fields.put("matches", matches);
                found.add(fields);
            }
            if (seen.isEmpty()) {
                output.say("No face was found in " + image + ".");
            }
            threshold.ifPresentOrElse(
                    least -> output.say(FacesVerifyCommand.words(opened.curve().orElseThrow(), least)),
                    () -> output.say(
                            "The gallery has too few pictures of a person to tell a threshold: similarities alone"
                                    + " say little."));
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("faces", found);
            fields.put("threshold", threshold.orElse(null));
            output.result(fields);
            return 0;
        }
    }

    private static String words(FaceReader.Seen face, List<FaceGallery.Match> matches, Optional<Boolean> known) {
        String where = String.format(
                Locale.ROOT,
                "face at %.0f,%.0f: ",
                face.face().left(),
                face.face().top());
        List<String> names = matches.stream()
                .map(match -> String.format(Locale.ROOT, "%s %.3f", match.person(), match.similarity()))
                .toList();
        String all = String.join(", ", names);
        return where + (known.orElse(true) ? all : "nobody of the gallery (closest: " + all + ")");
    }
}
