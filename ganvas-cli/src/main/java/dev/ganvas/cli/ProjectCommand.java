package dev.ganvas.cli;

import dev.ganvas.cli.option.LabelOptions;
import dev.ganvas.cli.option.ModelOption;
import dev.ganvas.cli.option.SeedOption;
import dev.ganvas.cli.terminal.Output;
import dev.ganvas.cli.usage.Group;
import dev.ganvas.cli.usage.InGroup;
import dev.ganvas.cli.usage.OnDevice;
import dev.ganvas.engine.tensor.Threads;
import dev.ganvas.generate.Generator;
import dev.ganvas.generate.latent.LatentFile;
import dev.ganvas.generate.latent.LatentInversion;
import dev.ganvas.image.PictureDecoder;
import dev.ganvas.image.Pictures;
import dev.ganvas.image.label.Origin;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@InGroup(Group.MAKE)
@OnDevice
@Command(
        name = "project",
        description = "Finds the picture of a generator that is nearest to a given one, and its latent point.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:  ganvas project me.jpg --model my-run/best.ganvas --out pair.png --latent me.json",
            "Then:     ganvas generate my-run/best.ganvas --out edited --from-latent me.json"
        })
final class ProjectCommand implements Callable<Integer> {
    @Parameters(paramLabel = "PICTURE", description = "A picture; its central square is used.")
    private Path picture;

    @Mixin
    private ModelOption model;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description = "PNG file to write: the picture on the left, what the generator makes of it on the right.")
    private Path out;

    @Option(names = "--latent", paramLabel = "FILE", description = "Also write the latent point, as JSON.")
    private Path latent;

    @Option(names = "--class", paramLabel = "NAME", description = "Look in this class (default: in all of them).")
    private String className;

    @Option(
            names = "--steps",
            defaultValue = "300",
            description = "Improvements of the best random points (default: ${DEFAULT-VALUE}).")
    private int steps;

    @Mixin
    private SeedOption seed;

    @Mixin
    private LabelOptions labels;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws IOException {
        try (Threads threads = Threads.use(Runtime.getRuntime().availableProcessors());
                Generator generator = Generator.open(model.file());
                LatentInversion inversion = new LatentInversion(generator)) {
            LatentInversion.Settings usual = LatentInversion.Settings.defaults(
                    seed.seed(),
                    className == null ? OptionalInt.empty() : OptionalInt.of(generator.classNumber(className)));
            LatentInversion.Projection found =
                    inversion.project(PictureDecoder.decode(picture), usual.withSteps(steps));
            Pictures.writePng(
                    out, Pictures.grid(List.of(found.target(), found.picture()), 2, 2), origin(generator, found));
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("pair", out.toString());
            result.put("pixel_rmse", found.pixelError());
            result.put("pixel_rmse_of_the_best_random_point", found.startPixelError());
            result.put("feature_distance", found.featureDistance());
            found.latent().label().ifPresent(label -> {
                result.put("class", generator.classes().get(label));
                output.say("Nearest class: " + generator.classes().get(label));
            });
            output.say(String.format(
                    Locale.ROOT,
                    "Reached: pixels differ by %.1f of 255 (root mean square; the best random picture by %.1f),"
                            + " features by %.3f of 4",
                    found.pixelError(),
                    found.startPixelError(),
                    found.featureDistance()));
            output.say("Pair:    " + out);
            if (latent != null) {
                LatentFile.write(latent, List.of(found.latent()), generator.classes());
                result.put("latent", latent.toString());
                output.say("Latent:  " + latent);
            }
            output.result(result);
            return 0;
        }
    }

    private Origin origin(Generator generator, LatentInversion.Projection found) throws IOException {
        Origin origin = labels.origin(Origin.Kind.COMPOSITE, output)
                .by(Main.Version.current())
                .with("model", String.valueOf(model.file().getFileName()))
                .with("model-sha256", generator.weightsSha256())
                .with("picture", String.valueOf(picture.getFileName()))
                .with("seed", Long.toString(seed.number()))
                .with("steps", Integer.toString(steps));
        OptionalInt label = found.latent().label();
        return label.isEmpty()
                ? origin
                : origin.with("class", generator.classes().get(label.getAsInt()));
    }
}
