package dev.ganvas.cli;

import dev.ganvas.cli.option.LabelOptions;
import dev.ganvas.cli.option.LatentOptions;
import dev.ganvas.cli.option.ModelParameter;
import dev.ganvas.cli.option.SeedOption;
import dev.ganvas.cli.terminal.Output;
import dev.ganvas.cli.terminal.PhaseBar;
import dev.ganvas.cli.usage.Group;
import dev.ganvas.cli.usage.InGroup;
import dev.ganvas.cli.usage.OnDevice;
import dev.ganvas.error.UsageException;
import dev.ganvas.generate.GeneratedFiles;
import dev.ganvas.generate.Generator;
import dev.ganvas.generate.Latent;
import dev.ganvas.generate.latent.LatentGallery;
import dev.ganvas.generate.latent.RoundTrip;
import dev.ganvas.image.PictureTable;
import dev.ganvas.image.Pictures;
import dev.ganvas.image.label.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@InGroup(Group.MAKE)
@OnDevice
@Command(
        name = "generate",
        description = {
            "Draws new pictures from a trained generator: files, tables or animations.",
            "--out is a folder, or with -n 1 a .png file; with --interpolate, --sweep-classes or --mix-classes see there."
        },
        mixinStandardHelpOptions = true,
        abbreviateSynopsis = true,
        footer = {
            "",
            "Example:  ganvas generate my-run/best.ganvas --out pictures -n 64 --grid",
            "Example:  ganvas generate my-run/best.ganvas --out one.png -n 1",
            "Example:  ganvas generate my-run/best.ganvas --out loop.gif --interpolate 6"
        })
final class GenerateCommand implements Callable<Integer> {
    private static final String ALL = "all";

    @Mixin
    private ModelParameter model;

    @Option(names = "--out", required = true, paramLabel = "DIR|FILE", description = "Folder or file to write.")
    private Path out;

    @Option(
            names = "-n",
            defaultValue = "64",
            description = "Number of pictures; of each class with --class all (default: ${DEFAULT-VALUE}).")
    private int count;

    @Mixin
    private SeedOption seed;

    @Option(
            names = "--class",
            paramLabel = "NAME",
            description = "Draw this class, or 'all' for a sub-folder a class (default: classes in turn).")
    private String className;

    @Option(
            names = "--truncation",
            defaultValue = "1",
            description = "Above 0 to 1: smaller is more typical and less varied (default: ${DEFAULT-VALUE}).")
    private double truncation;

    @Option(names = "--grid", description = "Also write all of them as one picture, DIR-grid.png.")
    private boolean grid;

    @Option(
            names = "--interpolate",
            paramLabel = "POINTS",
            description = "Instead: a round trip through so many pictures, as a .gif, an .apng, a .png table, an .mp4"
                    + " where the program ffmpeg is there, or a folder of single pictures.")
    private Integer interpolate;

    @Option(
            names = "--frames",
            paramLabel = "COUNT",
            description = "With --interpolate: pictures from each point to the next (default: 8 in a table, else 24).")
    private Integer frames;

    @Option(
            names = "--fps",
            defaultValue = "20",
            description = "With --interpolate: pictures a second (default: ${DEFAULT-VALUE}).")
    private int framesPerSecond;

    @Option(
            names = "--sweep-classes",
            description = "Instead: a .png table of -n pictures a row, the same in each row but for the class.")
    private boolean sweepClasses;

    @Option(
            names = "--mix-classes",
            description = "Instead: a .png table of one picture that takes its form from the class of the row and its"
                    + " finish from that of the column.")
    private boolean mixClasses;

    @Mixin
    private LatentOptions latentOptions;

    @Mixin
    private LabelOptions labels;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws IOException {
        try (Generator generator = Generator.open(model.file())) {
            long given = Stream.of(interpolate != null, sweepClasses, mixClasses)
                    .filter(mode -> mode)
                    .count();
            if (given > 1) {
                throw new UsageException("Give one of --interpolate, --sweep-classes and --mix-classes.");
            }
            output.result(
                    interpolate != null
                            ? roundTrip(generator)
                            : given == 1 ? classTable(generator) : pictures(generator));
            return 0;
        }
    }

    private Map<String, Object> roundTrip(Generator generator) throws IOException {
        // Points of a round trip have one class, or appear as all of them.
        boolean allClasses = !generator.classes().isEmpty() && (className == null || ALL.equals(className));
        List<Latent> points = points(generator, interpolate, allClasses ? OptionalInt.of(0) : label(generator));
        RoundTrip trip = new RoundTrip(
                points, frames == null ? OptionalInt.empty() : OptionalInt.of(frames), framesPerSecond, allClasses);
        Optional<PictureTable> table = trip.write(new LatentGallery(generator), out, origin(generator, points.size()));
        return written(table, allClasses && table.isEmpty() ? generator.classes() : List.of());
    }

    private Map<String, Object> classTable(Generator generator) throws IOException {
        if (!GeneratedFiles.isNameOfOne(out)) {
            throw new UsageException("A table of classes is a .png file; name one with --out, not " + out + ".");
        }
        List<Latent> points = points(
                generator,
                mixClasses ? 1 : count,
                generator.classes().isEmpty() ? OptionalInt.empty() : OptionalInt.of(0));
        LatentGallery gallery = new LatentGallery(generator);
        PictureTable table = sweepClasses ? gallery.classes(points) : gallery.mixtures(points.get(0));
        Pictures.writePng(out, table.named().orElseGet(table::plain), origin(generator, points.size()));
        return written(Optional.of(table), generator.classes());
    }

    /** @param classes that are shown in this order */
    private Map<String, Object> written(Optional<PictureTable> table, List<String> classes) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put(Files.isDirectory(out) ? "folder" : "file", out.toString());
        output.say("Written: " + out);
        table.ifPresent(names -> describe(names, result));
        if (!classes.isEmpty()) {
            result.put("classes", classes);
            output.say("Classes: " + String.join(", ", classes));
        }
        return result;
    }

    private void describe(PictureTable table, Map<String, Object> result) {
        result.put("rows", table.rowNames());
        result.put("columns", table.columnNames());
        if (table.named().isEmpty()) {
            output.warn("No font here can write these names into the picture. Rows from the top: "
                    + String.join(", ", table.rowNames()) + "."
                    + (table.columnNames().isEmpty()
                            ? ""
                            : " Columns from the left: " + String.join(", ", table.columnNames()) + "."));
        }
    }

    private OptionalInt label(Generator generator) {
        return className == null || ALL.equals(className)
                ? OptionalInt.empty()
                : OptionalInt.of(generator.classNumber(className));
    }

    private List<Latent> points(Generator generator, int number, OptionalInt label) throws IOException {
        return latentOptions.of(generator, new Generator.Request(number, seed.seed(), truncation, label));
    }

    private Map<String, Object> pictures(Generator generator) throws IOException {
        try (PhaseBar bar = new PhaseBar(output)) {
            GeneratedFiles files =
                    new GeneratedFiles(generator, label -> points(generator, count, label), common(generator), bar);
            if (GeneratedFiles.isNameOfOne(out)) {
                return single(files, label(generator));
            }
            GeneratedFiles.Written written =
                    ALL.equals(className) ? files.classFolders(out) : files.folder(out, label(generator));
            bar.close();
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("pictures", written.pictures());
            result.put("folder", out.toString());
            output.say(written.pictures() + (written.pictures() == 1 ? " picture in " : " pictures in ") + out);
            if (grid) {
                grid(written.table(), common(generator), result);
            }
            return result;
        }
    }

    private Map<String, Object> single(GeneratedFiles files, OptionalInt label) throws IOException {
        List<Latent> points = files.points().of(label);
        int pictures = ALL.equals(className)
                ? points.size() * Math.max(1, files.generator().classes().size())
                : points.size();
        if (pictures != 1 || grid) {
            throw new UsageException(out + " is the name of one picture, but "
                    + (grid ? "a grid" : pictures + " pictures") + " would be written: name a folder with --out"
                    + (grid ? "." : ", or draw one with -n 1."));
        }
        files.single(out, points.get(0));
        output.say("Written: " + out);
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("pictures", 1);
        result.put("file", out.toString());
        return result;
    }

    private void grid(PictureTable table, Origin origin, Map<String, Object> result) throws IOException {
        Path file = out.resolveSibling(out.getFileName() + "-grid.png");
        Pictures.writePng(file, table.named().orElseGet(table::plain), origin);
        result.put("grid", file.toString());
        output.say("Grid: " + file);
        if (!table.rowNames().isEmpty()) {
            describe(table, result);
            output.say("Rows: " + String.join(", ", table.rowNames()));
        }
    }

    private Origin common(Generator generator) throws IOException {
        return latentOptions.describe(labels.origin(Origin.Kind.GENERATED, output)
                .by(Main.Version.current())
                .with("model", model.file().getFileName().toString())
                .with("model-sha256", generator.weightsSha256())
                .with("seed", Long.toString(seed.number()))
                .with("truncation", Double.toString(truncation)));
    }

    private Origin origin(Generator generator, int points) throws IOException {
        Origin origin = common(generator).with("points", Integer.toString(points));
        return className == null ? origin : origin.with("class", className);
    }
}
