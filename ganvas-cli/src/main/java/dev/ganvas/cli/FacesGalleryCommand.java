package dev.ganvas.cli;

import dev.ganvas.cli.option.GalleryOptions;
import dev.ganvas.cli.terminal.Output;
import dev.ganvas.faces.FaceGallery;
import dev.ganvas.features.VerificationCurve;
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
import picocli.CommandLine.Parameters;

@Command(
        name = "gallery",
        description = "Lists who is in a gallery, and how often its faces are told wrong at which threshold.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:  ganvas faces gallery people.faces"})
final class FacesGalleryCommand implements Callable<Integer> {
    private static final List<Double> SHARES = List.of(0.01, 0.001, 0.0001);

    @Parameters(paramLabel = "FILE", description = "The gallery.")
    private Path gallery;

    @Mixin
    private GalleryOptions options;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws IOException {
        FaceGallery opened = FaceGallery.open(gallery, options.password());
        Map<String, Integer> people = opened.people();
        people.forEach((person, faces) -> output.say(person + ": " + faces + (faces == 1 ? " face" : " faces")));
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("people", people);
        fields.put("locked", opened.isLocked());
        Optional<VerificationCurve> curve = opened.curve();
        if (curve.isPresent()) {
            for (double share : SHARES) {
                VerificationCurve.Threshold threshold = curve.get().forFalseAccepts(share);
                output.say(String.format(
                        Locale.ROOT,
                        "threshold %.3f: takes %.3f %% of pairs of two persons for one, %.2f %% of pairs of one for two",
                        threshold.similarity(),
                        100 * threshold.falseAccepts(),
                        100 * threshold.falseRejects()));
            }
            fields.put(
                    "thresholds",
                    SHARES.stream().map(curve.get()::forFalseAccepts).toList());
            fields.put("equal_error", curve.get().equalError());
        } else {
            output.say("Too few pictures of a person to tell how often faces are told wrong.");
        }
        output.result(fields);
        return 0;
    }
}
