package dev.ganvas.cli;

import dev.ganvas.cli.option.DirectionOptions;
import dev.ganvas.cli.option.LabelOptions;
import dev.ganvas.cli.terminal.Output;
import dev.ganvas.data.PictureSource;
import dev.ganvas.data.Sources;
import dev.ganvas.explain.direction.AttributeProbe;
import dev.ganvas.explain.direction.DirectionFolder;
import dev.ganvas.explain.direction.Familiarity;
import dev.ganvas.explain.direction.LatentDirection;
import dev.ganvas.explain.direction.LatentExploration;
import dev.ganvas.explain.direction.PictureMeasures;
import dev.ganvas.explain.direction.PictureStatistics;
import dev.ganvas.generate.Generator;
import dev.ganvas.image.Picture;
import dev.ganvas.image.label.Origin;
import dev.ganvas.random.Seed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** What {@code explain} says of a generator: the directions in which its pictures can be changed. */
record DirectionExplanation(
        Path model,
        Path out,
        DirectionOptions options,
        Optional<String> className,
        long seedNumber,
        LabelOptions labels,
        Output output) {
    /** Pictures that tell whether attributes are known of their kind. */
    private static final int COMPARED = 256;

    int explain() throws IOException {
        try (Generator generator = Generator.open(model)) {
            if (options.attributes().isEmpty()) {
                return explain(generator, new PictureStatistics(), Map.of());
            }
            try (PictureSource source = Sources.open(options.attributes().get());
                    AttributeProbe probe = AttributeProbe.learn(source, generator.layout())) {
                output.note("Attributes told from pictures (correlation on pictures held back): "
                        + (probe.correlations().isEmpty() ? "none" : probe.correlations()));
                Familiarity familiarity = probe.familiarity(compared(generator));
                if (!familiarity.isTrusted()) {
                    output.note(
                            "Warning: " + familiarity.words() + ", so that no direction is named by attributes; give"
                                    + " --attributes pictures of the kind that " + model + " draws.");
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
                generator.latents(new Generator.Request(COMPARED, seed().child("compared"), 1, label(generator))));
    }

    private OptionalInt label(Generator generator) {
        return className
                .map(name -> OptionalInt.of(generator.classNumber(name)))
                .orElseGet(OptionalInt::empty);
    }

    /** @param told goes into the result besides the directions */
    private int explain(Generator generator, PictureMeasures measures, Map<String, Object> told) throws IOException {
        LatentExploration exploration = new LatentExploration(
                generator, measures, new LatentExploration.Settings(options.count(), seed(), label(generator)));
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

    private Seed seed() {
        return Seed.of(seedNumber);
    }

    private Origin origin(Generator generator) throws IOException {
        return labels.origin(Origin.Kind.GENERATED, output)
                .by(Main.Version.current())
                .with("model", String.valueOf(model.getFileName()))
                .with("model-sha256", generator.weightsSha256())
                .with("points", Integer.toString(options.count()))
                .with("seed", Long.toString(seedNumber));
    }
}
