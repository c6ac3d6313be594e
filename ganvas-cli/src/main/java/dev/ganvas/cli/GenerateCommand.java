package dev.ganvas.cli;

import dev.ganvas.data.LabelledFolder;
import dev.ganvas.error.UsageException;
import dev.ganvas.generate.Generator;
import dev.ganvas.generate.Latent;
import dev.ganvas.generate.latent.LatentGallery;
import dev.ganvas.image.Animation;
import dev.ganvas.image.Picture;
import dev.ganvas.image.Pictures;
import dev.ganvas.random.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "generate",
        description = {
            "Draws new pictures from a trained generator: PNG files, tables of them, or an animation.",
            "Without --interpolate, --sweep-classes and --mix-classes --out is a folder."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:  ganvas generate my-run/best.ganvas --out pictures -n 64 --grid",
            "Example:  ganvas generate my-run/best.ganvas --out loop.gif --interpolate 6"
        })
final class GenerateCommand implements Callable<Integer> {
    private static final int MOST_GRID_CELLS = 400;
    private static final String ALL = "all";
    private static final int TABLE_STEPS = 8;
    private static final int ANIMATION_STEPS = 24;

    /** A multiple of the sampler's block, so that each picture keeps its place in it. */
    private static final int CHUNK = 256;

    @Parameters(paramLabel = "MODEL", description = "A .ganvas file.")
    private Path model;

    @Option(names = "--out", required = true, paramLabel = "DIR|FILE", description = "Folder or file to write.")
    private Path out;

    @Option(
            names = "-n",
            defaultValue = "64",
            description = "Number of pictures; of each class with --class all (default: ${DEFAULT-VALUE}).")
    private int count;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "Names the pictures: the same seed draws the same ones (default: ${DEFAULT-VALUE}).")
    private long seed;

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
            description = "Instead: a round trip through so many pictures, as a .gif, an .apng or a .png table.")
    private Integer interpolate;

    @Option(names = "--frames", description = "With --interpolate: pictures a way (default: 8 in a table, else 24).")
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
    private Output output;

    @Override
    public Integer call() throws IOException {
        try (Generator generator = Generator.open(model)) {
            long given = Stream.of(interpolate != null, sweepClasses, mixClasses)
                    .filter(mode -> mode)
                    .count();
            if (given > 1) {
                throw new UsageException("Give one of --interpolate, --sweep-classes and --mix-classes.");
            }
            return given == 1 ? oneFile(generator) : files(generator);
        }
    }

    private Integer oneFile(Generator generator) throws IOException {
        LatentGallery gallery = new LatentGallery(generator);
        int points = mixClasses ? 1 : sweepClasses ? count : interpolate;
        // Points of a round trip have one class, or appear as all of them.
        boolean allClasses = !generator.classes().isEmpty() && (className == null || ALL.equals(className));
        OptionalInt label = generator.classes().isEmpty() ? label(generator) : OptionalInt.of(0);
        List<Latent> latents = latentOptions.of(
                generator,
                new Generator.Request(points, Seed.of(seed), truncation, allClasses ? label : label(generator)));
        Map<String, String> text = common();
        text.put("ganvas:points", Integer.toString(latents.size()));
        if (className != null) {
            text.put("ganvas:class", className);
        }
        boolean animated = Animation.isNameOfOne(out);
        if (!animated && !out.toString().toLowerCase(Locale.ROOT).endsWith(".png")) {
            throw new UsageException("--out must name a .png file" + (interpolate == null ? "" : ", a .gif or an .apng")
                    + ", not " + out + ".");
        }
        if (interpolate == null) {
            if (animated) {
                throw new UsageException(
                        "A table of classes is no animation: name a .png file with --out, not " + out + ".");
            }
            Pictures.writePng(out, sweepClasses ? gallery.classes(latents) : gallery.mixtures(latents.get(0)), text);
        } else if (animated) {
            int steps = frames == null ? ANIMATION_STEPS : frames;
            text.put("ganvas:frames", Integer.toString(steps));
            Animation animation = allClasses
                    ? gallery.loopOfClasses(latents, steps, framesPerSecond)
                    : gallery.loop(latents, steps, framesPerSecond);
            animation.write(out, text);
        } else {
            int steps = frames == null ? TABLE_STEPS : frames;
            text.put("ganvas:frames", Integer.toString(steps));
            Pictures.writePng(out, gallery.strip(latents, steps), text);
        }
        output.say("Written: " + out);
        output.result(Map.of("file", out.toString()));
        return 0;
    }

    private OptionalInt label(Generator generator) {
        return className == null || ALL.equals(className)
                ? OptionalInt.empty()
                : OptionalInt.of(generator.classNumber(className));
    }

    private Integer files(Generator generator) throws IOException {
        if (Files.exists(out) && !Files.isDirectory(out)) {
            throw new UsageException(out + " is a file; name a folder with --out.");
        }
        List<Picture> cells = new ArrayList<>();
        long written = 0;
        if (ALL.equals(className)) {
            if (generator.classes().isEmpty()) {
                throw new UsageException("This generator was trained without classes; leave out --class.");
            }
            for (int label = 0; label < generator.classes().size(); label++) {
                Path folder = out.resolve(
                        LabelledFolder.folderName(generator.classes().get(label)));
                written += draw(generator, OptionalInt.of(label), folder, cells);
            }
        } else {
            written = draw(generator, label(generator), out, cells);
        }
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("pictures", written);
        result.put("folder", out.toString());
        output.say(written + (written == 1 ? " picture in " : " pictures in ") + out);
        if (grid) {
            Path file = out.resolveSibling(out.getFileName() + "-grid.png");
            Pictures.writePng(file, Pictures.grid(cells, columns(cells.size()), 2), Map.of("Software", "Ganvas"));
            result.put("grid", file.toString());
            output.say("Grid: " + file);
        }
        output.result(result);
        return 0;
    }

    private long draw(Generator generator, OptionalInt label, Path folder, List<Picture> cells) throws IOException {
        List<Latent> latents =
                latentOptions.of(generator, new Generator.Request(count, Seed.of(seed), truncation, label));
        for (int first = 0; first < latents.size(); first += CHUNK) {
            List<Latent> chunk = latents.subList(first, Math.min(first + CHUNK, latents.size()));
            List<Picture> pictures = generator.draw(chunk);
            for (int i = 0; i < chunk.size(); i++) {
                Path file = folder.resolve(String.format("%06d.png", first + i));
                Pictures.writePng(file, pictures.get(i), metadata(generator, chunk.get(i), first + i));
                if (grid && cells.size() < MOST_GRID_CELLS) {
                    cells.add(pictures.get(i));
                }
            }
        }
        return latents.size();
    }

    private Map<String, String> common() {
        Map<String, String> text = new LinkedHashMap<>();
        text.put("Software", "Ganvas " + Main.Version.current());
        text.put("Source", "generated picture");
        text.put("ganvas:model", model.getFileName().toString());
        text.put("ganvas:seed", Long.toString(seed));
        text.put("ganvas:truncation", Double.toString(truncation));
        latentOptions.describe(text);
        return text;
    }

    private Map<String, String> metadata(Generator generator, Latent latent, int number) {
        Map<String, String> text = common();
        text.put("ganvas:number", Integer.toString(number));
        latent.label()
                .ifPresent(label -> text.put("ganvas:class", generator.classes().get(label)));
        return text;
    }

    private int columns(int cells) {
        return ALL.equals(className) ? Math.min(count, cells) : Math.max(1, (int) Math.round(Math.sqrt(cells)));
    }
}
