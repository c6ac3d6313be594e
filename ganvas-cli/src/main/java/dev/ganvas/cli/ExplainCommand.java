package dev.ganvas.cli;

import dev.ganvas.cli.option.LabelOptions;
import dev.ganvas.cli.option.ModelParameter;
import dev.ganvas.cli.option.SeedOption;
import dev.ganvas.cli.terminal.Output;
import dev.ganvas.cli.usage.Group;
import dev.ganvas.cli.usage.InGroup;
import dev.ganvas.data.PictureSource;
import dev.ganvas.data.Sources;
import dev.ganvas.engine.tensor.Threads;
import dev.ganvas.explain.AttributeProbe;
import dev.ganvas.explain.DirectionFolder;
import dev.ganvas.explain.Familiarity;
import dev.ganvas.explain.LatentDirection;
import dev.ganvas.explain.LatentExploration;
import dev.ganvas.explain.PictureMeasures;
import dev.ganvas.explain.PictureStatistics;
import dev.ganvas.generate.Generator;
import dev.ganvas.image.Picture;
import dev.ganvas.image.label.Origin;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@InGroup(Group.UNDERSTAND)
@Command(
        name = "explain",
        description = "Finds the directions in which a generator's pictures can be changed, shows and names them.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:  ganvas explain my-run/best.ganvas --out directions --attributes toybox:face",
            "Then:     ganvas generate my-run/best.ganvas --out edited --directions directions/directions.json"
                    + " --edit brightness=+2"
        })
final class ExplainCommand implements Callable<Integer> {
    /** Pictures that tell whether attributes are known of their kind. */
    private static final int COMPARED = 256;

    @Mixin
    private ModelParameter model;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder to write to.")
    private Path out;

    @Option(
            names = "--attributes",
            paramLabel = "DATA",
            description = "Pictures whose attributes are known, to name directions by: toybox:face, or class folders.")
    private String attributes;

    @Option(
            names = "-n",
            defaultValue = "8",
            description = "Directions by each of the two methods that need no names (default: ${DEFAULT-VALUE}).")
    private int count;

    @Option(names = "--class", paramLabel = "NAME", description = "Look at this class (default: all in turn).")
    private String className;

    @Mixin
    private SeedOption seed;

    @Mixin
    private LabelOptions labels;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws IOException {
        try (Threads threads = Threads.use(Runtime.getRuntime().availableProcessors());
                Generator generator = Generator.open(model.file())) {
            if (attributes == null) {
                return explain(generator, new PictureStatistics(), Map.of());
            }
            try (PictureSource source = Sources.open(attributes);
                    AttributeProbe probe = AttributeProbe.learn(source, generator.layout())) {
                output.note("Attributes told from pictures (correlation on pictures held back): "
                        + (probe.correlations().isEmpty() ? "none" : probe.correlations()));
                Familiarity familiarity = probe.familiarity(compared(generator));
                if (!familiarity.isTrusted()) {
                    output.note(
                            "Warning: " + familiarity.words() + ", so that no direction is named by attributes; give"
                                    + " --attributes pictures of the kind that " + model.file() + " draws.");
                }
                return explain(
                        generator,
                        probe.names().isEmpty() || !familiarity.isTrusted()
                                ? new PictureStatistics()
                                : PictureMeasures.join(List.of(new PictureStatistics(), probe)),
                        Map.of(
                                "attributes",
                                Map.of("trusted", familiarity.isTrusted(), "strange", familiarity.strange())));
            }
        }
    }

    /** Pictures of the generator's to hold against those with known attributes. */
    private List<Picture> compared(Generator generator) {
        return generator.draw(
                generator.latents(new Generator.Request(COMPARED, seed.seed().child("compared"), 1, label(generator))));
    }

    private OptionalInt label(Generator generator) {
        return className == null ? OptionalInt.empty() : OptionalInt.of(generator.classNumber(className));
    }

    /** @param told goes into the result besides the directions */
    private Integer explain(Generator generator, PictureMeasures measures, Map<String, Object> told)
            throws IOException {
        LatentExploration exploration = new LatentExploration(
                generator, measures, new LatentExploration.Settings(count, seed.seed(), label(generator)));
        DirectionFolder written = DirectionFolder.write(out, exploration, origin(generator));
        output.say(String.format(
                "%-28s %-12s %9s %12s %6s %8s", "direction", "found by", "per step", "correlation", "share", "change"));
        List<Map<String, Object>> rows = new ArrayList<>();
        for (DirectionFolder.Shown shown : written.directions()) {
            output.say(row(shown.direction()));
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("name", shown.direction().name());
            fields.put("method", shown.direction().method().name().toLowerCase(Locale.ROOT));
            fields.put("effect", shown.direction().effect());
            fields.put("strip", shown.strip().toString());
            rows.add(fields);
        }
        output.say("");
        output.say("Each picture goes from -3 steps on the left to +3 on the right. Directions: " + written.file());
        Map<String, Object> result = new LinkedHashMap<>(told);
        result.put("directions", rows);
        result.put("file", written.file().toString());
        output.result(result);
        return 0;
    }

    private static String row(LatentDirection direction) {
        return String.format(
                Locale.ROOT,
                "%-28s %-12s %+9.2f %12.2f %6.2f %8.4f",
                direction.name(),
                direction.method().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                direction.effect().perUnit(),
                direction.effect().correlation(),
                direction.effect().share(),
                direction.effect().change());
    }

    private Origin origin(Generator generator) throws IOException {
        return labels.origin(Origin.Kind.GENERATED, output)
                .by(Main.Version.current())
                .with("model", String.valueOf(model.file().getFileName()))
                .with("model-sha256", generator.weightsSha256())
                .with("points", Integer.toString(count))
                .with("seed", Long.toString(seed.number()));
    }
}
