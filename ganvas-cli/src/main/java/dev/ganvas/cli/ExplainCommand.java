package dev.ganvas.cli;

import dev.ganvas.data.PictureSource;
import dev.ganvas.data.Sources;
import dev.ganvas.engine.tensor.Threads;
import dev.ganvas.explain.AttributeProbe;
import dev.ganvas.explain.DirectionFile;
import dev.ganvas.explain.LatentDirection;
import dev.ganvas.explain.LatentExploration;
import dev.ganvas.explain.PictureMeasures;
import dev.ganvas.explain.PictureStatistics;
import dev.ganvas.generate.Generator;
import dev.ganvas.image.Pictures;
import dev.ganvas.random.Seed;
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
import picocli.CommandLine.Parameters;

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
    private static final int STRIP_ROWS = 5;

    @Parameters(paramLabel = "MODEL", description = "A .ganvas file.")
    private Path model;

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

    @Option(names = "--seed", defaultValue = "1", description = "Names everything random (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws IOException {
        try (Threads threads = Threads.use(Runtime.getRuntime().availableProcessors());
                Generator generator = Generator.open(model)) {
            if (attributes == null) {
                return explain(generator, new PictureStatistics());
            }
            try (PictureSource source = Sources.open(attributes);
                    AttributeProbe probe = AttributeProbe.learn(source, generator.size())) {
                output.note("Attributes told from pictures (correlation on pictures held back): "
                        + (probe.correlations().isEmpty() ? "none" : probe.correlations()));
                return explain(
                        generator,
                        probe.names().isEmpty()
                                ? new PictureStatistics()
                                : PictureMeasures.join(List.of(new PictureStatistics(), probe)));
            }
        }
    }

    private Integer explain(Generator generator, PictureMeasures measures) throws IOException {
        LatentExploration exploration = new LatentExploration(
                generator,
                measures,
                new LatentExploration.Settings(
                        count,
                        Seed.of(seed),
                        className == null ? OptionalInt.empty() : OptionalInt.of(generator.classNumber(className))));
        List<LatentDirection> directions = exploration.directions();
        output.say(String.format(
                "%-28s %-12s %9s %12s %6s %8s", "direction", "found by", "per step", "correlation", "share", "change"));
        List<Map<String, Object>> rows = new ArrayList<>();
        for (LatentDirection direction : directions) {
            String file = direction.name().replaceAll("[^A-Za-z0-9.-]", "_") + ".png";
            Pictures.writePng(out.resolve(file), exploration.strip(direction, STRIP_ROWS), metadata(direction));
            output.say(row(direction));
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("name", direction.name());
            fields.put("method", direction.method().name().toLowerCase(Locale.ROOT));
            fields.put("effect", direction.effect());
            fields.put("strip", out.resolve(file).toString());
            rows.add(fields);
        }
        Path file = out.resolve(DirectionFile.NAME);
        DirectionFile.write(file, directions);
        output.say("");
        output.say("Each picture goes from -3 steps on the left to +3 on the right. Directions: " + file);
        output.result(Map.of("directions", rows, "file", file.toString()));
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

    private Map<String, String> metadata(LatentDirection direction) {
        Map<String, String> text = new LinkedHashMap<>();
        text.put("Software", "Ganvas " + Main.Version.current());
        text.put("Source", "generated pictures");
        text.put("ganvas:model", String.valueOf(model.getFileName()));
        text.put("ganvas:seed", Long.toString(seed));
        text.put("ganvas:direction", direction.name());
        return text;
    }
}
