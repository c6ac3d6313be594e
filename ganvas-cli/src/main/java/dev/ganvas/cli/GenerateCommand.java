package dev.ganvas.cli;

import dev.ganvas.engine.error.UsageException;
import dev.ganvas.engine.random.Seed;
import dev.ganvas.generate.Generator;
import dev.ganvas.image.Picture;
import dev.ganvas.image.Pictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "generate",
        description = "Draws new pictures from a trained generator, as PNG files.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:  ganvas generate my-run/best.ganvas --out pictures -n 64 --grid"})
final class GenerateCommand implements Callable<Integer> {
    private static final int MOST_GRID_CELLS = 400;
    private static final String ALL = "all";

    @Parameters(paramLabel = "MODEL", description = "A .ganvas file.")
    private Path model;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder to write to.")
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

    @Mixin
    private Output output;

    @Override
    public Integer call() throws IOException {
        try (Generator generator = Generator.open(model)) {
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
                    Path folder = out.resolve(folderName(generator.classes().get(label)));
                    written += draw(generator, OptionalInt.of(label), folder, cells);
                }
            } else {
                OptionalInt label =
                        className == null ? OptionalInt.empty() : OptionalInt.of(generator.classNumber(className));
                written = draw(generator, label, out, cells);
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
    }

    private long draw(Generator generator, OptionalInt label, Path folder, List<Picture> cells) throws IOException {
        Iterator<Picture> pictures = generator.pictures(new Generator.Request(count, Seed.of(seed), truncation, label));
        for (int i = 0; i < count; i++) {
            Picture picture = pictures.next();
            Pictures.writePng(folder.resolve(String.format("%06d.png", i)), picture, metadata(generator, label, i));
            if (grid && cells.size() < MOST_GRID_CELLS) {
                cells.add(picture);
            }
        }
        return count;
    }

    private Map<String, String> metadata(Generator generator, OptionalInt label, int number) {
        Map<String, String> text = new LinkedHashMap<>();
        text.put("Software", "Ganvas " + Main.Version.current());
        text.put("Source", "generated picture");
        text.put("ganvas:model", model.getFileName().toString());
        text.put("ganvas:seed", Long.toString(seed));
        text.put("ganvas:number", Integer.toString(number));
        text.put("ganvas:truncation", Double.toString(truncation));
        if (!generator.classes().isEmpty()) {
            text.put(
                    "ganvas:class",
                    generator
                            .classes()
                            .get(label.orElse(number % generator.classes().size())));
        }
        return text;
    }

    private int columns(int cells) {
        return ALL.equals(className) ? Math.min(count, cells) : Math.max(1, (int) Math.round(Math.sqrt(cells)));
    }

    /** A class name as one folder's name: separators and dots that would lead elsewhere are replaced. */
    private static String folderName(String name) {
        String safe = name.replaceAll("[/\\\\:*?\"<>|\\p{Cntrl}]", "_");
        return safe.isBlank() || safe.startsWith(".") ? "_" + safe : safe;
    }
}
